import type { WireObject } from '../../../schemas/generated/types.ts';
import type { Configuration, DeclaredObject } from '../../model/configuration.ts';
import { drain } from '../../model/turns.ts';
import type { InTurns } from '../../model/turns.ts';
import type { ObjectProblem } from './object-problem.ts';
import { checkAttributesClasses } from './attributes-classes.ts';
import { bindPolicies } from './bound-policies.ts';
import { resolveBackends } from './backends.ts';
import { resolveClasses } from './classes.ts';
import { at, nameOf, sortObjects } from './declared.ts';
import type { Declared, DeclaredByKind } from './declared.ts';
import { resolveEnclosures } from './enclosures.ts';
import { resolvePolicies } from './policies.ts';
import { resolveExceptions } from './policy-exceptions.ts';
import { checkPolicyTests } from './policy-tests.ts';
import { checkUnique } from './report.ts';
import type { Report } from './report.ts';
import { resolveTopology } from './topology.ts';

export interface Resolution {
  /** Means nothing while there are errors. */
  readonly configuration: Configuration;
  readonly problems: readonly ObjectProblem[];
}

/** Objects, each right by its schema, ▶ the configuration that they are together, and every way in which they are none. */
export const resolveObjects = (objects: readonly DeclaredObject[]): Resolution => drain(resolveInTurns(objects));

/** The same, in steps that are short but for those of tests of policies. */
export function* resolveInTurns(objects: readonly DeclaredObject[]): InTurns<Resolution> {
  const problems: ObjectProblem[] = [];
  const report: Report = (found) => problems.push(found);
  const declared = sortObjects(objects);
  yield;
  checkNames(declared, report);
  yield;
  const topology = resolveTopology(declared.topologies, report);
  yield;
  const enclosures = yield* resolveEnclosures(declared.enclosures, topology, report);
  const storageGroups = new Set<string>(enclosures.map(({ storageGroup }) => storageGroup));
  const backends = yield* resolveBackends(declared.backends, storageGroups, report);
  yield;
  const classes = yield* resolveClasses(declared.classes, { backends, storageGroups, topology }, report);
  yield;
  checkAttributesClasses(declared.attributesClasses, report);
  const bound = yield* bindPolicies(declared.policyBindings, declared.policies, report);
  const policies = yield* resolvePolicies(declared.policies, bound, report);
  yield;
  const exceptions = yield* resolveExceptions(declared.policyExceptions, declared.policies, report);
  checkPolicyTests(declared, (inline) => resolveObjects(inline).problems, report);
  return { configuration: { backends, enclosures, topology, classes, policies, exceptions }, problems };
}

/** More than one Topology is told apart from this, whatever they are called. */
function checkNames(declared: DeclaredByKind, report: Report): void {
  for (const list of Object.values(declared) as readonly Declared<WireObject>[][]) {
    if (list === declared.topologies) continue;
    const named = list.map((each) => ({ name: nameOf(each), at: at(each, 'metadata', 'name') }));
    const [first] = list;
    if (first) checkUnique(first.wire.kind, named, report);
  }
}
