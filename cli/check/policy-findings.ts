import type { Configuration, DeclaredObject } from '../../core/model/configuration.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../../core/model/ids.ts';
import type { PlacementPolicy } from '../../core/model/policy.ts';
import type { PlacelessFinding } from '../../core/parse/index.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import { checkConfiguration, compilePolicies, constraintsFor } from '../../core/policy/index.ts';
import type { PolicyDenial, PolicyProblem } from '../../core/policy/index.ts';

export interface PoliciesToCheck {
  /** `undefined` where it is broken: then policies are checked, but not asked. */
  readonly configuration: Configuration | undefined;
  readonly policies: readonly PlacementPolicy[];
  readonly objects: readonly DeclaredObject[];
  /** That rules on the configuration may take together. */
  readonly steps: number;
}

export interface JudgedPolicies {
  readonly findings: readonly PlacelessFinding[];
  /** What the policies that are right ask of a request. */
  readonly constraintsOf: (request: VolumeRequest) => PolicyConstraints;
}

/** What is wrong with the policies themselves, and what those on the configuration say of it. */
export function policyFindings({ configuration, policies, objects, steps }: PoliciesToCheck): JudgedPolicies {
  const { compiled, problems } = compilePolicies(policies, configuration ? { levels: levelsOf(configuration) } : {});
  const denials = configuration ? checkConfiguration(compiled, objects, configuration, steps) : [];
  return {
    findings: [...problems.map(problemFinding), ...denials.map(denialFinding)],
    constraintsOf: (request) => constraintsFor(compiled, request),
  };
}

const levelsOf = ({ topology }: Configuration): readonly string[] => [
  ...topology.levels,
  STORAGE_GROUP_LEVEL,
  ENCLOSURE_LEVEL,
];

const problemFinding = ({ policy, path, range, code, message, help }: PolicyProblem): PlacelessFinding => ({
  code,
  severity: 'error',
  message,
  ...(help === undefined ? {} : { help }),
  object: { kind: 'PlacementPolicy', name: policy.name },
  path,
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
  values,
}: PolicyDenial): PlacelessFinding => ({
  code,
  severity,
  message,
  object: { kind: object.kind, name: object.metadata.name },
  path: ['metadata', 'name'],
  rule: { policy: policy.name, index, expression },
  values,
});
