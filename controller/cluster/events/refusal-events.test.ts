import { describe, expect, it } from 'vitest';
import { CONTROLLER_ACCESS } from '../api/access.ts';
import type { ClusterErrorCode } from '../api/cluster-error.ts';
import { EVENTS, PERSISTENT_VOLUME_CLAIMS, STORAGE_CLASSES } from '../api/resource.ts';
import { bare, claim, until } from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import { refusalEvents } from './refusal-events.ts';
import type { RefusedVolume } from './refusal-events.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;

const refusal = (name: string, change: Partial<RefusedVolume> = {}): RefusedVolume => ({
  namespace: 'shop',
  claim: name,
  reason: 'NoCapacity',
  text: 'no drive has room',
  ...change,
});

async function telling() {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  const kubectl = cluster.api('kubectl');
  await kubectl.apply(STORAGE_CLASSES, bare('StorageClass', 'fast'));
  for (const name of NAMES) await kubectl.apply(PERSISTENT_VOLUME_CLAIMS, claim({ name }));
  const stop = new AbortController();
  const outcomes: string[] = [];
  const bugs: unknown[] = [];
  let now = 0;
  const find = async (name: { readonly namespace: string; readonly name: string }) => {
    const found = await cluster.api().get(PERSISTENT_VOLUME_CLAIMS, name);
    return found && { uid: found.metadata.uid ?? '', storageClass: 'fast' };
  };
  const events = refusalEvents(cluster.api(), {
    ...{ find, instance: 'stowage-0', signal: stop.signal },
    now: () => now,
    told: (outcome) => outcomes.push(outcome),
    bug: (error) => bugs.push(error),
  });
  let asked = 0;
  return {
    ...{ cluster, events, outcomes, bugs },
    pass: (milliseconds: number) => void (now += milliseconds),
    refuse: (...refusals: readonly RefusedVolume[]) => {
      for (const each of refusals) events.tell(each);
      asked += refusals.length;
    },
    answered: () => until(() => outcomes.length === asked),
    /** As `COUNT×REASON KIND/NAME: NOTE`. */
    shown: async () =>
      (await kubectl.list(EVENTS)).items.map(({ reason, note, regarding, series }) => {
        const { kind, name } = regarding as { kind: string; name: string };
        const { count } = (series ?? { count: 1 }) as { count: number };
        return `${String(count)}×${String(reason)} ${kind}/${name}: ${String(note)}`;
      }),
    end: async () => {
      stop.abort();
      await events.ended();
      expect(bugs).toEqual([]);
    },
  };
}

describe('refusals', () => {
  it('are one event for each claim and reason, however often they come', async () => {
    const { events, refuse, answered, shown, pass, outcomes, cluster, end } = await telling();
    events.start();
    refuse(refusal('a'), refusal('a'), refusal('a'), refusal('b', { reason: 'PolicyDenied', text: 'no' }));
    await answered();
    expect(outcomes).toEqual(['sent', 'sent', 'joined', 'sent']);
    pass(90_000);
    refuse(refusal('a'));
    await answered();
    expect(await shown()).toEqual([
      '4×NoCapacity PersistentVolumeClaim/a: no drive has room',
      '1×PolicyDenied PersistentVolumeClaim/b: no',
    ]);
    expect(cluster.calls.filter((call) => call.startsWith('stowage: patch'))).toHaveLength(4);
    await end();
  });

  it('are an event of their class once three claims are refused', async () => {
    const { events, refuse, answered, shown, end } = await telling();
    events.start();
    refuse(refusal('a'), refusal('b'), refusal('a'));
    await answered();
    expect((await shown()).filter((event) => event.includes('StorageClass'))).toEqual([]);
    refuse(refusal('c'), refusal('d'));
    await answered();
    expect((await shown()).filter((event) => event.includes('StorageClass'))).toEqual([
      '2×NoCapacity StorageClass/fast: 3 claims of this class are refused, shop/c the last: no drive has room',
    ]);
    await end();
  });

  it.each<readonly [string, readonly ClusterErrorCode[], string]>([
    ['the API server is away', ['unreachable'], 'a'],
    ['the role is missing', ['forbidden'], 'a'],
    ['there is no such claim', [], 'none'],
  ])('are dropped where %s, and the next is told', async (_, failures, name) => {
    const { events, refuse, answered, shown, outcomes, cluster, end } = await telling();
    events.start();
    cluster.failNext(...failures);
    refuse(refusal(name), refusal('b'));
    await answered();
    expect(outcomes).toEqual(['dropped', 'sent']);
    expect(await shown()).toHaveLength(1);
    await end();
  });

  it('keep nobody who is told to stop, while the API server does not answer', async () => {
    const stop = new AbortController();
    const silent = { ...simulateCluster(CONTROLLER_ACCESS).api(), apply: () => new Promise<never>(() => undefined) };
    const asked: string[] = [];
    const events = refusalEvents(silent, {
      ...{ instance: 'stowage-0', signal: stop.signal, now: () => 0 },
      find: ({ name }) => {
        asked.push(name);
        return Promise.resolve({ uid: 'u', storageClass: undefined });
      },
      told: () => undefined,
      bug: () => undefined,
    });
    events.start();
    events.tell(refusal('a'));
    await until(() => asked.length === 1);
    stop.abort();
    await events.ended();
  });

  it('do not wait in any number', async () => {
    const { events, refuse, answered, outcomes, end } = await telling();
    refuse(...Array.from({ length: 1000 }, () => refusal('a')));
    expect(new Set(outcomes)).toEqual(new Set(['dropped']));
    expect(outcomes).toHaveLength(488);
    events.start();
    await answered();
    await end();
  });
});
