import type { Configuration, DeclaredObject } from '../../model/configuration.ts';
import type { ObjectProblem } from './object-problem.ts';
import { checkAttributesClasses } from './attributes-classes.ts';
import { resolveBackends } from './backends.ts';
import { resolveClasses } from './classes.ts';
import { at, nameOf, sortObjects } from './declared.ts';
import type { DeclaredByKind } from './declared.ts';
import { resolveEnclosures } from './enclosures.ts';
import { resolvePolicies } from './policies.ts';
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
export function resolveObjects(objects: readonly DeclaredObject[]): Resolution {
  const problems: ObjectProblem[] = [];
  const report: Report = (found) => problems.push(found);
  const declared = sortObjects(objects);
  checkNames(declared, report);
  const topology = resolveTopology(declared.topologies, report);
  const enclosures = resolveEnclosures(declared.enclosures, topology, report);
  const storageGroups = new Set<string>(enclosures.map(({ storageGroup }) => storageGroup));
  const backends = resolveBackends(declared.backends, storageGroups, report);
  const classes = resolveClasses(declared.classes, backends, storageGroups, report);
  checkAttributesClasses(declared.attributesClasses, report);
  const policies = resolvePolicies(declared.policies, report);
  checkPolicyTests(declared, (inline) => resolveObjects(inline).problems, report);
  return { configuration: { backends, enclosures, topology, classes, policies }, problems };
}

/** More than one Topology is told apart from this, whatever they are called. */
function checkNames(declared: DeclaredByKind, report: Report): void {
  const { backends, enclosures, classes, snapshotClasses, attributesClasses, policies, policyTests } = declared;
  for (const list of [backends, enclosures, classes, snapshotClasses, attributesClasses, policies, policyTests]) {
    const named = list.map((each) => ({ name: nameOf(each), at: at(each, 'metadata', 'name') }));
    const [first] = list;
    if (first) checkUnique(first.wire.kind, named, report);
  }
}
