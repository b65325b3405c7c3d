import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rewriteAsBefore } from './format-change.ts';
import { openLmdbStore } from './lmdb/lmdb-store.ts';
import { openMemoryStore } from './memory/memory-store.ts';
import { recordCodec } from './records.ts';
import { StoreError } from './store.ts';
import type { Store } from './store.ts';

/** One kind of record in two releases: the second split a place in two, and counts what the first did not. */
interface OldParcel {
  readonly name: string;
  readonly place: string;
  readonly bytes: bigint;
}

interface NewParcel {
  readonly name: string;
  readonly hall: string;
  readonly shelf: string;
  readonly moves: number;
  readonly bytes: bigint;
}

const oldRelease = recordCodec<OldParcel>({ kind: 'parcels', version: 1, since: '0.1', bigints: ['bytes'] });
const newRelease = recordCodec<NewParcel>({
  kind: 'parcels',
  version: 2,
  since: '0.2',
  bigints: ['bytes'],
  before: {
    since: '0.1',
    upgrade: ({ place, ...fields }) => {
      const [hall, shelf] = String(place).split('/');
      return { ...fields, hall, shelf, moves: 0 };
    },
    downgrade: ({ name, bytes, hall, shelf }) => ({ name, bytes, place: `${String(hall)}/${String(shelf)}` }),
  },
});

const scratch = mkdtempSync(path.join(tmpdir(), 'stowage-format-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

const COUNT = 100;
const keyOf = (index: number): string => `parcel/${String(index).padStart(3, '0')}`;
const oldParcel = (index: number): OldParcel => ({
  name: `p${String(index)}`,
  place: `hall-${String(index % 3)}/s${String(index)}`,
  bytes: 2n ** 60n + BigInt(index),
});

async function put(store: Store, key: string, value: string): Promise<void> {
  await store.commit({ conditions: [], writes: [{ kind: 'put', key, value }] });
}

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return error instanceof StoreError ? `${error.code}: ${error.message}` : String(error);
  }
  return 'nothing thrown';
}

const ENGINES: readonly { name: string; open: () => Promise<Store> }[] = [
  { name: 'memory', open: () => Promise.resolve(openMemoryStore()) },
  { name: 'lmdb', open: () => openLmdbStore({ folder: mkdtempSync(path.join(scratch, 's-')) }) },
];

describe.each(ENGINES)('a store in $name', ({ open }) => {
  test('goes up by one version of a format, and down again, with what was changed in between', async () => {
    const store = await open();
    for (let index = 0; index < COUNT; index += 1) await put(store, keyOf(index), oldRelease.encode(oldParcel(index)));

    const upgraded = (await store.list('parcel/')).map((entry) => newRelease.decode(entry));
    expect(upgraded[4]).toEqual({ name: 'p4', hall: 'hall-1', shelf: 's4', moves: 0, bytes: 2n ** 60n + 4n });
    // Both versions stand beside each other: a record is written anew when it changes.
    await put(store, keyOf(4), newRelease.encode({ ...(upgraded[4] as NewParcel), shelf: 'top', moves: 1 }));
    const changed = await store.get(keyOf(4));
    expect(await codeOf(() => changed && oldRelease.decode(changed))).toMatch(
      /^newer-format: .* use Stowage 0\.2 or later to read parcels$/,
    );

    await rewriteAsBefore(store, 'parcel/', newRelease);
    const back = (await store.list('parcel/')).map((entry) => oldRelease.decode(entry));
    expect(back).toEqual(
      Array.from({ length: COUNT }, (_, index) =>
        index === 4 ? { ...oldParcel(4), place: 'hall-1/top' } : oldParcel(index),
      ),
    );
    const before = await store.revision();
    await rewriteAsBefore(store, 'parcel/', newRelease);
    expect(await store.revision()).toBe(before);
    await store.close();
  });
});

test('a record that changes while it is rewritten is rewritten as it then is', async () => {
  const store = openMemoryStore();
  const parcel: NewParcel = { name: 'p', hall: 'h', shelf: '1', moves: 0, bytes: 1n };
  await put(store, keyOf(1), newRelease.encode(parcel));
  let disturbed = false;
  const busy: Store = {
    ...store,
    commit: async (transaction) => {
      if (!disturbed) await put(store, keyOf(1), newRelease.encode({ ...parcel, shelf: '2' }));
      disturbed = true;
      return store.commit(transaction);
    },
  };
  await rewriteAsBefore(busy, 'parcel/', newRelease);
  const entry = await store.get(keyOf(1));
  expect(entry && oldRelease.decode(entry)).toEqual({ name: 'p', place: 'h/2', bytes: 1n });
});

test('what is two versions older is not guessed at', async () => {
  expect(await codeOf(() => newRelease.decode({ key: 'parcel/1', value: '{"v":0,"since":"0.0"}' }))).toMatch(
    /^corrupt: /,
  );
});
