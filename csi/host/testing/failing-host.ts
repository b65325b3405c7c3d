import { failed } from '../../services/outcome.ts';
import type { NodeHost } from '../node-host.ts';

/** At which step a host gives up, and whether it has done the step by then. */
export interface Fault {
  /** Counted from 0 over all steps. */
  readonly step: number;
  readonly when: 'before' | 'after';
}

/** A host of which one step fails, like a node that is killed there: nothing after it happens. */
export function failingHost(host: NodeHost, fault: Fault): { readonly host: NodeHost; readonly steps: () => number } {
  let steps = 0;
  const failing = new Proxy(host, {
    get: (target, name: keyof NodeHost) => async (argument: never) => {
      const step = steps++;
      if (step === fault.step && fault.when === 'before') return failed('unavailable', `${name} did not happen`);
      const outcome = await target[name](argument);
      return step === fault.step ? failed('unavailable', `${name} was not heard of`) : outcome;
    },
  });
  return { host: failing, steps: () => steps };
}
