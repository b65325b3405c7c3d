import { describe, expect, it } from 'vitest';
import { CONTROLLER_ACCESS } from '../api/access.ts';
import {
  NAMESPACES,
  NODES,
  PERSISTENT_VOLUME_CLAIMS,
  PERSISTENT_VOLUMES,
  PODS,
  VOLUME_ATTACHMENTS,
} from '../api/resource.ts';
import {
  attachment,
  bare,
  claim,
  turn,
  ownedBy,
  persistentVolume,
  pod,
  putObject,
  removeObject,
  until,
  usesClaim,
} from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import { clusterClaims } from './claims.ts';

const HANDLE = 'volume-1';
const DATA = { namespace: 'shop', name: 'data-db-0' };

async function cluster() {
  const simulated = simulateCluster(CONTROLLER_ACCESS);
  const kubectl = simulated.api('kubectl');
  await putObject(kubectl, NODES, bare('Node', 'worker-1'));
  await putObject(kubectl, NAMESPACES, bare('Namespace', 'shop', { env: 'live' }));
  const made = await putObject(kubectl, PERSISTENT_VOLUME_CLAIMS, claim(DATA, { labels: { app: 'db' } }));
  const stop = new AbortController();
  const failures: string[] = [];
  let isAway = false;
  let now = 0;
  const claims = clusterClaims(simulated.api(), {
    isAway: () => isAway || failures.at(-1) === 'unreachable',
    now: () => now,
    signal: stop.signal,
    failed: ({ code }) => failures.push(code),
    pause: turn,
  });
  const end = async (): Promise<void> => {
    stop.abort();
    await claims.ended();
  };
  const claimRef = { ...DATA, uid: made.metadata.uid };
  const leave = (): void => void (isAway = true);
  const pass = (milliseconds: number): void => void (now += milliseconds);
  return { simulated, kubectl, claims, failures, claimRef, leave, pass, end };
}

type World = Awaited<ReturnType<typeof cluster>>;

/** As it is once everything was listed, and once it looks so. */
async function useOnce({ claims }: World, isSo: (use: ReturnType<World['claims']['useOf']>) => boolean) {
  await until(() => isSo(claims.useOf(HANDLE, DATA)));
  return claims.useOf(HANDLE, DATA);
}

describe('the use of a volume', () => {
  it('is not known before everything was listed', async () => {
    const { claims, simulated, end } = await cluster();
    simulated.failNext('unreachable');
    expect(claims.useOf(HANDLE, DATA)).toBeUndefined();
    claims.start();
    expect(claims.useOf(HANDLE, DATA)).toBeUndefined();
    await until(() => claims.useOf(HANDLE, DATA) !== undefined);
    await end();
  });

  it('is that of the claim that asked for it, while there is no PersistentVolume', async () => {
    const world = await cluster();
    world.claims.start();
    expect(await useOnce(world, (use) => use !== undefined)).toEqual({
      claim: DATA,
      storageClass: 'fast',
      pods: [],
      attachments: [],
    });
    await world.end();
  });

  it('names pods that use the claim, their nodes, and what looks after them', async () => {
    const world = await cluster();
    const { kubectl, claims, claimRef } = world;
    claims.start();
    await putObject(kubectl, PERSISTENT_VOLUMES, persistentVolume('pv-1', HANDLE, { claimRef }));
    const metadata = ownedBy('StatefulSet', 'db');
    const volumes = [usesClaim(DATA.name)];
    await putObject(kubectl, PODS, pod({ name: 'db-0' }, volumes, { nodeName: 'worker-1', metadata }));
    await putObject(kubectl, PODS, pod({ name: 'backup' }, volumes, { phase: 'Pending' }));
    await putObject(kubectl, PODS, pod({ name: 'other' }, [usesClaim('logs')], { nodeName: 'worker-1' }));
    await putObject(kubectl, VOLUME_ATTACHMENTS, attachment('csi-1', 'pv-1', 'worker-1'));
    expect(await useOnce(world, (use) => use?.attachments.length === 1)).toEqual({
      persistentVolume: { name: 'pv-1', phase: 'Bound' },
      claim: DATA,
      storageClass: 'fast',
      workload: { kind: 'StatefulSet', name: 'db', ordinal: 0 },
      pods: [
        { namespace: 'shop', name: 'backup', phase: 'Pending' },
        { namespace: 'shop', name: 'db-0', phase: 'Running', node: 'worker-1' },
      ],
      attachments: [{ name: 'csi-1', node: 'worker-1', attached: true }],
    });
    await world.end();
  });

  it('forgets a pod that has ended, and says of a node that it is gone', async () => {
    const world = await cluster();
    const { kubectl, claims, claimRef } = world;
    claims.start();
    await putObject(kubectl, PERSISTENT_VOLUMES, persistentVolume('pv-1', HANDLE, { claimRef }));
    await putObject(kubectl, VOLUME_ATTACHMENTS, attachment('csi-1', 'pv-1', 'worker-1'));
    await putObject(kubectl, PODS, pod({ name: 'job' }, [usesClaim(DATA.name)], { nodeName: 'worker-1' }));
    await useOnce(world, (use) => use?.pods.length === 1);
    await putObject(kubectl, PODS, pod({ name: 'job' }, [usesClaim(DATA.name)], { phase: 'Succeeded' }));
    expect(claims.lacksNode('worker-1')).toBe(false);
    await removeObject(kubectl, NODES, { name: 'worker-1' });
    await until(() => claims.lacksNode('worker-1'));
    expect(await useOnce(world, (use) => use?.pods.length === 0)).toMatchObject({ attachments: [{ name: 'csi-1' }] });
    await world.end();
  });

  it('is not that of another claim that was made under the name since', async () => {
    const world = await cluster();
    const { kubectl, claims, claimRef } = world;
    await putObject(kubectl, PERSISTENT_VOLUMES, persistentVolume('pv-1', HANDLE, { claimRef, phase: 'Released' }));
    await removeObject(kubectl, PERSISTENT_VOLUME_CLAIMS, DATA);
    await putObject(kubectl, PERSISTENT_VOLUME_CLAIMS, claim(DATA));
    await putObject(kubectl, PODS, pod({ name: 'db-0' }, [usesClaim(DATA.name)]));
    claims.start();
    expect(await useOnce(world, (use) => use !== undefined)).toMatchObject({
      persistentVolume: { phase: 'Released' },
      claim: DATA,
      pods: [],
    });
    await world.end();
  });

  it('of a retained volume is that of the claim which it is bound to now', async () => {
    const world = await cluster();
    const { kubectl, claims } = world;
    claims.start();
    const restored = { namespace: 'shop', name: 'restored' };
    const made = await putObject(kubectl, PERSISTENT_VOLUME_CLAIMS, claim(restored, { storageClassName: 'safe' }));
    const claimRef = { ...restored, uid: made.metadata.uid };
    await putObject(kubectl, PERSISTENT_VOLUMES, persistentVolume('pv-2', HANDLE, { claimRef }));
    expect(await useOnce(world, (use) => use?.persistentVolume !== undefined)).toMatchObject({
      claim: restored,
      storageClass: 'safe',
    });
    await world.end();
  });
});

describe('facts of a claim', () => {
  const LIVE = {
    labels: new Map([['app', 'db']]),
    namespaceLabels: new Map([['env', 'live']]),
    storageClass: 'fast',
  };

  it('are asked for where it is not known yet, and found where it is', async () => {
    const { claims, simulated, end } = await cluster();
    expect(await claims.factsOf(DATA)).toEqual(LIVE);
    claims.start();
    await until(() => claims.useOf(HANDLE, DATA) !== undefined);
    const before = simulated.calls.length;
    expect(await claims.factsOf(DATA)).toEqual(LIVE);
    expect(simulated.calls).toHaveLength(before);
    await end();
  });

  it('are none where there is no such claim', async () => {
    const { claims } = await cluster();
    expect(await claims.factsOf({ namespace: 'shop', name: 'none' })).toBeUndefined();
  });

  it('stay what they were while the API server is away', async () => {
    const { claims, simulated, failures, end } = await cluster();
    claims.start();
    await until(() => claims.useOf(HANDLE, DATA) !== undefined);
    simulated.failNext(...Array.from({ length: 20 }, () => 'unreachable' as const));
    simulated.compact();
    await until(() => failures.length > 5);
    expect(await claims.factsOf(DATA)).toEqual(LIVE);
    await expect(claims.factsOf({ namespace: 'shop', name: 'new' })).rejects.toMatchObject({ code: 'unreachable' });
    await end();
  });

  it('are asked for by one every five seconds while the API server seems to be away', async () => {
    const { claims, simulated, leave, pass } = await cluster();
    leave();
    const asks = async (): Promise<number> => {
      const before = simulated.calls.length;
      await Promise.allSettled([claims.find(DATA), claims.find(DATA), claims.find({ ...DATA, name: 'none' })]);
      return simulated.calls.length - before;
    };
    const asked: number[] = [];
    for (const milliseconds of [0, 1000, 3999, 1, 4999, 1]) {
      pass(milliseconds);
      asked.push(await asks());
    }
    expect(asked).toEqual([1, 0, 0, 1, 0, 1]);
    pass(5000);
    expect(await claims.find(DATA)).toMatchObject({ storageClass: 'fast' });
  });
});
