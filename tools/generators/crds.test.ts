import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { isError } from '../../core/model/finding.ts';
import { readConfiguration } from '../../core/parse/index.ts';
import { evaluate } from '../../core/policy/testing/expressions.ts';
import type { Value } from '../../core/policy/cel/values.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Rule {
  readonly rule: string;
  readonly message: string;
  readonly fieldPath?: string;
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly 'x-kubernetes-validations'?: readonly Rule[];
}

interface Definition {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

const yamlIn = (folder: string): readonly unknown[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => loadAll(readFileSync(`${root}${folder}/${name}`, 'utf8')));

const SCHEMAS = new Map(
  (yamlIn('schemas/generated/crds') as Definition[]).map(({ spec }) => [
    spec.names.kind,
    spec.versions[0]?.schema.openAPIV3Schema ?? {},
  ]),
);

type Declared = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Every rule with each value that it is about. */
function* applied(schema: Schema, value: unknown): Generator<readonly [rule: Rule, self: unknown]> {
  if (value === undefined) return;
  for (const rule of schema['x-kubernetes-validations'] ?? []) yield [rule, value];
  const { properties = {}, items } = schema;
  for (const [name, member] of Object.entries(properties)) {
    yield* applied(member, (value as Readonly<Record<string, unknown>>)[name]);
  }
  if (items) for (const item of value as readonly unknown[]) yield* applied(items, item);
}

function* rulesOf(schema: Schema): Generator<Rule> {
  yield* schema['x-kubernetes-validations'] ?? [];
  for (const member of Object.values(schema.properties ?? {})) yield* rulesOf(member);
  if (schema.items) yield* rulesOf(schema.items);
}

const holds = ({ rule }: Rule, self: unknown): unknown => evaluate(rule, { self: 'dyn' }, { self: self as Value });

const brokenRules = (object: Declared): readonly string[] =>
  [...applied(SCHEMAS.get(object.kind) ?? {}, object)]
    .filter(([rule, self]) => holds(rule, self) !== true)
    .map(([{ message }]) => message);

const object = (kind: string, spec: Readonly<Record<string, unknown>>): Declared => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind,
  metadata: { name: 'broken' },
  spec,
});

const nfs = { servers: ['nas'], exportPath: '/e' };
const validations = [{ expression: 'true' }];
const exception = (excepted: unknown): Declared =>
  object('PolicyException', { policy: 'p', object: excepted, reason: 'r', approver: 'a', expires: '2027-01-01' });
const oneCase = (request: unknown, expected: unknown): Declared =>
  object('PolicyTest', { cases: [{ name: 'c', request, expect: expected }] });

/** One object for each rule, wrong by that rule alone. */
const BROKEN: readonly Declared[] = [
  object('Backend', {}),
  object('Backend', { composable: {}, nfs }),
  object('Backend', { nfs, pools: [{ name: 'p' }, { name: 'q', requiredTags: ['t'] }] }),
  object('Enclosure', {
    storageGroup: 'sg',
    portals: [{ transport: 'iscsi', address: 'h' }],
    drives: [
      { id: 'eui.0025385b71b0a101', mediaType: 'SSD', protocol: 'NVMe', rotationSpeedRPM: 7200, capacity: '4T' },
    ],
  }),
  object('PlacementPolicy', { scope: 'Config', validations }),
  object('PlacementPolicy', { scope: 'Request', kinds: ['Backend'], validations }),
  object('PlacementPolicy', { scope: 'Request' }),
  object('PlacementPolicy', { scope: 'Score', scores: [{ expression: '1' }], validations }),
  object('PlacementPolicy', { scope: 'Score' }),
  object('PolicyBinding', {}),
  object('PolicyBinding', { policy: 'p', policies: ['q'] }),
  exception({ kind: 'PersistentVolumeClaim', name: 'c' }),
  object('Topology', { levels: ['rack', 'enclosure'] }),
  object('Topology', { levels: ['rack'], domains: [{ name: 'r', level: 'rack', parent: 'r' }] }),
  object('Topology', { levels: ['rack'], domains: [{ name: 'z', level: 'zone' }] }),
  object('Topology', { domains: [{ name: 'z', level: 'zone' }] }),
  oneCase({ size: '1Gi' }, { refused: {} }),
  oneCase({ size: '1Gi', parameters: {} }, { refused: {}, placement: { legs: 1 } }),
  oneCase({ size: '1Gi', parameters: {}, quota: { volumes: 1 } }, { refused: {} }),
  object('PolicyTest', { cases: [{ name: 'c', expect: { refused: {} } }] }),
  object('PolicyTest', {
    cases: [{ name: 'c', request: { size: '1Gi', parameters: {} }, oldObject: {}, expect: { refused: {} } }],
  }),
];

describe('rules of the CustomResourceDefinitions', () => {
  const rules = [...SCHEMAS.values()].flatMap((schema) => [...rulesOf(schema)]);

  it('hold for every object of the examples', () => {
    const objects = ['examples', 'schemas/examples'].flatMap(yamlIn) as Declared[];
    const ours = objects.filter(({ kind }) => SCHEMAS.has(kind));
    expect(new Set(ours.map(({ kind }) => kind))).toEqual(new Set(SCHEMAS.keys()));
    expect(ours.flatMap(brokenRules)).toEqual([]);
  });

  it.each(BROKEN.map((broken) => [JSON.stringify(broken['spec']), broken] as const))('one refuses %s', (_, broken) => {
    expect(brokenRules(broken)).toHaveLength(1);
  });

  it('are each broken by one of these objects', () => {
    expect(new Set(BROKEN.flatMap(brokenRules))).toEqual(new Set(rules.map(({ message }) => message)));
    expect(rules.length).toBeGreaterThan(8);
  });

  it('refuse nothing that files may say: these objects are errors in files as well', () => {
    const pass = BROKEN.filter((broken) => {
      const { findings } = readConfiguration([{ path: 'f.yaml', text: JSON.stringify(broken) }]);
      return !findings.some(isError);
    });
    expect(pass).toEqual([]);
  });

  it('point to fields that there are', () => {
    const astray = [...SCHEMAS.values()].flatMap((schema) => [...fieldsAstray(schema)]);
    expect(astray).toEqual([]);
  });
});

function* fieldsAstray(schema: Schema): Generator<string> {
  for (const { fieldPath } of schema['x-kubernetes-validations'] ?? []) {
    if (fieldPath !== undefined && !(fieldPath.slice(1) in (schema.properties ?? {}))) yield fieldPath;
  }
  for (const member of Object.values(schema.properties ?? {})) yield* fieldsAstray(member);
  if (schema.items) yield* fieldsAstray(schema.items);
}
