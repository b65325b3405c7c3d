import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../../model/ids.ts';
import type { DeclaredObject } from '../../model/configuration.ts';
import type { PolicyTestCase, PolicyTestObject } from '../../../schemas/generated/types.ts';
import { at, nameOf, sortObjects } from './declared.ts';
import type { Declared, DeclaredByKind } from './declared.ts';
import { readInlineObjects } from './inline-objects.ts';
import type { ResolveProblems } from './inline-objects.ts';
import { checkExpectation, checkRequest, checkSubject } from './policy-test-cases.ts';
import type { KnownNames } from './policy-test-cases.ts';
import { checkUnique, references } from './report.ts';
import type { Report } from './report.ts';

/**
 * Tests of policies, checked and not run. Names mean what the inventory declares, and policies and classes also what
 * the repository does; those of a test on an example are for whoever has the example's files.
 */
export function checkPolicyTests(repository: DeclaredByKind, resolve: ResolveProblems, report: Report): void {
  const own = knownNames([repository], repository, report);
  const ground = { policies: repository.policies, resolve };
  for (const test of repository.policyTests) {
    const { cases, inventory } = test.wire.spec;
    const named = cases.map(({ name }, index) => ({ name, at: at(test, 'spec', 'cases', index, 'name') }));
    checkUnique('case of this test', named, report);
    const inline = inventory?.objects && readInlineObjects(test, inventory.objects, ground, report);
    const names = inventory === undefined ? own : inline && namesWith(inline, repository, report);
    if (names) checkPolicies(test, names);
    for (const [index, each] of cases.entries()) checkCase(test, { ...each, index }, names, report);
  }
}

function namesWith(inline: readonly DeclaredObject[], repository: DeclaredByKind, report: Report): KnownNames {
  const inventory = sortObjects(inline);
  return knownNames([repository, inventory], inventory, report);
}

function knownNames(declared: readonly DeclaredByKind[], inventory: DeclaredByKind, report: Report): KnownNames {
  const validations = new Map(
    declared.flatMap(({ policies }) =>
      policies.map((policy) => [nameOf(policy), (policy.wire.spec.validations ?? []).length]),
    ),
  );
  const levels = inventory.topologies.flatMap(({ wire }) => wire.spec.levels ?? []);
  return {
    classes: references('class', new Set(declared.flatMap(({ classes }) => classes.map(nameOf))), report),
    levels: references('level', new Set([...levels, STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL]), report),
    policies: references('policy', new Set(validations.keys()), report),
    validations,
  };
}

function checkPolicies(test: Declared<PolicyTestObject>, { policies }: KnownNames): void {
  for (const [index, name] of test.wire.spec.policies?.entries() ?? []) {
    policies.check(name, at(test, 'spec', 'policies', index));
  }
}

function checkCase(
  test: Declared<PolicyTestObject>,
  { index, expect, ...subject }: PolicyTestCase & { readonly index: number },
  names: KnownNames | undefined,
  report: Report,
): void {
  const within = { test, path: ['spec', 'cases', index] } as const;
  checkSubject(within, subject, report);
  if (subject.request) checkRequest(within, subject.request, names, report);
  checkExpectation(within, expect, names, report);
}
