import type { DriveClass } from '../model/drive-class.ts';
import { raiseLimit } from '../model/limits.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { Allowance } from './cel/program.ts';
import type { CompiledDrivePolicy, CompiledPolicies } from './compiled-policy.ts';
import { isSpent, shareOut } from './shared-steps.ts';
import type { Spender } from './shared-steps.ts';

/** A policy on drives that takes more steps over all of them than it gets of those that all such policies share. */
export interface CostlyDrivePolicy {
  readonly policy: PlacementPolicy;
  /** From the policy's root to the rule that it came to. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Asks each rule on drives about each class of drives, as the driver does once a revision is active, and tells which
 * policies come to the end of their share. What fits here, the driver is done with in as many steps: answers are kept.
 * Steps are those of {@link shareOut}: no policy is told of for what another takes.
 */
export function costlyDrivePolicies(
  { drive: policies }: CompiledPolicies,
  classes: readonly DriveClass[],
  steps: number,
): readonly CostlyDrivePolicy[] {
  const turns = policies.map((compiled): Turn => ({ compiled, allowance: { steps: 0 }, granted: 0, rule: 0, next: 0 }));
  for (const round of shareOut(turns, steps)) for (const turn of round) askOn(turn, classes);
  return turns.filter(isSpent).map((turn) => costly(turn, classes));
}

/** A policy on its way through its rules and, for each, through the classes of drives. */
interface Turn extends Spender {
  readonly compiled: CompiledDrivePolicy;
  readonly allowance: Allowance;
  rule: number;
  next: number;
}

function askOn(turn: Turn, classes: readonly DriveClass[]): void {
  const { constraints } = turn.compiled;
  for (; turn.rule < constraints.length; turn.rule++, turn.next = 0) {
    for (; turn.next < classes.length; turn.next++) {
      const drives = classes[turn.next];
      if (drives) constraints[turn.rule]?.askWithin(drives, turn.allowance);
      if (isSpent(turn)) return;
    }
  }
}

function costly({ compiled, rule, next, granted }: Turn, classes: readonly DriveClass[]): CostlyDrivePolicy {
  const { policy, validations } = compiled;
  const about = `${next.toLocaleString('en')} of ${classes.length.toLocaleString('en')} kinds of drives`;
  return {
    policy,
    path: ['spec', 'validations', validations[rule]?.index ?? 0, 'expression'],
    message: `the policy has taken the ${granted.toLocaleString('en')} steps that it may, and this rule was asked about ${about}. ${raiseLimit('policySteps')}`,
  };
}
