import { describe, expect, it } from 'vitest';
import { configurationFromObjects, readConfiguration } from './index.ts';
import { drain } from '../model/turns.ts';
import { marked } from './testing/marked.ts';
import { backend, policy, storageClass } from './testing/objects.ts';
import { packsOf } from './testing/packs.ts';
import { told } from './testing/told.ts';

const rule = (name: string, spec = ''): string =>
  policy(name, `  scope: Request\n  validations: [{ name: is-true, expression: "true" }]\n${spec}`);

const binding = (name: string, spec: string): string => `apiVersion: stowage.dev/v1alpha1
kind: PolicyBinding
metadata: { name: ${name} }
spec: { ${spec} }
`;

const exception = (changes: Readonly<Record<string, string>> = {}): string => `apiVersion: stowage.dev/v1alpha1
kind: PolicyException
metadata: { name: e }
spec:
${Object.entries({
  policy: 'own',
  rule: 'is-true',
  object: '{ kind: StorageClass, name: c }',
  reason: 'r',
  approver: 'a',
  expires: "'2027-03-31'",
  ...changes,
})
  .map(([field, value]) => `  ${field}: ${value}\n`)
  .join('')}`;

const PARAMETERS =
  '  parameters:\n    - { name: level, default: rack }\n    - { name: most, type: int, default: "3" }\n    - { name: hard, type: bool, default: "true" }\n    - { name: tags, type: list, default: "a, b" }\n';

const PACKS = packsOf({
  'sizes@1.0.0': [rule('small', PARAMETERS), rule('smaller')].join('---\n'),
  'sizes@1.1.0': rule('small'),
});

const read = (...documents: readonly string[]) =>
  readConfiguration([{ path: 'f.yaml', text: documents.join('---\n') }], PACKS);

const inForce = (...documents: readonly string[]): readonly string[] => {
  const { configuration, findings } = read(...documents);
  expect(findings).toEqual([]);
  return (configuration?.policies ?? []).map(
    ({ name, binding: by, action }) => `${name} by ${by ?? 'itself'}: ${action}`,
  );
};

/** A test whose inventory is this binding alone. */
const testWith = (spec: string): string => `apiVersion: stowage.dev/v1alpha1
kind: PolicyTest
metadata: { name: t }
spec:
  inventory:
    objects: [{ apiVersion: stowage.dev/v1alpha1, kind: PolicyBinding, metadata: { name: b }, spec: { ${spec} } }]
  policies: [small]
  cases: [{ name: c, request: { parameters: {}, size: 1Gi }, expect: { refused: {} } }]
`;

describe('a pack that a test binds', () => {
  it('is there, and in force in that test alone', () => {
    const { findings, configuration, objects } = read(testWith('pack: { name: sizes, version: 1.0.0 }'));
    expect(findings).toEqual([]);
    expect(objects.map(({ object }) => object.metadata.name)).toEqual(['t', 'small', 'smaller']);
    expect(configuration?.policies).toEqual([]);
  });

  it('is looked for where the test stands', () => {
    const { findings } = read(testWith('pack: { name: sizes, version: 2.0.0 }'));
    expect(findings.map(({ message }) => message)).toContain('pack sizes has no version 2.0.0 here');
    expect(findings[0]?.place).toMatchObject({ line: 6, column: 133 });
  });
});

describe('a policy is in force', () => {
  const pack = 'pack: { name: sizes, version: 1.0.0 }';

  it.each<[string, readonly string[], readonly string[]]>([
    ['by itself', [rule('own')], ['own by itself: Deny']],
    ['as its binding says', [rule('own'), binding('b', 'policy: own, action: Warn')], ['own by b: Warn']],
    [
      'as it says itself where its binding does not',
      [rule('own', '  action: Audit\n'), binding('b', 'policy: own')],
      ['own by b: Audit'],
    ],
    [
      'once for each binding',
      [rule('own'), binding('b', 'policy: own, action: Warn'), binding('c', 'policy: own')],
      ['own by b: Warn', 'own by c: Deny'],
    ],
    ['where its pack is bound', [binding('b', pack)], ['small by b: Deny', 'smaller by b: Deny']],
    ['where the binding of its pack names it', [binding('b', `${pack}, policies: [smaller]`)], ['smaller by b: Deny']],
    [
      'differently from others of its pack',
      [binding('b', `${pack}, policies: [small], action: Warn`), binding('c', `${pack}, policies: [smaller]`)],
      ['small by b: Warn', 'smaller by c: Deny'],
    ],
    ['in the version that is named', [binding('b', 'pack: { name: sizes, version: 1.1.0 }')], ['small by b: Deny']],
    ['not at all where nothing names its pack', [backend('main')], []],
  ])('%s', (_, documents, expected) => {
    expect(inForce(...documents)).toEqual(expected);
  });

  it('under its own conditions and those of its binding', () => {
    const own = rule('own', '  matchConditions: [{ name: a, expression: "true" }]\n');
    const { configuration } = read(
      own,
      binding('b', "policy: own, matchConditions: [{ name: b, expression: 'false' }]"),
    );
    expect(configuration?.policies[0]?.matchConditions.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('with the values that its binding gives, and defaults for the rest', () => {
    const { configuration } = read(binding('b', `${pack}, policies: [small], parameters: { most: "5", tags: "x" }`));
    expect(configuration?.policies[0]?.parameters).toEqual([
      { name: 'level', type: 'string', value: 'rack' },
      { name: 'most', type: 'int', value: 5 },
      { name: 'hard', type: 'bool', value: true },
      { name: 'tags', type: 'list', value: ['x'] },
    ]);
  });

  it('out of stored objects as it was out of files', () => {
    const { objects, configuration } = read(binding('b', pack));
    expect(objects.map(({ file, object }) => [file, object.metadata['labels']])).toContainEqual([
      'pack:sizes@1.0.0',
      { 'stowage.dev/pack': 'sizes', 'stowage.dev/pack-version': '1.0.0' },
    ]);
    expect(drain(configurationFromObjects(objects.map(({ object }) => object)))).toEqual(configuration);
  });

  it('never by a label alone: a policy that says it came with a pack has to be the one that did', () => {
    const labelled = (spec: string): string =>
      rule('small', spec).replace(
        '{ name: small }',
        "{ name: small, labels: { stowage.dev/pack: sizes, stowage.dev/pack-version: '1.1.0' } }",
      );
    expect(told(read(labelled('')).findings)).toEqual([]);
    expect(told(read(labelled('  action: Warn\n')).findings)).toEqual(['f.yaml:3:36 schema/wrong-value']);
    expect(told(read(labelled('').replace('1.1.0', '9.9.9')).findings)).toEqual(['f.yaml:3:36 schema/wrong-value']);
  });

  it('out of a file that holds the objects of a pack already', () => {
    const { objects } = read(binding('b', pack));
    const again = readConfiguration(
      [
        {
          path: 'f.json',
          text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects.map(({ object }) => object) }),
        },
      ],
      PACKS,
    );
    expect(again.findings).toEqual([]);
    expect(again.configuration?.policies.map(({ name }) => name)).toEqual(['small', 'smaller']);
  });
});

describe('what is wrong with a binding is told where it stands', () => {
  it.each([
    ['a policy that nothing has', binding('b', 'policy: ▸onw'), 'reference/not-found'],
    ['a pack that nothing has', binding('b', 'pack: { name: ▸size, version: 1.0.0 }'), 'reference/not-found'],
    ['a version that there is not', binding('b', 'pack: { name: sizes, version: ▸2.0.0 }'), 'reference/not-found'],
    [
      'a policy that the pack has not',
      binding('b', 'pack: { name: sizes, version: 1.1.0 }, policies: [▸smaller]'),
      'reference/not-found',
    ],
    [
      'a parameter that nobody reads',
      binding('b', 'pack: { name: sizes, version: 1.0.0 }, parameters: { ▸levl: rack }'),
      'reference/not-found',
    ],
    [
      'a number that is none',
      binding('b', 'pack: { name: sizes, version: 1.0.0 }, parameters: { most: ▸three }'),
      'schema/wrong-value',
    ],
    [
      'a bool that is none',
      binding('b', 'pack: { name: sizes, version: 1.0.0 }, parameters: { hard: ▸"yes" }'),
      'schema/wrong-value',
    ],
    [
      'both a policy and a pack',
      binding('b', 'policy: own, pack: ▸{ name: sizes, version: 1.0.0 }'),
      'schema/wrong-value',
    ],
    ['policies of no pack', binding('b', 'policy: own, policies: ▸[small]'), 'schema/wrong-value'],
    [
      'a parameter that nothing sets',
      policy('p', '  scope: Request\n  validations: [{ expression: "true" }]\n  parameters: [▸{ name: level }]\n'),
      'schema/missing-field',
    ],
  ])('%s', (_, textWithMark, code) => {
    const { text, place } = marked(textWithMark);
    expect(told(read(text, rule('own')).findings)).toEqual([`f.yaml:${place} ${code}`]);
  });

  it('two versions of one pack clash, as their policies have one name', () => {
    const { findings } = read(
      binding('a', 'pack: { name: sizes, version: 1.0.0 }, policies: [smaller]'),
      binding('b', 'pack: { name: sizes, version: 1.1.0 }'),
    );
    expect(findings.map(({ code }) => code)).toEqual(['reference/duplicate-name']);
  });
});

describe('what is wrong with an exception is told where it stands', () => {
  it.each([
    ['a policy that nothing has', { policy: '▸onw' }, 'reference/not-found'],
    ['a rule that the policy has not', { rule: '▸is-false' }, 'reference/not-found'],
    ['a day that there is not', { expires: "▸'2027-02-30'" }, 'schema/wrong-value'],
    ['nobody who allowed it', { approver: "▸' '" }, 'schema/wrong-value'],
    ['a claim without its namespace', { object: '▸{ kind: PersistentVolumeClaim, name: c }' }, 'schema/missing-field'],
    [
      'a namespace for what has none',
      { object: '{ kind: StorageClass, namespace: ▸n, name: c }' },
      'schema/wrong-value',
    ],
  ])('%s', (_, changes, code) => {
    const { text, place } = marked(exception(changes));
    expect(told(read(text, rule('own'), storageClass('c')).findings)).toEqual([`f.yaml:${place} ${code}`]);
  });

  it('nothing, where all is well', () => {
    expect(read(exception(), rule('own'), storageClass('c')).configuration?.exceptions).toEqual([
      {
        name: 'e',
        policy: 'own',
        rule: 'is-true',
        object: { kind: 'StorageClass', namespace: undefined, name: 'c' },
        reason: 'r',
        approver: 'a',
        expires: '2027-03-31',
      },
    ]);
  });
});
