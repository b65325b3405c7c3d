import type { RevisionNumber } from '../../core/model/ids.ts';
import { isError } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { InTurns } from '../../core/model/turns.ts';
import { gatesOf, groundChange } from '../../core/plan/gates.ts';
import type { GroundedChange } from '../../core/plan/gates.ts';
import type { PolicyProblem } from '../../core/policy/index.ts';
import { verifyActivation } from '../../core/verify/verify-activation.ts';
import { activeRevision, activate, newestProposal, reject } from '../../store/configurations.ts';
import type { Store } from '../../store/store.ts';
import { askDriveRules } from './ask-ahead.ts';
import type { DriverContext } from './context.ts';
import { takeOver } from './driver-state.ts';
import type { DriverState, Verdict } from './driver-state.ts';
import { loadConfiguration } from './load-configuration.ts';
import { enterVolumes, prepareSuccessor } from './successor.ts';
import type { Successor } from './successor.ts';

/** Takes up the configuration that ran before; nothing where none ever did. */
export async function resumeActive(store: Store, { state, outside }: DriverContext): Promise<void> {
  const number = await activeRevision(store);
  if (number === undefined) return;
  const active = await loadConfiguration(store, number, outside.takeTurns);
  const successor = await outside.takeTurns(prepareSuccessor(state, active));
  await outside.takeTurns(enterVolumes(successor, state.volumes));
  takeOver(state, successor);
}

/**
 * Looks at the newest proposal once more. It is made ready beside the configuration that runs, under which volumes are
 * placed meanwhile; then it is held against the volumes there are, alone: none is placed meanwhile. Then it is activated
 * in one step, or refused, and the one that runs goes on. What was refused is looked at again once a volume has changed,
 * because what stood in its way may be gone. `undefined` where nothing new is proposed.
 * @throws StoreError, CsiError `deposed`, `outcome-unknown`
 */
export function considerProposal(context: DriverContext): Promise<Verdict | undefined> {
  const { state, journal, outside } = context;
  return context.activations.alone(async () => {
    const number = await newestProposal(journal.store);
    if (number === undefined || number === state.active?.revision.number) return undefined;
    if (state.refusal?.revision === number && state.refusal.changes === state.changes) return state.refusal.verdict;
    const proposed = await loadConfiguration(journal.store, number, outside.takeTurns);
    const change = await outside.takeTurns(
      groundChange({ desired: proposed.objects, live: state.active?.objects ?? [] }),
    );
    try {
      const successor = await outside.takeTurns(prepareSuccessor(state, proposed));
      await outside.takeTurns(askDriveRules(successor.index, proposed.policies, successor.asked));
      return await context.gate.alone(() => decide(context, successor, change));
    } finally {
      state.successor = undefined;
    }
  });
}

/** Volumes may go meanwhile, and change, but none comes and none grows: what carries those there were carries those left. */
async function decide(context: DriverContext, successor: Successor, change: GroundedChange): Promise<Verdict> {
  const { state, journal, outside } = context;
  const { number } = successor.active.revision;
  const { changes } = state;
  const findings = await outside.takeTurns(objections(state, successor, change));
  if (findings.some(isError)) return refuse(context, { number, findings, changes });
  await outside.takeTurns(enterVolumes(successor, state.volumes));
  await activate(journal.store, number, outside.now().toISOString());
  takeOver(state, successor);
  return { kind: 'activated', revision: number, findings };
}

interface Refused {
  readonly number: RevisionNumber;
  readonly findings: readonly Finding[];
  /** How many changes of volumes there had been when it was looked at. */
  readonly changes: number;
}

async function refuse(
  { state, journal, outside }: DriverContext,
  { number, findings, changes }: Refused,
): Promise<Verdict> {
  await reject(journal.store, number, findings, outside.now().toISOString());
  const verdict = { kind: 'refused', revision: number, findings } as const;
  state.refusal = { revision: number, changes, verdict };
  return verdict;
}

/** The plan's gates, and the same asked a second time by code that shares nothing with the plan. */
function* objections(
  state: DriverState,
  { active: proposed }: Successor,
  change: GroundedChange,
): InTurns<readonly Finding[]> {
  const broken = proposed.problems.map(policyFinding);
  if (broken.length > 0) return broken;
  const volumes = [...state.volumes.values()];
  const gates = yield* gatesOf(change, volumes);
  if (gates.some(isError)) return gates;
  return [...gates, ...(yield* verifyActivation(proposed.ground, volumes, state.active?.ground))];
}

/** A policy that a controller of another release let through, and this one cannot compile, must not silently not apply. */
const policyFinding = ({ policy, code, message }: PolicyProblem): Finding => ({
  code,
  severity: 'error',
  message,
  object: { kind: 'PlacementPolicy', name: policy.name },
});
