import { beforeEach, describe, expect, test } from 'vitest';
import type { DeclaredObject } from '../core/model/configuration.ts';
import type { Finding } from '../core/model/finding.ts';
import type { CommitId, RevisionNumber } from '../core/model/ids.ts';
import { chunksOf } from './configuration-chunks.ts';
import {
  activate,
  activeRevision,
  newestProposal,
  proposeConfiguration,
  readConfiguration,
  recordRefusal,
  reject,
} from './configurations.ts';
import { CHUNK_PREFIX, PROPOSED_KEY, REVISION_PREFIX, VERDICT_PREFIX } from './keys.ts';
import { openMemoryStore } from './memory/memory-store.ts';
import { listRevisions } from './revisions.ts';
import { StoreError } from './store.ts';
import type { Store } from './store.ts';

const revision = (number: number): RevisionNumber => number as RevisionNumber;
const commitId = (digit: string): CommitId => digit.repeat(40) as CommitId;
const time = (minute: number): string => `2026-11-21T08:${String(minute).padStart(2, '0')}:00.000Z`;
const object = (name: string, filler = 'x'): DeclaredObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Backend',
  metadata: { name, filler },
});
const warning = (message: string): Finding => ({ code: 'policy/denied', severity: 'warning', message });
const problem = (message: string): Finding => ({ code: 'plan/holds-data', severity: 'error', message });

let store: Store;
beforeEach(() => {
  store = openMemoryStore();
});

const propose = (objects: readonly DeclaredObject[], minute = 0, on: Store = store): Promise<RevisionNumber> =>
  proposeConfiguration(on, {
    commit: commitId('a'),
    ref: 'main',
    subject: `Change ${String(minute)}`,
    chunks: chunksOf(objects),
    findings: [warning('w')],
    at: time(minute),
  });

const statuses = async (): Promise<readonly string[]> =>
  (await listRevisions(store)).map(({ number, status }) => `${String(number ?? '-')} ${status.kind}`);

async function code(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => 'nothing thrown',
    (cause: unknown) => cause,
  );
  return error instanceof StoreError ? error.code : String(error);
}

describe('proposing', () => {
  test('a proposal is read back as it was made, objects in order', async () => {
    expect(await propose([object('b'), object('a')], 3)).toBe(1);
    expect(await readConfiguration(store, revision(1))).toEqual({
      revision: { number: 1, commit: commitId('a'), ref: 'main', subject: 'Change 3' },
      objects: [object('a'), object('b')],
      findings: [warning('w')],
    });
    expect(await newestProposal(store)).toBe(1);
    expect(await activeRevision(store)).toBeUndefined();
  });

  test('what is the newest already is proposed once, in whatever order it comes', async () => {
    await propose([object('a'), object('b')]);
    const before = await store.revision();
    expect(await propose([object('b'), object('a')], 1)).toBe(1);
    expect(await store.revision()).toBe(before);
  });

  test('going back to what was before is a new revision', async () => {
    await propose([object('a')]);
    await propose([object('a', 'y')], 1);
    expect(await propose([object('a')], 2)).toBe(3);
  });

  test('the empty configuration can be proposed', async () => {
    expect(await propose([])).toBe(1);
    expect((await readConfiguration(store, revision(1))).objects).toEqual([]);
  });

  test('wherever a proposal crashes, a reader sees the old or the new, never parts', async () => {
    const large = [object('a', 'z'.repeat(300_000)), object('b', 'y'.repeat(900_000))];
    await propose([object('a')]);
    const seen: string[] = [];
    for (let commits = 0; commits < 3; commits += 1) {
      await propose(large, 1, crashingStore(store)(commits)).catch(() => 'crashed');
      const newest = await newestProposal(store);
      const { objects } = await readConfiguration(store, newest ?? revision(0));
      seen.push(`${String(newest)}: ${String(objects.length)}`);
    }
    expect(seen).toEqual(['1: 1', '1: 1', '2: 2']);
  });

  test('an object that repeats itself over several chunks is stored and read back', async () => {
    const repetitive = object('a', 'x'.repeat(700_000));
    await propose([repetitive]);
    expect((await readConfiguration(store, revision(1))).objects).toEqual([repetitive]);
  });

  test('of proposals made at the same time each gets a number', async () => {
    const numbers = await Promise.all(['1', '2', '3'].map((filler) => propose([object('a', filler)])));
    expect([...numbers].sort()).toEqual([1, 2, 3]);
    expect(await newestProposal(store)).toBe(3);
  });
});

/** Views of a store in which every commit after so many fails. */
function crashingStore(inner: Store): (commits: number) => Store {
  return (commits) => {
    let left = commits;
    return {
      ...inner,
      commit: (transaction) => {
        left -= 1;
        return left < 0 ? Promise.reject(new StoreError('io', 'crashed')) : inner.commit(transaction);
      },
    };
  };
}

describe('the driver answers', () => {
  test('proposed, active, superseded', async () => {
    await propose([object('a')]);
    expect(await statuses()).toEqual(['1 proposed']);
    await activate(store, revision(1), time(1));
    expect(await statuses()).toEqual(['1 active']);
    await propose([object('b')], 2);
    expect(await statuses()).toEqual(['1 active', '2 proposed']);
    await activate(store, revision(2), time(3));
    expect(await statuses()).toEqual(['1 superseded', '2 active']);
    expect(await activeRevision(store)).toBe(2);
    const [first, second] = await listRevisions(store);
    expect(first?.status).toEqual({ kind: 'superseded', activeSince: time(1) });
    expect(second?.status).toEqual({ kind: 'active', since: time(3), findings: [warning('w')] });
  });

  test('a refused one leaves the active one active, and may be activated later', async () => {
    await propose([object('a')]);
    await activate(store, revision(1), time(1));
    await propose([object('b')], 2);
    await reject(store, revision(2), [problem('holds 3 TiB')], time(3));
    expect(await statuses()).toEqual(['1 active', '2 refused']);
    expect((await listRevisions(store))[1]?.status).toEqual({
      kind: 'refused',
      at: time(3),
      findings: [problem('holds 3 TiB')],
      leftOut: 0,
    });
    await activate(store, revision(2), time(4));
    expect(await statuses()).toEqual(['1 superseded', '2 active']);
  });

  test('one that was overtaken before it was looked at is superseded', async () => {
    await propose([object('a')]);
    await propose([object('b')], 1);
    expect(await statuses()).toEqual(['1 superseded', '2 proposed']);
    expect((await listRevisions(store))[0]?.status).toEqual({ kind: 'superseded', activeSince: undefined });
  });

  test('saying the same again writes nothing', async () => {
    await propose([object('a')]);
    await activate(store, revision(1), time(1));
    await propose([object('b')], 2);
    await reject(store, revision(2), [problem('p')], time(3));
    const before = await store.revision();
    await activate(store, revision(1), time(9));
    await reject(store, revision(2), [problem('p')], time(9));
    expect(await store.revision()).toBe(before);
    await reject(store, revision(2), [problem('q')], time(9));
    expect(await store.revision()).toBe(before + 1);
  });

  test('what was never proposed can be neither read, activated nor rejected', async () => {
    expect(await code(readConfiguration(store, revision(7)))).toBe('not-found');
    expect(await code(activate(store, revision(7), time(0)))).toBe('not-found');
    expect(await code(reject(store, revision(7), [], time(0)))).toBe('not-found');
  });
});

describe('refusals of what never was a configuration', () => {
  const refuse = (digit: string, minute: number, message = 'bad'): Promise<void> =>
    recordRefusal(store, {
      commit: commitId(digit),
      ref: 'main',
      subject: 'Break it',
      findings: [problem(message)],
      at: time(minute),
    });

  test('they stand between the revisions, by time, without a number', async () => {
    await propose([object('a')], 1);
    await refuse('b', 2);
    await propose([object('b')], 3);
    expect(await statuses()).toEqual(['1 superseded', '- refused', '2 proposed']);
    expect((await listRevisions(store))[1]).toEqual({
      number: undefined,
      commit: commitId('b'),
      ref: 'main',
      subject: 'Break it',
      at: time(2),
      status: { kind: 'refused', at: time(2), findings: [problem('bad')], leftOut: 0 },
    });
  });

  test('the same again is recorded once; for another reason, anew', async () => {
    await refuse('b', 1);
    await refuse('b', 2);
    expect(await statuses()).toEqual(['- refused']);
    await refuse('b', 3, 'worse');
    expect(await statuses()).toEqual(['- refused', '- refused']);
  });

  test('the last ten are kept', async () => {
    for (let minute = 0; minute < 25; minute += 1) await refuse(String(minute % 10), minute);
    expect((await listRevisions(store)).map(({ at }) => at)).toEqual(
      Array.from({ length: 10 }, (_, index) => time(15 + index)),
    );
  });

  test('of very many findings, as many as fit are kept, errors first', async () => {
    const findings = [...Array<Finding>(5000).fill(warning('w'.repeat(100))), problem('the one that matters')];
    await recordRefusal(store, { commit: commitId('b'), ref: 'main', subject: 's', findings, at: time(0) });
    const status = (await listRevisions(store))[0]?.status;
    if (status?.kind !== 'refused') throw new Error('not refused');
    expect(status.findings[0]).toEqual(problem('the one that matters'));
    expect(status.findings.length + status.leftOut).toBe(5001);
    expect(status.leftOut).toBeGreaterThan(0);
  });
});

function signal(): { readonly given: Promise<void>; give(): void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return {
    given,
    give: () => {
      give();
    },
  };
}

describe('what no kept revision uses is collected', () => {
  const count = async (prefix: string): Promise<number> => (await store.list(prefix)).length;

  test('the last ten revisions and the active one are kept, whole', async () => {
    await propose([object('a', '1')], 1);
    await propose([object('a', '2')], 2);
    await activate(store, revision(2), time(2));
    for (let minute = 3; minute <= 20; minute += 1) {
      const number = await propose([object('a', String(minute))], minute);
      await reject(store, number, [problem('p')], time(minute));
    }
    const kept = (await listRevisions(store)).map(({ number }) => number);
    expect(kept).toEqual([2, ...Array.from({ length: 10 }, (_, index) => 11 + index)]);
    for (const number of kept) {
      if (number === undefined) throw new Error('no number');
      expect((await readConfiguration(store, number)).objects).toEqual([object('a', String(number))]);
    }
    expect(await code(readConfiguration(store, revision(10)))).toBe('not-found');
    expect([await count(CHUNK_PREFIX), await count(REVISION_PREFIX), await count(VERDICT_PREFIX)]).toEqual([
      11, 11, 11,
    ]);
  });

  test('chunks that a crashed proposal left are collected too', async () => {
    await propose([object('a')]);
    await propose([object('b')], 1, crashingStore(store)(1)).catch(() => undefined);
    expect(await count(CHUNK_PREFIX)).toBe(2);
    for (let minute = 2; minute <= 12; minute += 1) await propose([object('a', String(minute))], minute);
    expect(await count(CHUNK_PREFIX)).toBe(10);
  });

  test('a proposal does not lose a chunk that is collected between its look and its swap', async () => {
    const reused = [object('a', 'reused')];
    await propose(reused);
    for (let minute = 1; minute <= 9; minute += 1) await propose([object('a', String(minute))], minute);

    const looked = signal();
    const collected = signal();
    const waiting: Store = {
      ...store,
      commit: async (transaction) => {
        looked.give();
        await collected.given;
        return store.commit(transaction);
      },
    };
    let late: Promise<RevisionNumber> | undefined;
    const collecting: Store = {
      ...store,
      commit: async (transaction) => {
        if (transaction.writes.some(({ kind }) => kind === 'delete')) {
          late ??= propose(reused, 11, waiting);
          await looked.given;
        }
        return store.commit(transaction);
      },
    };
    expect(await propose([object('a', 'eleventh')], 10, collecting)).toBe(11);
    collected.give();
    expect(await late).toBe(12);
    expect((await readConfiguration(store, revision(12))).objects).toEqual(reused);
  });

  test('a collection that a proposal comes between stops, and takes nothing that the proposal needs', async () => {
    for (let minute = 0; minute <= 9; minute += 1) await propose([object('a', String(minute))], minute);
    let between: Promise<unknown> | undefined;
    let proposals = 0;
    const interrupted: Store = {
      ...store,
      commit: async (transaction) => {
        const proposes = transaction.writes.some(({ key }) => key === PROPOSED_KEY);
        proposals += proposes ? 1 : 0;
        const deletes = transaction.writes.some(({ kind }) => kind === 'delete');
        if (deletes && proposals > 0) {
          between ??= propose([object('a', '0')], 11);
          await between;
        }
        return store.commit(transaction);
      },
    };
    expect(await propose([object('a', 'x')], 10, interrupted)).toBe(11);
    expect(await newestProposal(store)).toBe(12);
    expect((await readConfiguration(store, revision(12))).objects).toEqual([object('a', '0')]);
  });
});
