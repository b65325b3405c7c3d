import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeText } from '../report/findings.ts';
import { checkFiles } from './check-files.ts';

const BACKEND = `apiVersion: stowage.dev/v1alpha1
kind: Backend
metadata:
  name: main
spec:
  composable: {}
`;

const CLASS = `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: csi.stowage.dev
`;

const POLICY = (scope: string, rest: string): string => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: rule
spec:
  scope: ${scope}
${rest}
`;

const check = (files: Readonly<Record<string, string>>) =>
  checkFiles(Object.entries(files).map(([name, text]) => ({ path: name, text })));

const findings = (files: Readonly<Record<string, string>>) =>
  check(files).findings.map(({ place, severity, code }) => `${place ? placeText(place) : '-'} ${severity} ${code}`);

it('what is wrong with a messageExpression is told beside the message', () => {
  const rule =
    "  kinds: [StorageClass]\n  validations: [{ expression: 'false', message: no, messageExpression: object.reclaimPolicy }]";
  const found = check({ 'a.yaml': BACKEND + CLASS, 'p.yaml': POLICY('Config', rule) }).findings;
  expect(found.map(({ message, help }) => [message, help])).toEqual([
    ['no', 'Mend the messageExpression of the rule, which gives no message: no such key: reclaimPolicy.'],
  ]);
});

describe('an exception', () => {
  const exception = (kind: string): string => `apiVersion: stowage.dev/v1alpha1
kind: PolicyException
metadata: { name: e }
spec:
  policy: rule
  object: { kind: ${kind}, ${kind === 'PersistentVolumeClaim' ? 'namespace: db, ' : ''}name: ${kind === 'Backend' ? 'main' : 'fast'} }
  reason: it moves in spring
  approver: somebody
  expires: "9998-01-01"
`;
  const OBJECTS = "  kinds: [StorageClass]\n  validations: [{ expression: 'true' }]";
  const RULES = "  validations: [{ expression: 'true' }]";
  const SCORES = "  scores: [{ expression: '1' }]";
  it.each([
    ['of an object of the kind', 'StorageClass', 'Config', OBJECTS, ''],
    [
      'of an object of another kind',
      'Backend',
      'Config',
      OBJECTS,
      'Backend main, and policy rule is asked about StorageClass',
    ],
    [
      'of a claim, from a rule on objects',
      'PersistentVolumeClaim',
      'Config',
      OBJECTS,
      'PersistentVolumeClaim fast, and policy rule is asked about StorageClass',
    ],
    ['of a class, from a rule on requests', 'StorageClass', 'Request', RULES, ''],
    ['of a claim, from a rule on placements', 'PersistentVolumeClaim', 'Placement', RULES, ''],
    [
      'of a backend, from a rule on drives',
      'Backend',
      'Drive',
      RULES,
      'Backend main, and policy rule is asked about StorageClass, PersistentVolume, PersistentVolumeClaim',
    ],
    ['from scores', 'StorageClass', 'Score', SCORES, 'StorageClass fast, and policy rule refuses nothing'],
  ])('%s', (_, kind, scope, rules, expected) => {
    const found = check({
      'a.yaml': BACKEND + CLASS,
      'e.yaml': exception(kind),
      'p.yaml': POLICY(scope, rules),
    }).findings;
    expect(
      found.filter(({ code }) => code.startsWith('policy/')).map(({ message, place }) => [message, place?.line]),
    ).toEqual(expected === '' ? [] : [[`exception e is for ${expected}`, 6]]);
  });

  it('from a policy of a pack of which others are bound', () => {
    const binding = `---
apiVersion: stowage.dev/v1alpha1
kind: PolicyBinding
metadata: { name: b }
spec:
  pack: { name: failure-domains, version: 1.0.0 }
  policies: [mirrors-survive-a-level]
`;
    const text = exception('StorageClass').replace('policy: rule', 'policy: large-arrays-spread');
    const found = check({ 'a.yaml': BACKEND + CLASS + binding, 'e.yaml': text }).findings;
    expect(found.filter(({ code }) => code === 'policy/exception-unused').map(({ message }) => message)).toEqual([
      'exception e is from policy large-arrays-spread, which is not in force',
    ]);
  });
});

describe('one clear finding, with its place, for', () => {
  it.each([
    ['nothing at all', {}, '- error source/empty'],
    ["other people's objects alone", { 'a.yaml': 'apiVersion: v1\nkind: Pod\n' }, '- error source/empty'],
    ['a file that is not YAML', { 'a.yaml': 'a: [1\nb: 2' }, 'a.yaml:1:4 error yaml/syntax'],
    ['5,000 nested brackets', { 'a.yaml': '['.repeat(5000) }, 'a.yaml:1:100 error yaml/too-deep'],
    ['a 10 MB file', { 'a.yaml': '#'.repeat(10 * 2 ** 20) }, 'a.yaml:1:1 error source/file-too-large'],
    ['an unknown kind', { 'a.yaml': BACKEND.replace('Backend', 'Backendd') }, 'a.yaml:2:7 error schema/unknown-kind'],
    [
      'an unknown field',
      { 'a.yaml': BACKEND.replace('spec:', 'sepc: 1\nspec:') },
      'a.yaml:5:1 error schema/unknown-field',
    ],
    ['a duplicate name', { 'a.yaml': BACKEND + CLASS, 'b.yaml': CLASS }, 'b.yaml:5:9 error reference/duplicate-name'],
    [
      'a reference to nothing',
      { 'a.yaml': BACKEND.replace('{}', '{ storageGroups: [sg-x] }') },
      'a.yaml:6:33 error reference/not-found',
    ],
    [
      'a CEL syntax error',
      { 'p.yaml': POLICY('Request', "  validations: [{ expression: 'request.sizeGiB >' }]"), 'b.yaml': BACKEND },
      'p.yaml:7:49 error policy/syntax',
    ],
    [
      'a CEL rule that is not bool',
      { 'p.yaml': POLICY('Request', "  validations: [{ expression: 'request.sizeGiB' }]"), 'b.yaml': BACKEND },
      'p.yaml:7:32 error policy/not-bool',
    ],
    [
      'a level that there is not',
      {
        'p.yaml': POLICY('Placement', `  validations: [{ expression: "placement.survives('rak')" }]`),
        'b.yaml': BACKEND,
      },
      'p.yaml:7:51 error reference/not-found',
    ],
  ])('%s', (_, files, expected) => {
    expect(findings(files)).toEqual([expected]);
    expect(check(files).configuration).toBeUndefined();
  });
});

describe('policies on the configuration', () => {
  const rule = POLICY(
    'Config',
    `  kinds: [Backend]
  validations:
    - expression: has(object.spec.labels)
      message: a backend has labels`,
  );

  it('are shown at the object, with the place of the rule and what it read', () => {
    const [finding, ...others] = check({ 'b.yaml': BACKEND, 'p.yaml': rule }).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'policy/denied',
      severity: 'error',
      message: 'a backend has labels',
      place: { file: 'b.yaml', line: 4, column: 9 },
      object: { kind: 'Backend', name: 'main' },
      rule: { policy: 'rule', index: 0, place: { file: 'p.yaml', line: 9, column: 19 } },
    });
  });

  it('may warn, and then the configuration stands', () => {
    const { configuration, findings: found } = check({ 'b.yaml': BACKEND, 'p.yaml': `${rule}  action: Warn\n` });
    expect(found.map(({ severity }) => severity)).toEqual(['warning']);
    expect(configuration?.backends).toHaveLength(1);
  });
});

it('tells what is wrong with a policy although something else is broken', () => {
  const broken = { 'a.yaml': 'a: [1', 'p.yaml': POLICY('Request', "  validations: [{ expression: '1 +' }]") };
  expect(findings({ ...broken, 'b.yaml': BACKEND }).map((line) => line.split(' ')[2])).toEqual([
    'yaml/syntax',
    'policy/syntax',
  ]);
});

describe.each(['examples/homelab', 'examples/rack-pair', 'schemas/examples'])('%s', (example) => {
  it('is right', () => {
    const folder = path.join(import.meta.dirname, '../..', example);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    const files = names.map((name) => ({ path: name, text: readFileSync(path.join(folder, name), 'utf8') }));
    const { configuration, findings: found } = checkFiles(files);
    expect(found).toEqual([]);
    expect(configuration?.classes.length).toBeGreaterThan(0);
  });
});
