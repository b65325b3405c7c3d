import type { DriveConstraint, PolicyConstraints } from '../../core/model/constraints.ts';
import type { DriveClass } from '../../core/model/drive-class.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import type { InTurns } from '../../core/model/turns.ts';
import { cohortsOf } from '../../core/placement/inventory-index.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import type { CompiledPolicies } from '../../core/policy/index.ts';
import type { AskedRules } from './asked-rules.ts';
import { runningConfiguration } from './context.ts';
import type { DriverContext } from './context.ts';
import { policyConstraints } from './policy-constraints.ts';

/**
 * What policies ask of drives for a request, asked about all of them in turns, so that the search finds the answers. A
 * rule may take milliseconds for each class of drives, and there may be a hundred thousand; the search asks in one go.
 * Before the gate: whoever waits for it, such as a revision with better rules, does not wait for these. What is new by
 * then, the search asks itself.
 */
export async function askAhead(context: DriverContext, request: VolumeRequest): Promise<void> {
  const { state, outside } = context;
  const running = runningConfiguration(context);
  if (!running) return;
  const rules = rulesOf(policyConstraints(context, running, request));
  const { asked } = state;
  if (rules.every(({ of }) => asked.has(of))) return;
  await outside.takeTurns(askAll(running.index, rules, asked));
}

/** The same of rules that are the same for every request, before a first one comes. */
export const askDriveRules = (index: InventoryIndex, { drive }: CompiledPolicies, asked: AskedRules): InTurns<void> =>
  askAll(index, drive.flatMap(({ constraints }) => constraints).map(ruleOf), asked);

interface DriveRule {
  /** Tells it from others. */
  readonly of: object;
  readonly ask: (drives: DriveClass) => unknown;
}

const ruleOf = (constraint: DriveConstraint): DriveRule => ({
  of: constraint,
  ask: (drives) => constraint.admits(drives),
});

const rulesOf = ({ drives, scores }: PolicyConstraints): readonly DriveRule[] => [
  ...drives.map(ruleOf),
  ...scores.flatMap(({ ofDrive }) => (ofDrive ? [{ of: ofDrive, ask: ofDrive }] : [])),
];

function* askAll(index: InventoryIndex, rules: readonly DriveRule[], asked: AskedRules): InTurns<void> {
  for (const { of, ask } of rules) {
    if (asked.has(of)) continue;
    for (const { drives } of cohortsOf(index)) {
      ask(drives);
      yield;
    }
    asked.add(of);
  }
}
