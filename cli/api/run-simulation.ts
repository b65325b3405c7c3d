import type { SimulationGround } from '../../core/simulate/ground.ts';
import { simulate } from '../../core/simulate/simulation.ts';
import type { SimulationAnswer, SimulationQuestion } from '../../core/simulate/simulation.ts';
import { failed, ok } from '../../csi/outcome.ts';
import { inSlices } from '../observe/in-slices.ts';
import type { ApiOutcome } from './api-outcome.ts';

/** Each has an index of its own in memory. */
const MOST_AT_ONCE = 2;

export interface Simulations {
  /** Errors: not-ready, busy, and not-found for what is named and is not there. */
  run(question: SimulationQuestion, isWanted: () => boolean): Promise<ApiOutcome<SimulationAnswer>>;
}

/** Runs simulations slice by slice, few at once, so that the server goes on serving. */
export function createSimulations(ground: () => SimulationGround | undefined): Simulations {
  let running = 0;
  return {
    run: async (question, isWanted) => {
      if (running >= MOST_AT_ONCE) return failed('busy', BUSY);
      running += 1;
      try {
        const own = ground();
        if (!own) return failed('not-ready', 'no configuration is active yet: push a revision that is valid');
        const answer = await inSlices(simulate(own, question), isWanted);
        if (!answer) return failed('unavailable', 'nobody waits for the answer any more');
        return answer.kind === 'unknown' ? failed('not-found', answer.message) : ok(answer);
      } finally {
        running -= 1;
      }
    },
  };
}

const BUSY = `${String(MOST_AT_ONCE)} simulations run already: ask again when they are done`;
