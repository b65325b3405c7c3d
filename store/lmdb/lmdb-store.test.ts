import { open } from 'lmdb';
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { StoreError } from '../store.ts';
import type { Store } from '../store.ts';
import { bundleForNode, startChild } from '../testing/child-process.ts';
import { put, storeContract } from '../testing/contract.ts';
import { openLmdbStore } from './lmdb-store.ts';

// Real processes and disks: slow where the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

const scratch = mkdtempSync(join(tmpdir(), 'stowage-store-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});
const newFolder = (): string => mkdtempSync(join(scratch, 's-'));

storeContract('lmdb', (options) => openLmdbStore({ folder: newFolder(), ...options }));

async function refusal(work: Promise<unknown>): Promise<StoreError> {
  const error: unknown = await work.then(
    () => 'nothing thrown',
    (cause: unknown) => cause,
  );
  if (error instanceof StoreError) return error;
  throw new Error(`not a StoreError: ${String(error)}`);
}

async function filled(folder: string, commits: number): Promise<void> {
  const store = await openLmdbStore({ folder });
  for (let index = 0; index < commits; index += 1) {
    await store.commit({ conditions: [], writes: [put(`k/${String(index)}`, JSON.stringify('x'.repeat(500)))] });
  }
  await store.close();
}

describe('what was committed outlives the process', () => {
  test('closing and opening again keeps entries, revisions and the count of revisions', async () => {
    const folder = newFolder();
    await filled(folder, 3);
    const store = await openLmdbStore({ folder });
    expect((await store.list('k/')).map(({ key, modified }) => [key, modified])).toEqual([
      ['k/0', 1],
      ['k/1', 2],
      ['k/2', 3],
    ]);
    expect(await store.commit({ conditions: [{ key: 'k/1', modified: 2 }], writes: [put('k/1')] })).toEqual({
      kind: 'committed',
      revision: 4,
    });
    await store.close();
  });

  test('commits under way when the store is closed are finished first', async () => {
    const folder = newFolder();
    const store = await openLmdbStore({ folder });
    const results = Array.from({ length: 10 }, (_, index) =>
      store.commit({ conditions: [], writes: [put(`k/${String(index)}`)] }),
    );
    await Promise.resolve();
    await store.close();
    expect((await Promise.all(results)).map(({ kind }) => kind)).toEqual(Array(10).fill('committed'));
    const again = await openLmdbStore({ folder });
    expect(await again.revision()).toBe(10);
    await again.close();
  });

  test('changes of before the process started cannot be watched, those after can', async () => {
    const folder = newFolder();
    await filled(folder, 2);
    const store = await openLmdbStore({ folder });
    const { signal } = new AbortController();
    const watchFrom = (after: number): Promise<unknown> =>
      store.watch('', { after, signal })[Symbol.asyncIterator]().next();
    expect((await refusal(watchFrom(1))).code).toBe('compacted');
    const next = watchFrom(2);
    await store.commit({ conditions: [], writes: [put('new')] });
    expect(await next).toMatchObject({ value: { kind: 'put', entry: { key: 'new', modified: 3 } } });
    await store.close();
  });

  test('after kill -9 in the middle of writing, everything answered is there, each commit whole', async () => {
    const folder = newFolder();
    const child = startChild(await bundleForNode('store/testing/writing-process.ts', scratch), folder);
    expect(await child.line()).toBe('open');
    let answered = 0;
    while (answered < 40) answered = Number(await child.line());
    await child.kill();

    const store = await openLmdbStore({ folder });
    const revision = await store.revision();
    expect(revision).toBeGreaterThanOrEqual(answered);
    expect(await store.list('')).toEqual(
      ['a', 'b', 'c'].map((key) => ({ key, value: JSON.stringify({ after: revision - 1 }), modified: revision })),
    );
    await store.close();
  });
});

describe('a folder that cannot be opened', () => {
  test('a second opener is told who holds it, and what to do', async () => {
    const folder = newFolder();
    const store = await openLmdbStore({ folder });
    const error = await refusal(openLmdbStore({ folder }));
    expect(error.code).toBe('locked');
    expect(error.message).toContain(`process ${String(process.pid)}`);
    await store.close();
    await (await openLmdbStore({ folder })).close();
  });

  const damages: readonly { name: string; damage: (file: string) => void }[] = [
    {
      name: 'text',
      damage: (file) => {
        writeFileSync(file, 'not LMDB\n'.repeat(2000));
      },
    },
    {
      name: 'three bytes',
      damage: (file) => {
        writeFileSync(file, 'abc');
      },
    },
    {
      name: 'zeros',
      damage: (file) => {
        writeFileSync(file, Buffer.alloc(8192));
      },
    },
    {
      name: 'one page of two',
      damage: (file) => {
        truncateSync(file, 4096);
      },
    },
    {
      name: 'half of it',
      damage: (file) => {
        truncateSync(file, statSync(file).size / 2);
      },
    },
  ];
  test.each(damages)('a data file of $name is corrupt, and the folder is free again', async ({ damage }) => {
    const folder = newFolder();
    await filled(folder, 50);
    damage(join(folder, 'lmdb', 'data.mdb'));
    for (const attempt of [1, 2]) {
      const error = await refusal(openLmdbStore({ folder }));
      expect([attempt, error.code]).toEqual([attempt, 'corrupt']);
    }
  });

  test('an empty data file is a new store', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'lmdb'));
    writeFileSync(join(folder, 'lmdb', 'data.mdb'), '');
    const store: Store = await openLmdbStore({ folder });
    expect(await store.revision()).toBe(0);
    await store.close();
  });

  test('a store of a later format names what to use', async () => {
    const folder = newFolder();
    const root = open({ path: join(folder, 'lmdb'), noSubdir: false, maxDbs: 2, overlappingSync: false });
    await root.openDB<number, string>({ name: 'meta', encoding: 'json' }).put('format', 2);
    await root.close();
    const error = await refusal(openLmdbStore({ folder }));
    expect(error.code).toBe('newer-format');
    expect(error.message).toContain('use the release that wrote it');
  });

  test('a file where the folder should be', async () => {
    const folder = join(newFolder(), 'file');
    writeFileSync(folder, '');
    expect((await refusal(openLmdbStore({ folder }))).code).toBe('io');
  });
});
