import { describe, expect, it } from 'vitest';
import { turn } from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import type { SimulatedCluster } from '../testing/simulated-cluster.ts';
import { CONTROLLER_ACCESS } from './access.ts';
import type { ClusterApi, ClusterObject } from './cluster-api.ts';
import { ClusterError } from './cluster-error.ts';
import { followKept, followObjects } from './follow.ts';
import type { Followed, ObjectChange } from './follow.ts';
import { NAMESPACES } from './resource.ts';

const namespace = (name: string, label: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { label } },
});

const put = (cluster: SimulatedCluster, name: string, label = 'a') =>
  cluster.api('kubectl').apply(NAMESPACES, namespace(name, label));

async function remove(cluster: SimulatedCluster, name: string): Promise<void> {
  const seen = await cluster.api('kubectl').get(NAMESPACES, { name });
  await cluster.api('kubectl').delete(NAMESPACES, { name }, { uid: seen?.metadata.uid ?? '' });
}

const nameOf = (change: ObjectChange<Followed>): string =>
  `${change.kind} ${(change.kind === 'removed' ? change.before : change.object).metadata.name}`;

/** Every pause is counted, and over at once. */
function follow(cluster: SimulatedCluster, change: { readonly api?: ClusterApi; readonly random?: () => number } = {}) {
  const stop = new AbortController();
  const changes: string[] = [];
  const failures: string[] = [];
  const pauses: number[] = [];
  const { api = cluster.api(), random = () => 0 } = change;
  const followed = followObjects(api, {
    random,
    resource: NAMESPACES,
    signal: stop.signal,
    changed: (change) => changes.push(nameOf(change)),
    failed: ({ code }: ClusterError) => failures.push(code),
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      await turn();
    },
  });
  return { followed, changes, failures, pauses, stop };
}

/** Lists work; each watch tells so many changes, and fails then. */
const failingWatches = (cluster: SimulatedCluster, error: ClusterError, tells: readonly number[] = []): ClusterApi => {
  const api = cluster.api();
  const ahead = [...tells];
  return {
    ...api,
    watch: async function* (resource, from, signal) {
      let left = ahead.shift() ?? 0;
      if (left > 0) {
        for await (const event of api.watch(resource, from, signal)) {
          yield event;
          left -= 1;
          if (left === 0) break;
        }
      }
      throw error;
    },
  };
};

async function settled(until: () => boolean): Promise<void> {
  for (let turns = 0; turns < 1000 && !until(); turns++) await turn();
}

describe('objects that are followed', () => {
  it('are listed first, then told change by change', async () => {
    const cluster = simulateCluster(CONTROLLER_ACCESS);
    await put(cluster, 'shop');
    const { followed, changes, stop } = follow(cluster);
    await followed.listed;
    expect([...followed.objects.keys()]).toEqual(['shop']);
    await put(cluster, 'shop', 'b');
    await put(cluster, 'lab');
    await remove(cluster, 'shop');
    await settled(() => changes.length === 4);
    expect(changes).toEqual(['added shop', 'changed shop', 'added lab', 'removed shop']);
    expect([...followed.objects.keys()]).toEqual(['lab']);
    stop.abort();
    await followed.ended;
  });

  it('are told as a difference where the watch missed something', async () => {
    const cluster = simulateCluster(CONTROLLER_ACCESS);
    await put(cluster, 'stays');
    await put(cluster, 'goes');
    const { followed, changes, failures, stop } = follow(cluster);
    await followed.listed;
    // Before the watch has its turn: what it goes on from is not known any more.
    await remove(cluster, 'goes');
    await put(cluster, 'comes');
    cluster.compact();
    await settled(() => changes.length === 4);
    expect(changes).toEqual(['added stays', 'added goes', 'removed goes', 'added comes']);
    expect(failures).toEqual([]);
    stop.abort();
    await followed.ended;
  });

  it('are kept as what is asked of them, and not at all where nothing is', async () => {
    const cluster = simulateCluster(CONTROLLER_ACCESS);
    const stop = new AbortController();
    const told: string[] = [];
    for (const [name, label] of [
      ['shop', 'kept'],
      ['lab', 'other'],
      ['mill', 'kept'],
    ] as const) {
      await put(cluster, name, label);
    }
    const keep = ({ metadata: { name, resourceVersion, labels } }: ClusterObject) =>
      labels?.['label'] === 'kept' ? { metadata: { name, resourceVersion } } : undefined;
    const followed = followKept(
      cluster.api(),
      {
        resource: NAMESPACES,
        signal: stop.signal,
        changed: (change) => told.push(nameOf(change)),
        failed: () => undefined,
        pause: turn,
      },
      keep,
    );
    await followed.listed;
    expect([...followed.objects.values()]).toEqual([
      { metadata: { name: 'shop', resourceVersion: expect.any(String) as string } },
      { metadata: { name: 'mill', resourceVersion: expect.any(String) as string } },
    ]);
    await put(cluster, 'lab', 'kept');
    await put(cluster, 'shop', 'other');
    await settled(() => told.length === 4);
    expect(told).toEqual(['added shop', 'added mill', 'added lab', 'removed shop']);
    stop.abort();
    await followed.ended;
  });

  it('end with the signal, also while the server does not answer', async () => {
    const stop = new AbortController();
    const silent = {
      ...simulateCluster(CONTROLLER_ACCESS).api(),
      pages: async function* (_: unknown, __: unknown, signal?: AbortSignal) {
        await new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => {
            reject(signal.reason as Error);
          }),
        );
        yield { items: [], resourceVersion: '1' };
      },
    };
    const failures: string[] = [];
    const { ended } = followObjects(silent, {
      resource: NAMESPACES,
      signal: stop.signal,
      failed: ({ code }) => failures.push(code),
      pause: turn,
    });
    await turn();
    stop.abort();
    await ended;
    expect(failures).toEqual([]);
  });

  it('are tried again, more slowly each time, while the server is away', async () => {
    const cluster = simulateCluster(CONTROLLER_ACCESS);
    cluster.failNext('unreachable', 'busy', 'forbidden');
    const { followed, failures, pauses, stop } = follow(cluster);
    await followed.listed;
    expect(failures).toEqual(['unreachable', 'busy', 'forbidden']);
    expect(pauses).toEqual([500, 1000, 2000]);
    stop.abort();
    await followed.ended;
  });

  it.each(['busy', 'forbidden', 'expired'] as const)(
    'are listed anew ever more seldom where lists work and watches are %s',
    async (code) => {
      const cluster = simulateCluster(CONTROLLER_ACCESS);
      const { followed, pauses, stop } = follow(cluster, {
        api: failingWatches(cluster, new ClusterError(code, 'watch namespaces')),
      });
      await settled(() => pauses.length >= 8);
      stop.abort();
      await followed.ended;
      expect(pauses.slice(0, 8)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    },
  );

  it('are tried again soon where the watch told something before it failed', async () => {
    const cluster = simulateCluster(CONTROLLER_ACCESS);
    const api = failingWatches(cluster, new ClusterError('busy', 'watch namespaces'), [0, 0, 1]);
    const { followed, pauses, stop } = follow(cluster, { api });
    await settled(() => pauses.length >= 2);
    await turn();
    await put(cluster, 'shop');
    await settled(() => pauses.length >= 4);
    stop.abort();
    await followed.ended;
    expect(pauses.slice(0, 4)).toEqual([500, 1000, 500, 1000]);
  });

  it.each([
    ['a time that the server asks for', 5000, 0, [5000, 5000, 5000, 5000, 8000]],
    ['a time in reason, if it asks for more', 3_600_000, 0, [30_000, 30_000, 30_000, 30_000, 30_000]],
    ['half as long again at most, by chance', undefined, 1, [750, 1500, 3000, 6000, 12_000]],
  ] as const)('are left alone for %s', async (_, retryAfter, chance, expected) => {
    const cluster = simulateCluster(CONTROLLER_ACCESS);
    const busy = new ClusterError('busy', 'watch namespaces', retryAfter === undefined ? {} : { retryAfter });
    const api = failingWatches(cluster, busy);
    const { followed, pauses, stop } = follow(cluster, { api, random: () => chance });
    await settled(() => pauses.length >= 5);
    stop.abort();
    await followed.ended;
    expect(pauses.slice(0, 5)).toEqual(expected);
  });

  it('are told by nobody once the signal has aborted', async () => {
    const cluster = simulateCluster(CONTROLLER_ACCESS);
    const { followed, changes, stop } = follow(cluster);
    await followed.listed;
    stop.abort();
    await followed.ended;
    await put(cluster, 'late');
    await turn();
    expect(changes).toEqual([]);
  });
});
