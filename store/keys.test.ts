import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeName, RevisionNumber, VolumeId } from '../core/model/ids.ts';
import { nodeKey, numberOfKey, publicationKey, revisionKey } from './keys.ts';
import { openMemoryStore } from './memory/memory-store.ts';

const revision = (number: number): RevisionNumber => number as RevisionNumber;
const node = (name: string): NodeName => name as NodeName;
const volume = '00000000-0000-4000-8000-000000000001' as VolumeId;

test('revisions sort as their numbers do', () => {
  const numbers = fc.integer({ min: 1, max: 4_000_000_000 });
  fc.assert(
    fc.property(numbers, numbers, (one, other) => {
      expect(revisionKey(revision(one)) < revisionKey(revision(other))).toBe(one < other);
      expect(numberOfKey(revisionKey(revision(one)))).toBe(one);
    }),
  );
});

test('a readable node name stays readable', () => {
  expect(nodeKey(node('worker-1.example'))).toBe('node/worker-1.example');
  expect(publicationKey(volume, node('worker-1'))).toBe(`publication/${volume}/worker-1`);
});

test('whatever volumes and nodes are called, the store takes their keys and tells them apart', async () => {
  const names = fc.uniqueArray(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 256 }),
      fc.constantFrom('', 'a/b', 'a b', 'x'.repeat(253), 'sha256:0'),
    ),
    { minLength: 2, maxLength: 10 },
  );
  await fc.assert(
    fc.asyncProperty(names, async (all) => {
      const keys = all.flatMap((name) => [nodeKey(node(name)), publicationKey(volume, node(name))]);
      expect(new Set(keys).size).toBe(keys.length);
      const writes = keys.map((key) => ({ kind: 'put' as const, key, value: '1' }));
      expect((await openMemoryStore().commit({ conditions: [], writes })).kind).toBe('committed');
    }),
  );
});
