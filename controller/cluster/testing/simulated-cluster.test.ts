import { describe, expect, it } from 'vitest';
import { CONTROLLER_ACCESS } from '../api/access.ts';
import { PODS, SECRETS } from '../api/resource.ts';
import { clusterContract } from './contract.ts';
import { simulateCluster } from './simulated-cluster.ts';

clusterContract('the simulated cluster', () => {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  return Promise.resolve({ controller: cluster.api(), other: cluster.api('kubectl') });
});

describe('the accesses of the controller', () => {
  const { api } = simulateCluster(CONTROLLER_ACCESS);

  it.each([
    ['what is granted', () => api().list(PODS), undefined],
    ['a verb that is not', () => api().apply(PODS, pod), 'patch pods is not in the list'],
    ['a kind that is not', () => api().list(SECRETS), 'list secrets is not in the list'],
    ['the same, of somebody else', () => api('kubectl').list(SECRETS), undefined],
  ])('%s', async (_, call, refusal) => {
    if (refusal === undefined) await expect(call()).resolves.toBeDefined();
    else await expect(call()).rejects.toThrow(refusal);
  });
});

it('lets nobody apply what they may not create', async () => {
  const { api } = simulateCluster([{ resource: PODS, verbs: ['patch'], why: 'a role that forgot it' }]);
  await expect(api().apply(PODS, pod)).rejects.toThrow('create pods is not in the list');
});

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'b' } };
