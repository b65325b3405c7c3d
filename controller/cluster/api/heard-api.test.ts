import { describe, expect, it } from 'vitest';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import { bare } from '../testing/objects.ts';
import { CONTROLLER_ACCESS } from './access.ts';
import type { ClusterErrorCode } from './cluster-error.ts';
import { heardApi } from './heard-api.ts';
import { NAMESPACES, NODES } from './resource.ts';
import type { Resource } from './resource.ts';

function hearing() {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  const told: string[] = [];
  const asked: string[] = [];
  const heard = heardApi(cluster.api(), {
    away: ({ code }) => told.push(`away: ${code}`),
    back: () => told.push('back'),
    trouble: ({ message }) => told.push(message),
    asked: (verb, { plural }, outcome) => asked.push(`${verb} ${plural} ${outcome}`),
  });
  const list = async (resource: Resource, ...codes: readonly ClusterErrorCode[]): Promise<void> => {
    cluster.failNext(...codes);
    await heard.api.list(resource).catch(() => undefined);
  };
  return { ...heard, cluster, told, asked, list };
}

describe('an API that is heard', () => {
  it('is told to be away once, and to be back once', async () => {
    const { list, told, isAway } = hearing();
    await list(NODES, 'unreachable');
    await list(NAMESPACES, 'unreachable');
    expect(isAway()).toBe(true);
    await list(NODES);
    await list(NODES);
    expect(isAway()).toBe(false);
    await list(NODES, 'unreachable');
    expect(told).toEqual(['away: unreachable', 'back', 'away: unreachable']);
  });

  it('tells trouble once for as long as it lasts, for each resource and kind', async () => {
    const { list, told } = hearing();
    await list(NODES, 'forbidden');
    await list(NODES, 'forbidden');
    await list(NAMESPACES, 'forbidden');
    await list(NODES, 'busy');
    await list(NODES);
    await list(NODES, 'busy');
    expect(told).toEqual(['nodes', 'namespaces', 'nodes', 'nodes'].map((name) => `list ${name}: simulated`));
  });

  it('is no trouble where whoever asked goes by the answer', async () => {
    const { list, told, asked } = hearing();
    for (const code of ['conflict', 'not-found', 'expired'] as const) await list(NODES, code);
    expect(told).toEqual([]);
    expect(asked).toEqual(['list nodes conflict', 'list nodes not-found', 'list nodes expired']);
  });

  it('is back with whatever a watch tells that went on meanwhile', async () => {
    const { api, cluster, list, told, asked, isAway } = hearing();
    const kubectl = cluster.api('kubectl');
    const watch = api.watch(NODES, { resourceVersion: '0' }, new AbortController().signal)[Symbol.asyncIterator]();
    for (const name of ['worker-1', 'worker-2']) {
      await kubectl.apply(NODES, bare('Node', name));
      await list(NAMESPACES, 'unreachable');
      expect(isAway()).toBe(true);
      await watch.next();
      expect(isAway()).toBe(false);
    }
    expect(told).toEqual(['away: unreachable', 'back', 'away: unreachable', 'back']);
    // One watch, however much it tells.
    expect(asked.filter((request) => request.startsWith('watch'))).toEqual(['watch nodes ok']);
  });

  it('hears pages and watches', async () => {
    const { api, cluster, told, asked } = hearing();
    await cluster.api('kubectl').apply(NODES, bare('Node', 'worker-1'));
    const stop = new AbortController();
    for await (const { resourceVersion } of api.pages(NODES)) expect(resourceVersion).toBe('1');
    for await (const event of api.watch(NODES, { resourceVersion: '0' }, stop.signal)) {
      expect(event.kind).toBe('added');
      break;
    }
    cluster.failNext('unreachable');
    await expect(
      api.watch(NODES, { resourceVersion: '0' }, stop.signal)[Symbol.asyncIterator]().next(),
    ).rejects.toThrow();
    expect(asked).toEqual(['list nodes ok', 'watch nodes ok', 'watch nodes unreachable']);
    expect(told).toEqual(['away: unreachable']);
  });
});
