import type { DeclaredObject } from '../../model/configuration.ts';
import { schemas } from '../../../schemas/generated/schemas.ts';
import type { PlacementPolicyObject, PolicyTestObject } from '../../../schemas/generated/types.ts';
import { recognise } from '../recognise.ts';
import { schemaProblems } from '../schema/schema-problems.ts';
import { at, nameOf } from './declared.ts';
import type { Declared } from './declared.ts';
import type { ObjectProblem } from './object-problem.ts';
import { problem } from './report.ts';
import type { Report } from './report.ts';

/** What is wrong between objects, by their index in the list. */
export type ResolveProblems = (objects: readonly DeclaredObject[]) => readonly ObjectProblem[];

/** What objects that stand in a test are held to. */
export interface InlineGround {
  /** Bindings and exceptions of the test may name them, as they are in force on its inventory too. */
  readonly policies: readonly Declared<PlacementPolicyObject>[];
  readonly resolve: ResolveProblems;
}

/**
 * The inventory that stands in a test, each object held to the schema of its kind and all of them to each other, as
 * files are; `undefined` where one is broken: then nobody knows what it would have declared.
 */
export function readInlineObjects(
  test: Declared<PolicyTestObject>,
  values: readonly unknown[],
  { policies, resolve }: InlineGround,
  report: Report,
): readonly DeclaredObject[] | undefined {
  const checked = values.map((value, index) => checkInline(test, value, index, report));
  const objects = checked.filter((each) => each !== undefined);
  const broken = objects.length < values.length;
  const indexes = checked.flatMap((each, index) => (each ? [index] : []));
  const inTest = <Address extends ObjectProblem['at']>(address: Address): Address => ({
    ...address,
    object: test.object,
    path: ['spec', 'inventory', 'objects', indexes[address.object] ?? 0, ...address.path],
  });
  const own = new Set(objects.flatMap(({ kind, metadata }) => (kind === 'PlacementPolicy' ? [metadata.name] : [])));
  const others = policies
    .filter((policy) => !own.has(nameOf(policy)))
    .map(({ wire }) => wire as unknown as DeclaredObject);
  for (const found of resolve([...objects, ...others])) {
    // What is wrong with the policies of the repository is told where they stand.
    if (found.at.object >= objects.length) continue;
    if (broken && found.code === 'reference/not-found') continue;
    report({ ...found, at: inTest(found.at), elsewhere: found.elsewhere && inTest(found.elsewhere) });
  }
  return broken ? undefined : objects;
}

/** The object where its kind and schema admit it. */
function checkInline(
  test: Declared<PolicyTestObject>,
  value: unknown,
  index: number,
  report: Report,
): DeclaredObject | undefined {
  const path = ['spec', 'inventory', 'objects', index];
  const recognised = recognise(value);
  switch (recognised.kind) {
    case 'passed-over': {
      const message = `a ${recognised.objectKind} of ${recognised.apiVersion} is nothing that is declared here`;
      report(problem('schema/unknown-kind', at(test, ...path, 'kind'), message, { help: 'Leave it out.' }));
      return undefined;
    }
    case 'refused': {
      const { code, message, help } = recognised;
      report(problem(code, at(test, ...path, ...recognised.path), message, { help }));
      return undefined;
    }
    case 'declared': {
      if (recognised.schema === 'PolicyTest') {
        const message = 'an inventory holds no PolicyTest';
        report(
          problem('schema/unknown-kind', at(test, ...path, 'kind'), message, { help: 'Declare it beside this one.' }),
        );
        return undefined;
      }
      const problems = schemaProblems(recognised.schema, schemas[recognised.schema], value, path);
      for (const { code, message, help, more, path: inner, part } of problems) {
        report({ ...problem(code, { object: test.object, path: inner, part }, message, { help }), more });
      }
      return problems.length === 0 ? (value as DeclaredObject) : undefined;
    }
  }
}
