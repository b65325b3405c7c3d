import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HistoryBounds } from '../change-history.ts';
import { MAX_KEY_BYTES, MAX_TRANSACTION_BYTES, MAX_TRANSACTION_KEYS, StoreError } from '../store.ts';
import type { Change, CommitResult, Condition, Store, Write } from '../store.ts';

/** Opens a new, empty store. */
export type OpenStore = (options: { readonly history?: HistoryBounds }) => Promise<Store>;

export const put = (key: string, value = '{}'): Write => ({ kind: 'put', key, value });
const del = (key: string): Write => ({ kind: 'delete', key });

/** What every engine must do, whatever it keeps its entries in. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name} keeps the contract of a store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open({ history: { maxChanges: 8, maxBytes: 2 ** 20 } });
    });
    afterEach(() => store.close());

    describe('reading and writing', () => {
      readingAndWriting(() => store);
    });
    describe('conditions', () => {
      conditions(() => store);
    });
    describe('listing', () => {
      listing(() => store);
    });
    describe('limits', () => {
      limits(() => store);
    });
    describe('watching', () => {
      watching(() => store);
    });
    describe('closing', () => {
      closing(() => store);
    });
    test('any run of transactions leaves what a plain map would hold', () => modelTest(open), 60_000);
  });
}

const write = (store: Store, ...writes: Write[]): Promise<CommitResult> => store.commit({ conditions: [], writes });

async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof StoreError ? error.code : `not a StoreError: ${String(error)}`;
  }
  return 'nothing thrown';
}

function readingAndWriting(store: () => Store): void {
  test('a new store is empty, at revision 0', async () => {
    expect(await store().revision()).toBe(0);
    expect(await store().get('a')).toBeUndefined();
    expect(await store().list('')).toEqual([]);
  });

  test('what was put is read back, with the revision that wrote it', async () => {
    expect(await write(store(), put('a', '{"x":"ä€😀"}'), put('b'))).toEqual({ kind: 'committed', revision: 1 });
    expect(await write(store(), put('b', '[2]'))).toEqual({ kind: 'committed', revision: 2 });
    expect(await store().get('a')).toEqual({ key: 'a', value: '{"x":"ä€😀"}', modified: 1 });
    expect(await store().get('b')).toEqual({ key: 'b', value: '[2]', modified: 2 });
    expect(await store().revision()).toBe(2);
  });

  test('what was deleted is gone, and can be put anew', async () => {
    await write(store(), put('a'));
    await write(store(), del('a'));
    expect(await store().get('a')).toBeUndefined();
    await write(store(), put('a', '3'));
    expect(await store().get('a')).toEqual({ key: 'a', value: '3', modified: 3 });
  });

  test('a commit that changes nothing takes no revision', async () => {
    await write(store(), put('a'));
    expect(await write(store(), del('never'))).toEqual({ kind: 'committed', revision: 1 });
    expect(await write(store())).toEqual({ kind: 'committed', revision: 1 });
    expect(await store().revision()).toBe(1);
  });

  test('commits made at once are applied in the order in which they were made', async () => {
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) => write(store(), put('k', String(index)))),
    );
    expect(results).toEqual(results.map((_, index) => ({ kind: 'committed', revision: index + 1 })));
    expect((await store().get('k'))?.value).toBe('99');
  });

  test('of many that create the same key at once, one wins', async () => {
    const create = { conditions: [{ key: 'lock', modified: 0 }], writes: [put('lock')] };
    const results = await Promise.all(Array.from({ length: 50 }, () => store().commit(create)));
    expect(results.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
    expect(await store().revision()).toBe(1);
  });
}

function conditions(store: () => Store): void {
  const cases: readonly { name: string; conditions: Condition[]; failing: string[] }[] = [
    { name: 'the revision that wrote it', conditions: [{ key: 'a', modified: 1 }], failing: [] },
    { name: 'an older revision', conditions: [{ key: 'b', modified: 1 }], failing: ['b'] },
    { name: 'a revision to come', conditions: [{ key: 'a', modified: 3 }], failing: ['a'] },
    { name: 'absence of what is there', conditions: [{ key: 'a', modified: 0 }], failing: ['a'] },
    { name: 'absence of what is not', conditions: [{ key: 'c', modified: 0 }], failing: [] },
    { name: 'presence of what is not', conditions: [{ key: 'c', modified: 2 }], failing: ['c'] },
    {
      name: 'several, of which some fail',
      conditions: [
        { key: 'b', modified: 1 },
        { key: 'a', modified: 1 },
        { key: 'c', modified: 7 },
      ],
      failing: ['b', 'c'],
    },
  ];
  test.each(cases)('$name', async ({ conditions: given, failing }) => {
    await write(store(), put('a'), put('b'));
    await write(store(), put('b'));
    const result = await store().commit({ conditions: given, writes: [put('a', '9'), put('d', '9'), del('b')] });
    if (failing.length === 0) {
      expect(result).toEqual({ kind: 'committed', revision: 3 });
      expect((await store().list('')).map(({ key }) => key)).toEqual(['a', 'd']);
    } else {
      expect(result).toEqual({ kind: 'conflict', keys: failing });
      expect(await store().list('')).toEqual([
        { key: 'a', value: '{}', modified: 1 },
        { key: 'b', value: '{}', modified: 2 },
      ]);
      expect(await store().revision()).toBe(2);
    }
  });
}

function listing(store: () => Store): void {
  const keys = ['a', 'a-b', 'a/1', 'a/10', 'a/2', 'a0', 'b', 'b/~', 'ba', '~'];
  const cases: readonly { prefix: string; after?: string; limit?: number; expected: string[] }[] = [
    { prefix: '', expected: keys },
    { prefix: 'a/', expected: ['a/1', 'a/10', 'a/2'] },
    { prefix: 'a', expected: ['a', 'a-b', 'a/1', 'a/10', 'a/2', 'a0'] },
    { prefix: 'a/1', expected: ['a/1', 'a/10'] },
    { prefix: 'b/', expected: ['b/~'] },
    { prefix: '~', expected: ['~'] },
    { prefix: 'c', expected: [] },
    { prefix: 'ä', expected: [] },
    { prefix: 'a'.repeat(MAX_KEY_BYTES + 1), expected: [] },
    { prefix: 'a/', after: 'a/1', expected: ['a/10', 'a/2'] },
    { prefix: 'a/', after: 'a/11', expected: ['a/2'] },
    { prefix: 'a/', after: 'a', expected: ['a/1', 'a/10', 'a/2'] },
    { prefix: 'a/', after: 'a/2', expected: [] },
    { prefix: 'a/', after: 'b', expected: [] },
    { prefix: 'a', after: 'a', expected: ['a-b', 'a/1', 'a/10', 'a/2', 'a0'] },
    { prefix: '', after: 'ba', expected: ['~'] },
    { prefix: 'b', after: 'b'.repeat(5000), expected: [] },
    { prefix: 'a/', limit: 2, expected: ['a/1', 'a/10'] },
    { prefix: 'a/', limit: 0, expected: [] },
    { prefix: 'a/', limit: 99, expected: ['a/1', 'a/10', 'a/2'] },
    { prefix: 'a/', after: 'a/1', limit: 1, expected: ['a/10'] },
    { prefix: 'a/', after: 'a/09', limit: 1, expected: ['a/1'] },
  ];
  test.each(cases)('prefix $prefix after $after limit $limit', async ({ expected, prefix, ...options }) => {
    await write(store(), ...[...keys].reverse().map((key) => put(key)));
    expect((await store().list(prefix, options)).map(({ key }) => key)).toEqual(expected);
  });
}

function limits(store: () => Store): void {
  const numbered = (count: number): Write[] => Array.from({ length: count }, (_, index) => put(`k/${String(index)}`));
  const cases: readonly { name: string; conditions?: Condition[]; writes: Write[]; expected: string }[] = [
    { name: 'as many keys as are allowed', writes: numbered(MAX_TRANSACTION_KEYS), expected: 'nothing thrown' },
    { name: 'a key too many', writes: numbered(MAX_TRANSACTION_KEYS + 1), expected: 'too-large' },
    {
      name: 'a key too many, as a condition',
      conditions: [{ key: 'c', modified: 0 }],
      writes: numbered(MAX_TRANSACTION_KEYS),
      expected: 'too-large',
    },
    {
      name: 'as many keys as are allowed, one of them also a condition',
      conditions: [{ key: 'k/0', modified: 0 }],
      writes: numbered(MAX_TRANSACTION_KEYS),
      expected: 'nothing thrown',
    },
    {
      name: 'as many bytes as are allowed',
      writes: [put('k', 'x'.repeat(MAX_TRANSACTION_BYTES - 1))],
      expected: 'nothing thrown',
    },
    { name: 'a byte too many', writes: [put('k', 'x'.repeat(MAX_TRANSACTION_BYTES))], expected: 'too-large' },
    {
      name: 'a character of two bytes too many',
      writes: [put('k', 'ä'.repeat(MAX_TRANSACTION_BYTES / 2))],
      expected: 'too-large',
    },
    { name: 'the longest key', writes: [put('k'.repeat(MAX_KEY_BYTES))], expected: 'nothing thrown' },
    { name: 'a longer key', writes: [put('k'.repeat(MAX_KEY_BYTES + 1))], expected: 'bad-key' },
    { name: 'an empty key', writes: [put('')], expected: 'bad-key' },
    { name: 'a space', writes: [put('a b')], expected: 'bad-key' },
    { name: 'a control character', writes: [put('a\u0001')], expected: 'bad-key' },
    { name: 'a letter that is not ASCII', writes: [put('ä')], expected: 'bad-key' },
    { name: 'an empty segment', writes: [put('a//b')], expected: 'bad-key' },
    { name: 'an open end', writes: [put('a/')], expected: 'bad-key' },
    { name: 'a bad key in a condition', conditions: [{ key: '', modified: 0 }], writes: [], expected: 'bad-key' },
    { name: 'a key written twice', writes: [put('a'), del('a')], expected: 'bad-key' },
  ];
  test.each(cases)('$name: $expected', async ({ conditions: given = [], writes, expected }) => {
    expect(await code(store().commit({ conditions: given, writes }))).toBe(expected);
    if (expected !== 'nothing thrown') expect(await store().revision()).toBe(0);
  });
}

/** Reads so many changes, then leaves. */
async function take(changes: AsyncIterable<Change>, count: number): Promise<Change[]> {
  const taken: Change[] = [];
  if (count === 0) return taken;
  for await (const change of changes) {
    taken.push(change);
    if (taken.length === count) break;
  }
  return taken;
}

const putOf = (key: string, modified: number, value = '{}'): Change => ({
  kind: 'put',
  entry: { key, value, modified },
});

function watching(store: () => Store): void {
  let abort: AbortController;
  beforeEach(() => {
    abort = new AbortController();
  });
  afterEach(() => {
    abort.abort();
  });
  const watch = (prefix: string, after: number): AsyncIterable<Change> =>
    store().watch(prefix, { after, signal: abort.signal });

  test('past changes above the revision come first, in order, then those to come', async () => {
    await write(store(), put('v/1'), put('x'));
    await write(store(), put('v/2'));
    const taken = take(watch('v/', 0), 4);
    await write(store(), del('v/1'));
    await write(store(), put('y'));
    await write(store(), put('v/2', '7'));
    expect(await taken).toEqual([
      putOf('v/1', 1),
      putOf('v/2', 2),
      { kind: 'delete', key: 'v/1', revision: 3 },
      putOf('v/2', 5, '7'),
    ]);
  });

  test('it resumes after the revision it is given', async () => {
    for (const value of ['1', '2', '3']) await write(store(), put('k', value));
    expect(await take(watch('', 1), 2)).toEqual([putOf('k', 2, '2'), putOf('k', 3, '3')]);
  });

  test('the changes of one commit come in the order in which they were written', async () => {
    await write(store(), put('b'));
    await write(store(), put('c'), del('b'), put('a'));
    expect(await take(watch('', 1), 3)).toEqual([
      putOf('c', 2),
      { kind: 'delete', key: 'b', revision: 2 },
      putOf('a', 2),
    ]);
  });

  test('a conflict and a commit without effect are no change', async () => {
    await store().commit({ conditions: [{ key: 'a', modified: 9 }], writes: [put('a')] });
    await write(store(), del('a'));
    await write(store(), put('a'));
    expect(await take(watch('', 0), 1)).toEqual([putOf('a', 1)]);
  });

  test('changes that are no longer kept are refused', async () => {
    for (let count = 0; count < 10; count += 1) await write(store(), put('k'));
    expect(await code(take(watch('', 1), 1))).toBe('compacted');
    expect((await take(watch('', 2), 8)).length).toBe(8);
  });

  test('a reader that falls behind the kept history is told', async () => {
    await write(store(), put('k'));
    const changes = watch('', 0)[Symbol.asyncIterator]();
    expect(await changes.next()).toEqual({ done: false, value: putOf('k', 1) });
    for (let count = 0; count < 10; count += 1) await write(store(), put('k'));
    expect(await code(changes.next())).toBe('compacted');
  });

  test('history is bounded in bytes too', async () => {
    await write(store(), put('k', 'x'.repeat(700_000)));
    await write(store(), put('k', 'y'.repeat(700_000)));
    expect(await code(take(watch('', 0), 1))).toBe('compacted');
    expect((await take(watch('', 1), 1)).length).toBe(1);
  });

  test('a commit of which only a part is kept is not kept', async () => {
    await write(store(), ...Array.from({ length: 10 }, (_, index) => put(`k${String(index)}`)));
    expect(await code(take(watch('', 0), 1))).toBe('compacted');
  });

  test('it ends when the signal aborts, while it waits and between changes', async () => {
    const waiting = take(watch('', 0), 1);
    abort.abort();
    expect(await waiting).toEqual([]);

    await write(store(), put('a'), put('b'));
    const second = new AbortController();
    const seen: Change[] = [];
    for await (const change of store().watch('', { after: 0, signal: second.signal })) {
      seen.push(change);
      second.abort();
    }
    expect(seen).toEqual([putOf('a', 1)]);
  });

  test('many watches see the same', async () => {
    const watchAlone = (): AsyncIterable<Change> =>
      store().watch('', { after: 0, signal: new AbortController().signal });
    const all = Promise.all(Array.from({ length: 20 }, () => take(watchAlone(), 3)));
    for (const key of ['a', 'b', 'c']) await write(store(), put(key));
    for (const seen of await all) expect(seen).toEqual([putOf('a', 1), putOf('b', 2), putOf('c', 3)]);
  });
}

function closing(store: () => Store): void {
  test('what comes after is refused, and closing again is nothing', async () => {
    await store().close();
    expect(await code(store().get('a'))).toBe('closed');
    expect(await code(store().list(''))).toBe('closed');
    expect(await code(store().revision())).toBe('closed');
    expect(await code(write(store(), put('a')))).toBe('closed');
    expect(() => store().watch('', { after: 0, signal: new AbortController().signal })).toThrow(StoreError);
    await expect(store().close()).resolves.toBeUndefined();
  });

  test('watches end', async () => {
    const waiting = take(store().watch('', { after: 0, signal: new AbortController().signal }), 1);
    await store().close();
    expect(await waiting).toEqual([]);
  });
}

interface Step {
  readonly conditions: readonly { readonly key: string; readonly guess: 'right' | 'absent' | 'wrong' }[];
  readonly writes: readonly Write[];
}

const keys = fc.constantFrom('a', 'a/b', 'a-b', 'a0', 'b', 'b/1', 'b/10', 'b/2', '~');
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    conditions: fc.array(
      fc.record({
        key: keys,
        guess: fc.constantFrom<'right' | 'absent' | 'wrong'>('right', 'right', 'absent', 'wrong'),
      }),
      { maxLength: 2 },
    ),
    writes: fc.uniqueArray(
      fc.oneof(
        fc.record({ kind: fc.constant('put' as const), key: keys, value: fc.json({ maxDepth: 1 }) }),
        fc.record({ kind: fc.constant('delete' as const), key: keys }),
      ),
      { maxLength: 4, selector: ({ key }) => key },
    ),
  }),
  { maxLength: 25 },
);

/** A store as small as it can be said: what the engines are compared with. */
interface Model {
  revision: number;
  readonly entries: Map<string, { readonly value: string; readonly modified: number }>;
  readonly changes: Change[];
}

function applyToModel(model: Model, conditionsOfStep: readonly Condition[], writes: readonly Write[]): CommitResult {
  const keysInConflict = conditionsOfStep
    .filter(({ key, modified }) => (model.entries.get(key)?.modified ?? 0) !== modified)
    .map(({ key }) => key);
  if (keysInConflict.length > 0) return { kind: 'conflict', keys: keysInConflict };
  const revision = model.revision + 1;
  for (const one of writes) {
    if (one.kind === 'delete' && !model.entries.delete(one.key)) continue;
    if (one.kind === 'put') model.entries.set(one.key, { value: one.value, modified: revision });
    model.changes.push(
      one.kind === 'put' ? putOf(one.key, revision, one.value) : { kind: 'delete', key: one.key, revision },
    );
    model.revision = revision;
  }
  return { kind: 'committed', revision: model.revision };
}

async function modelTest(open: OpenStore): Promise<void> {
  await fc.assert(
    fc.asyncProperty(steps, async (run) => {
      const store = await open({});
      try {
        const model: Model = { revision: 0, entries: new Map(), changes: [] };
        for (const step of run) {
          const given = step.conditions.map(({ key, guess }) => ({ key, modified: guessed(model, key, guess) }));
          const result = await store.commit({ conditions: given, writes: step.writes });
          expect(result).toEqual(applyToModel(model, given, step.writes));
        }
        await compare(store, model);
      } finally {
        await store.close();
      }
    }),
    { numRuns: 60 },
  );
}

function guessed(model: Model, key: string, guess: 'right' | 'absent' | 'wrong'): number {
  const right = model.entries.get(key)?.modified ?? 0;
  return { right, absent: 0, wrong: right + 1 }[guess];
}

async function compare(store: Store, model: Model): Promise<void> {
  const sorted = [...model.entries]
    .map(([key, entry]) => ({ key, ...entry }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  expect(await store.revision()).toBe(model.revision);
  expect(await store.list('')).toEqual(sorted);
  for (const prefix of ['a', 'a/', 'b/1', 'c']) {
    for (const after of ['', 'a', 'a/a', 'b/1', 'z']) {
      expect(await store.list(prefix, { after, limit: 2 })).toEqual(
        sorted.filter(({ key }) => key.startsWith(prefix) && key > after).slice(0, 2),
      );
    }
  }
  const watched = store.watch('', { after: 0, signal: new AbortController().signal });
  expect(await take(watched, model.changes.length)).toEqual(model.changes);
}
