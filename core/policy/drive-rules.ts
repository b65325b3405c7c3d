import type { ConstraintSource } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { Allowance, Program } from './cel/program.ts';
import type { CompiledValidation, MeteredConstraint } from './compiled-policy.ts';
import { admits, oneLine } from './run-policy.ts';
import { driveView } from './views.ts';

export const sourceOf = (policy: PlacementPolicy, { index }: CompiledValidation): ConstraintSource => ({
  kind: 'policy',
  policy: policy.name,
  index,
});

/** Completes "ruled out: not …". */
export const labelOf = (policy: PlacementPolicy, { message, text }: CompiledValidation): string =>
  `as policy ${policy.name} asks (${message ?? oneLine(text)})`;

/**
 * A rule on one drive as a constraint. `program` takes the drive as its one root; as nothing of a drive class changes,
 * its answer is kept for as long as the class lives.
 */
export function driveConstraint(
  policy: PlacementPolicy,
  validation: CompiledValidation,
  program: Program,
): MeteredConstraint {
  const answers = new WeakMap<DriveClass, boolean>();
  const answer = (drives: DriveClass, allowance?: Allowance): boolean =>
    admits(policy, program.evaluate([driveView(drives)], allowance));
  return {
    source: sourceOf(policy, validation),
    label: labelOf(policy, validation),
    admits: (drives) => {
      const known = answers.get(drives);
      if (known !== undefined) return known;
      const admitted = answer(drives);
      answers.set(drives, admitted);
      return admitted;
    },
    askWithin: (drives, allowance) => {
      if (answers.has(drives)) return;
      const admitted = answer(drives, allowance);
      if (allowance.steps > 0) answers.set(drives, admitted);
    },
  };
}
