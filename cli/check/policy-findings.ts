import type { Configuration, DeclaredObject } from '../../core/model/configuration.ts';
import type { Day } from '../../core/model/day.ts';
import type { DriveClass } from '../../core/model/drive-class.ts';
import { levelsOf } from '../../core/model/levels.ts';
import type { PlacementPolicy } from '../../core/model/policy.ts';
import type { PlacelessFinding } from '../../core/parse/index.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import { declaredAt } from '../../core/policy/declared-at.ts';
import { exceptionFindings } from './exception-findings.ts';
import {
  checkConfiguration,
  compilePolicies,
  constraintsFor,
  costlyDrivePolicies,
  exemptionsOfRequest,
  ruleOf,
} from '../../core/policy/index.ts';
import type { CostlyDrivePolicy, PolicyDenial, PolicyProblem } from '../../core/policy/index.ts';

export interface PoliciesToCheck {
  /** `undefined` where it is broken: then policies are checked, but not asked. */
  readonly configuration: Configuration | undefined;
  readonly policies: readonly PlacementPolicy[];
  readonly objects: readonly DeclaredObject[];
  /** What was declared before; `undefined` where nobody knows. */
  readonly before: readonly DeclaredObject[] | undefined;
  /** All kinds of drives that are declared. */
  readonly drives: () => readonly DriveClass[];
  /** That rules on the configuration may take together, and rules on drives as many again. */
  readonly steps: number;
  /** Decides which exceptions hold. */
  readonly today: Day;
}

export interface JudgedPolicies {
  readonly findings: readonly PlacelessFinding[];
  /** What the policies that are right ask of a request. */
  readonly constraintsOf: (request: VolumeRequest) => PolicyConstraints;
}

/** What is wrong with the policies themselves, and what those on the configuration say of it. */
export function policyFindings({
  configuration,
  policies,
  objects,
  before,
  drives,
  steps,
  today,
}: PoliciesToCheck): JudgedPolicies {
  const { compiled, problems } = compilePolicies(policies, configuration ? { levels: levelsOf(configuration) } : {});
  const denials = configuration ? checkConfiguration(compiled, objects, configuration, { steps, before, today }) : [];
  return {
    findings: [
      ...distinct(problems.map(problemFinding)),
      ...denials.map(denialFinding),
      ...(compiled.drive.length > 0 ? costlyDrivePolicies(compiled, drives(), steps).map(costlyFinding) : []),
      ...(configuration ? exceptionFindings(configuration, objects, today) : []),
    ],
    constraintsOf: (request) =>
      constraintsFor(
        compiled,
        request,
        configuration
          ? { exemptions: exemptionsOfRequest(configuration.exceptions, request, configuration.classes, today) }
          : {},
      ),
  };
}

/** A policy that is bound twice has its problems twice. */
const distinct = (findings: readonly PlacelessFinding[]): readonly PlacelessFinding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];

const problemFinding = ({ policy, path, range, code, message, help }: PolicyProblem): PlacelessFinding => ({
  code,
  severity: 'error',
  message,
  ...(help === undefined ? {} : { help }),
  ...declaredAt(policy, path),
  range,
});

/** Shown at the name of the object that breaks the rule. */
const denialFinding = ({
  object,
  policy,
  index,
  expression,
  code,
  severity,
  message,
  help,
  values,
}: PolicyDenial): PlacelessFinding => ({
  code,
  severity,
  message,
  ...(help !== undefined && { help }),
  object: { kind: object.kind, name: object.metadata.name },
  path: ['metadata', 'name'],
  rule: ruleOf(policy, index, expression),
  values,
});

const costlyFinding = ({ policy, path, message }: CostlyDrivePolicy): PlacelessFinding => ({
  code: 'policy/too-many-steps',
  severity: 'error',
  message,
  ...declaredAt(policy, path),
});
