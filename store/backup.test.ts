import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertRestored, backupText, readBackup, restoreBackup, takeBackup } from './backup.ts';
import { openMemoryStore } from './memory/memory-store.ts';
import { StoreError } from './store.ts';
import type { Store } from './store.ts';
import { put } from './testing/contract.ts';

const AT = '2026-11-28T08:00:00.000Z';
const keys = fc.stringMatching(/^[a-z]{1,3}(\/[a-z0-9]{1,3}){0,2}$/);
const contents = fc.dictionary(keys, fc.json({ maxDepth: 2 }), { maxKeys: 150 });

async function storeOf(content: Readonly<Record<string, string>>): Promise<Store> {
  const store = openMemoryStore();
  for (const [key, value] of Object.entries(content)) await store.commit({ conditions: [], writes: [put(key, value)] });
  return store;
}

const contentOf = async (store: Store): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await store.list('')).map(({ key, value }) => [key, value]));

const backupOf = async (content: Readonly<Record<string, string>>): Promise<string> =>
  backupText(await takeBackup(await storeOf(content), AT));

function failure(text: string): StoreError {
  try {
    readBackup(text);
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('nothing thrown');
}

test('what is restored is what was backed up, whatever was there', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (kept, present) => {
      const store = await storeOf(present);
      await restoreBackup(store, readBackup(await backupOf(kept)));
      expect(await contentOf(store)).toEqual({ ...kept });
      await assertRestored(store);
    }),
    { numRuns: 40 },
  );
});

test('a restore that is cut short leaves no store, and can be repeated', async () => {
  const kept = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k/${String(index)}`, '{}']));
  const backup = readBackup(await backupOf(kept));
  const store = await storeOf({ old: '{}' });
  for (let commits = 1; commits < 6; commits += 1) {
    let left = commits;
    const crashing: Store = {
      ...store,
      commit: (transaction) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('crashed')) : store.commit(transaction);
      },
    };
    await expect(restoreBackup(crashing, backup)).rejects.toThrow('crashed');
    await expect(assertRestored(store)).rejects.toMatchObject({ code: 'corrupt' });
  }
  await restoreBackup(store, backup);
  expect(await contentOf(store)).toEqual(kept);
});

describe('a backup that cannot be used', () => {
  test('any character that is lost or another', async () => {
    const text = await backupOf({ a: '{"v":1}', 'b/1': '{"v":1,"x":"ä"}' });
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom('', 'x', '\n'), (at, instead) => {
        const damaged = text.slice(0, at) + instead + text.slice(at + 1);
        fc.pre(damaged !== text);
        expect(failure(damaged).code).toMatch(/^(corrupt|newer-format)$/);
      }),
    );
  });

  const cases: readonly { name: string; of: (text: string) => string; code: string; says: string }[] = [
    { name: 'an empty file', of: () => '', code: 'corrupt', says: 'its end is missing' },
    { name: 'another file', of: () => '{"a":1}\n{}\n', code: 'corrupt', says: 'does not begin as a backup' },
    { name: 'cut short', of: (text) => text.slice(0, -60), code: 'corrupt', says: 'its end is missing' },
    {
      name: 'of a later release',
      of: (text) => text.replace('"format":1', '"format":2'),
      code: 'newer-format',
      says: 'is in format 2, and this release reads format 1',
    },
  ];
  test.each(cases)('$name', async ({ of, code, says }) => {
    const error = failure(of(await backupOf({ a: '{}' })));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(says)]);
  });
});
