import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { Day } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import { recognise } from '../parse/recognise.ts';
import { resolveObjects } from '../parse/resolve/resolve-objects.ts';
import { schemaProblems } from '../parse/schema/schema-problems.ts';
import { checkConfiguration, ruleOf } from '../policy/index.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import type { PolicyTestCase } from '../../schemas/generated/types.ts';
import type { Said, Trouble } from './case-result.ts';
import { withObject } from './inventory.ts';
import type { TestInventory } from './inventory.ts';
import { gatherFindings } from './test-rules.ts';
import type { CompiledSet, TestRules } from './test-rules.ts';

/** A declared object in its place among the others. */
export interface Subject {
  readonly object: DeclaredObject;
  readonly oldObject: DeclaredObject | undefined;
  /** What the inventory is with it. */
  readonly objects: readonly DeclaredObject[];
  readonly configuration: Configuration;
}

/** Paths are from the case. */
export type BuiltSubject =
  { readonly kind: 'subject'; readonly subject: Subject } | { readonly kind: 'broken'; readonly trouble: Trouble };

/** The object of a case, held to its schema and to the others as a file would be: no rule sees one that is refused before. */
export function buildSubject({ object, oldObject }: PolicyTestCase, inventory: TestInventory): BuiltSubject {
  const now = readObject(object, 'object');
  if ('trouble' in now) return now;
  const before = oldObject === undefined ? undefined : readObject(oldObject, 'oldObject');
  if (before && 'trouble' in before) return before;
  if (before && !isSame(now.object, before.object)) {
    const message = `oldObject is ${named(before.object)}, and object is ${named(now.object)}`;
    return { kind: 'broken', trouble: { message, path: ['oldObject'] } };
  }
  const objects = withObject(inventory.objects, now.object);
  const { configuration, problems } = resolveObjects(objects);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) {
    const of = objects[error.at.object];
    const isOwn = of === now.object;
    const message = `no rule sees the object, for it does not fit the inventory: ${of && !isOwn ? `${named(of)}: ` : ''}${error.message}`;
    return { kind: 'broken', trouble: { message, path: isOwn ? ['object', ...error.at.path] : ['object'] } };
  }
  return { kind: 'subject', subject: { object: now.object, oldObject: before?.object, objects, configuration } };
}

type ReadObject = { readonly object: DeclaredObject } | { readonly kind: 'broken'; readonly trouble: Trouble };

function readObject(value: unknown, field: 'object' | 'oldObject'): ReadObject {
  const broken = (message: string, path: Trouble['path'] = []): ReadObject => ({
    kind: 'broken',
    trouble: { message, path: [field, ...path] },
  });
  const recognised = recognise(value);
  switch (recognised.kind) {
    case 'passed-over':
      return broken(`a ${recognised.objectKind} of ${recognised.apiVersion} is nothing that is declared here`, [
        'kind',
      ]);
    case 'refused':
      return broken(recognised.message, recognised.path);
    case 'declared': {
      const [problem] = schemaProblems(recognised.schema, schemas[recognised.schema], value);
      return problem
        ? broken(`no rule sees the object: ${problem.message}`, problem.path)
        : { object: value as DeclaredObject };
    }
  }
}

const isSame = (a: DeclaredObject, b: DeclaredObject): boolean => named(a) === named(b);

const named = ({ kind, metadata }: DeclaredObject): string => `${kind} ${metadata.name}`;

/** What the policies on declared objects say of the object. `steps` is what they may take together. */
export function sayOfObject(subject: Subject, { sets, today }: TestRules, steps: number): Said {
  const findings = sets.map((set) => ({ set, findings: denialsOf(set, subject, { steps, today }) }));
  return { findings: gatherFindings(findings), placement: undefined, counterExamples: [] };
}

const denialsOf = (
  { compiled, exceptions }: CompiledSet,
  { object, oldObject, objects, configuration }: Subject,
  options: { readonly steps: number; readonly today: Day },
): readonly Finding[] =>
  checkConfiguration(
    compiled,
    [object],
    { ...configuration, exceptions },
    {
      ...options,
      before: oldObject && [oldObject],
      among: objects,
    },
  ).map(({ policy, index, expression, code, severity, message, values }) => ({
    ...{ code, severity, message, values },
    rule: ruleOf(policy, index, expression),
  }));
