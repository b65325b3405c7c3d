import { describe, expect, it } from 'vitest';
import { readConfiguration } from './index.ts';
import { marked } from './testing/marked.ts';
import { backend, enclosure, policy, storageClass, topology } from './testing/objects.ts';
import { told } from './testing/told.ts';

const POLICY = policy('small', '  scope: Request\n  validations: [{ expression: "true" }]\n');
const REPOSITORY = [
  enclosure('box'),
  backend('main'),
  storageClass('fast'),
  topology('here', '  levels: [rack]\n'),
  POLICY,
].join('---\n');

const test = (spec: string): string => `apiVersion: stowage.dev/v1alpha1
kind: PolicyTest
metadata: { name: t }
spec:
${spec}`;

const oneCase = (request: string, expected: string, before = ''): string =>
  test(`${before}  cases: [{ name: c, request: { ${request} }, expect: { ${expected} } }]\n`);

const INLINE = `  inventory:
    objects:
      - { apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: inner }, provisioner: csi.stowage.dev }
`;

/** Follows {@link INLINE}. */
const RELAXED = `      - apiVersion: stowage.dev/v1alpha1
        kind: PolicyBinding
        metadata: { name: small-warns }
        spec: { policy: small, action: Warn }
      - apiVersion: stowage.dev/v1alpha1
        kind: PolicyException
        metadata: { name: inner }
        spec:
          { policy: small, object: { kind: StorageClass, name: inner }, reason: r, approver: a, expires: '2027-01-01' }
`;

const findingsOf = (textWithMark: string) => {
  const { text, place } = marked(`${textWithMark}---\n${REPOSITORY}`);
  return { place, ...readConfiguration([{ path: 'f.yaml', text }]) };
};

describe('a test of policies', () => {
  it.each([
    [
      'on the repository',
      oneCase('class: fast, size: 1Gi', 'placement: { layout: single, survives: [rack, enclosure] }'),
    ],
    ['of parameters', oneCase('parameters: { type: ssd }, size: 1Gi', 'refused: {}')],
    [
      'of one policy',
      oneCase('class: fast, size: 1Gi', 'findings: [{ policy: small, index: 0 }]', '  policies: [small]\n'),
    ],
    [
      'on an example, whose names nobody knows here',
      oneCase('class: unknown, size: 1Gi', 'refused: {}', '  policies: [unknown]\n  inventory: { example: homelab }\n'),
    ],
    [
      'of a quota',
      oneCase(
        'class: fast, size: 1Gi, claim: { namespace: n, name: c }, quota: { volumes: 3, sizeGiB: 10 }',
        'refused: {}',
      ),
    ],
    [
      'with bindings and exceptions of its own to policies of the repository',
      oneCase('class: fast, size: 1Gi', 'refused: {}', `${INLINE}${RELAXED}`),
    ],
    ['on objects of its own, and classes of the repository', oneCase('class: fast, size: 1Gi', 'refused: {}', INLINE)],
    [
      'on objects of its own, and their classes',
      oneCase('class: inner, size: 1Gi', 'refused: {}', `${INLINE}  policies: [small]\n`),
    ],
  ])('%s is right', (_, text) => {
    const { findings, configuration } = findingsOf(text);
    expect(findings).toEqual([]);
    expect(configuration).toBeDefined();
  });

  it.each([
    [
      'an unknown policy',
      oneCase('class: fast, size: 1Gi', 'refused: {}', '  policies: [▸smal]\n'),
      'reference/not-found',
    ],
    [
      'a quota of nobody',
      oneCase('class: fast, size: 1Gi, quota: ▸{ volumes: 3 }', 'refused: {}'),
      'schema/wrong-value',
    ],
    [
      'a binding to an unknown policy',
      oneCase(
        'class: fast, size: 1Gi',
        'refused: {}',
        `${INLINE}${RELAXED.replace('{ policy: small,', '{ policy: ▸smal,')}`,
      ),
      'reference/not-found',
    ],
    ['an unknown class', oneCase('class: ▸fats, size: 1Gi', 'refused: {}'), 'reference/not-found'],
    ['an unknown level', oneCase('class: fast, size: 1Gi', 'placement: { survives: [▸zone] }'), 'reference/not-found'],
    [
      'a finding of an unknown policy',
      oneCase('class: fast, size: 1Gi', 'findings: [{ policy: ▸large }]'),
      'reference/not-found',
    ],
    [
      'a finding of a policy that is not tested',
      oneCase('class: fast, size: 1Gi', 'findings: [{ policy: ▸other }]', '  policies: [small]\n'),
      'reference/not-found',
    ],
    [
      'a validation that a policy has not',
      oneCase('class: fast, size: 1Gi', 'findings: [{ policy: small, index: ▸1 }]'),
      'reference/not-found',
    ],
    [
      'neither class nor parameters',
      oneCase('▸size: 1Gi', 'refused: {}').replace('{ ▸size', '▸{ size'),
      'schema/missing-field',
    ],
    [
      'class and parameters',
      oneCase('class: fast, parameters: ▸{ type: ssd }, size: 1Gi', 'refused: {}'),
      'schema/wrong-value',
    ],
    ['a wrong parameter', oneCase('parameters: { type: ▸tape }, size: 1Gi', 'refused: {}'), 'schema/wrong-value'],
    [
      'a placement and a refusal',
      oneCase('class: fast, size: 1Gi', 'placement: { legs: 1 }, refused: ▸{}'),
      'schema/wrong-value',
    ],
    ['no expectation', oneCase('class: fast, size: 1Gi', '').replace('expect: {', 'expect: ▸{'), 'schema/wrong-value'],
    [
      'an access mode twice',
      oneCase('class: fast, size: 1Gi, accessModes: [ReadWriteOnce, ▸ReadWriteOnce]', 'refused: {}'),
      'reference/duplicate-name',
    ],
    [
      'an example and objects',
      oneCase('class: fast, size: 1Gi', 'refused: {}', '  inventory: ▸{ example: a, objects: [{}] }\n'),
      'schema/wrong-value',
    ],
    [
      'a class that neither inventory nor repository has',
      oneCase('class: ▸outer, size: 1Gi', 'refused: {}', INLINE),
      'reference/not-found',
    ],
  ])('%s is told', (_, text, code) => {
    const { place, findings } = findingsOf(text);
    expect(told(findings)).toEqual([`f.yaml:${place} ${code}`]);
  });

  it.each([
    ['of no kind', '▸{ kind: Backend }', 'yaml/not-an-object'],
    ['of a kind of others', '{ apiVersion: v1, kind: ▸Pod }', 'schema/unknown-kind'],
    ['of a misspelt kind', '{ apiVersion: stowage.dev/v1alpha1, kind: ▸Bakend }', 'schema/unknown-kind'],
    ['of the kind of tests', '{ apiVersion: stowage.dev/v1alpha1, kind: ▸PolicyTest }', 'schema/unknown-kind'],
    [
      'that breaks its schema',
      '{ apiVersion: stowage.dev/v1alpha1, kind: Backend, metadata: { name: a }, spec: { composable: {}, ▸colour: red } }',
      'schema/unknown-field',
    ],
    [
      'that names what is not there',
      '{ apiVersion: stowage.dev/v1alpha1, kind: Backend, metadata: { name: a }, spec: { composable: { storageGroups: [▸sg-a] } } }',
      'reference/not-found',
    ],
  ])('an object inside %s is told where it stands', (_, object, code) => {
    const inventory = `  inventory:\n    objects:\n      - ${object}\n`;
    const { place, findings } = findingsOf(oneCase('class: whatever, size: 1Gi', 'refused: {}', inventory));
    expect(told(findings).filter((line) => !line.includes('class'))).toContain(`f.yaml:${place} ${code}`);
  });

  it('says nothing is missing while an object inside is broken', () => {
    const inventory = `  inventory:
    objects:
      - { apiVersion: stowage.dev/v1alpha1, kind: Enclosure, metadata: { name: e } }
      - { apiVersion: stowage.dev/v1alpha1, kind: Backend, metadata: { name: a }, spec: { composable: { storageGroups: [sg-x] } } }
`;
    const { findings } = findingsOf(oneCase('class: whatever, size: 1Gi', 'refused: {}', inventory));
    expect(findings.map(({ code }) => code)).toEqual(['schema/missing-field']);
  });

  it('has a case of each name once', () => {
    const two = ['▹c', '▸c'].map(
      (name) => `{ name: ${name}, request: { class: fast, size: 1Gi }, expect: { refused: {} } }`,
    );
    const { place, findings } = findingsOf(test(`  cases: [${two.join(', ')}]\n`).replace('▹', ''));
    expect(told(findings)).toEqual([`f.yaml:${place} reference/duplicate-name`]);
  });
});
