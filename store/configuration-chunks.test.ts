import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeclaredObject } from '../core/model/configuration.ts';
import { chunksOf, objectsOf } from './configuration-chunks.ts';
import { MAX_TRANSACTION_BYTES, StoreError } from './store.ts';

const object = (kind: string, name: string, rest: Record<string, unknown> = {}): DeclaredObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind,
  metadata: { name },
  ...rest,
});

const fleet = (count: number): readonly DeclaredObject[] =>
  Array.from({ length: count }, (_, index) =>
    object('Enclosure', `e-${String(index).padStart(5, '0')}`, { spec: { filler: 'x'.repeat(6000) } }),
  );

const objects = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('Backend', 'Enclosure', 'StorageClass'),
    name: fc.stringMatching(/^[a-z]{1,6}$/),
    spec: fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
    size: fc.integer({ min: 0, max: 20_000 }),
  }),
  { selector: ({ kind, name }) => `${kind}/${name}`, maxLength: 12 },
);

test('objects come back in order of kind and name, however they were given', () => {
  fc.assert(
    fc.property(objects, (drawn) => {
      const given = drawn.map(({ kind, name, spec, size }) => object(kind, name, { spec, filler: 'ü"'.repeat(size) }));
      const sorted = [...given].sort((one, other) =>
        one.kind + '\n' + one.metadata.name < other.kind + '\n' + other.metadata.name ? -1 : 1,
      );
      const chunks = chunksOf(given);
      expect(objectsOf(chunks)).toEqual(JSON.parse(JSON.stringify(sorted)));
      expect(chunksOf([...given].reverse())).toEqual(chunks);
      for (const { value } of chunks) expect(Buffer.byteLength(value)).toBeLessThan(MAX_TRANSACTION_BYTES / 2);
    }),
    { numRuns: 30 },
  );
});

test('nothing is no chunk', () => {
  expect(chunksOf([])).toEqual([]);
  expect(objectsOf([])).toEqual([]);
});

test('an object larger than a transaction goes over several chunks, cut between any two characters', () => {
  const large = object('Topology', 'site', { spec: { filler: '😀\u0001"'.repeat(300_000) } });
  const chunks = chunksOf([large]);
  expect(chunks.length).toBeGreaterThan(4);
  for (const { value } of chunks) expect(Buffer.byteLength(value)).toBeLessThan(MAX_TRANSACTION_BYTES);
  expect(objectsOf(chunks)).toEqual([large]);
});

describe('revisions share what did not change', () => {
  const before = new Set(chunksOf(fleet(500)).map(({ id }) => id));
  const changes: readonly { name: string; objects: readonly DeclaredObject[] }[] = [
    { name: 'a field changes', objects: fleet(500).with(250, object('Enclosure', 'e-00250', { spec: { other: 1 } })) },
    { name: 'an object comes in between', objects: [...fleet(500), object('Enclosure', 'e-00250-b')] },
    { name: 'an object goes', objects: fleet(500).toSpliced(250, 1) },
    { name: 'an object comes first', objects: [object('Backend', 'main'), ...fleet(500)] },
  ];
  test.each(changes)('$name', ({ objects: changed }) => {
    const fresh = chunksOf(changed).filter(({ id }) => !before.has(id));
    expect(before.size).toBeGreaterThan(40);
    expect(fresh.length).toBeGreaterThan(0);
    expect(fresh.length).toBeLessThanOrEqual(5);
  });
});

describe('damage is found', () => {
  const chunks = chunksOf(fleet(30));
  const damages: readonly { name: string; damaged: typeof chunks }[] = [
    { name: 'another text', damaged: chunks.map(({ id, value }) => ({ id, value: value.replace('xx', 'xy') })) },
    {
      name: 'a chunk of an object is missing',
      damaged: chunksOf([object('A', 'a', { x: 'y'.repeat(400_000) })]).slice(1),
    },
  ];
  test.each(damages)('$name', ({ damaged }) => {
    expect(() => objectsOf(damaged)).toThrow(StoreError);
  });
});
