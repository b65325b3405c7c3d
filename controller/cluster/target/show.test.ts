import { describe, expect, it } from 'vitest';
import type { DeclaredObject } from '../../../core/model/configuration.ts';
import { CONTROLLER_ACCESS } from '../api/access.ts';
import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import { BACKENDS, STORAGE_CLASSES } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import type { ClassUse } from './decide.ts';
import { showDeclared } from './show.ts';
import type { Known, Outcome } from './show.ts';
import { SHOWN_KINDS } from './shown-kinds.ts';

const backend = (name: string, spec: object = { composable: {} }): DeclaredObject & { spec: object } => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Backend',
  metadata: { name },
  spec,
});

const storageClass = (name: string, fields: object = {}): DeclaredObject => ({
  ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name } },
  ...{ provisioner: 'csi.stowage.dev', parameters: { type: 'ssd' } },
  ...fields,
});

/** A cluster that is looked at anew before each pass. */
function clusterToShowIn() {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  const known: Known = new Map();
  const stop = new AbortController();
  const uses = new Map<string, ClassUse>();
  let clock = 0;
  let interfere: () => void = () => undefined;
  const pass = async (...declared: readonly DeclaredObject[]): Promise<readonly string[]> => {
    const objects = await look(cluster.api());
    interfere();
    interfere = () => undefined;
    const outcomes = await showDeclared(
      {
        api: cluster.api(),
        live: {
          objects: (resource) => objects.get(resource) ?? new Map<string, ClusterObject>(),
          use: (_, name) => uses.get(name) ?? { claims: 0, volumes: 0 },
        },
        now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, (clock += 1))),
        breathe: () => Promise.resolve(),
        known,
        signal: stop.signal,
      },
      declared,
    );
    return outcomes.map(told);
  };
  const afterLook = (next: () => void): void => {
    interfere = next;
  };
  // What no controller asks is asked by somebody else.
  return { ...cluster, api: (manager = 'kubectl') => cluster.api(manager), pass, uses, afterLook, stop };
}

async function look(api: ClusterApi): Promise<ReadonlyMap<Resource, ReadonlyMap<string, ClusterObject>>> {
  const kinds = new Map<Resource, ReadonlyMap<string, ClusterObject>>();
  for (const resource of SHOWN_KINDS) {
    const { items } = await api.list(resource);
    kinds.set(resource, new Map(items.map((item) => [item.metadata.name, item])));
  }
  return kinds;
}

const told = (outcome: Outcome): string => {
  const detail =
    outcome.kind === 'held' ? `: ${outcome.reason}` : outcome.kind === 'failed' ? `: ${outcome.error.code}` : '';
  return `${outcome.resource.kind}/${outcome.name} ${outcome.kind}${detail}`;
};

describe('a cluster that shows what Git declares', () => {
  it('has the objects, their labels and their conditions, and is written to no more', async () => {
    const { pass, api, calls } = clusterToShowIn();
    expect(await pass(backend('rack'), storageClass('gold'))).toEqual([
      'Backend/rack applied',
      'Backend/rack status-told',
      'StorageClass/gold applied',
    ]);
    const shown = await api().get(BACKENDS, { name: 'rack' });
    expect(shown?.metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'stowage' });
    expect(shown?.['status']).toMatchObject({
      observedGeneration: 1,
      conditions: [
        { type: 'Ready', status: 'True', reason: 'Active', lastTransitionTime: '2026-01-01T00:00:01Z' },
        { type: 'Reconciling', status: 'False' },
        { type: 'Stalled', status: 'False' },
      ],
    });
    const before = calls.filter((call) => call.includes('patch')).length;
    expect(await pass(backend('rack'), storageClass('gold'))).toEqual([]);
    expect(calls.filter((call) => call.includes('patch'))).toHaveLength(before);
  });

  it('follows a change, and keeps the time at which it became ready', async () => {
    const { pass, api } = clusterToShowIn();
    await pass(backend('rack'));
    expect(await pass(backend('rack', { composable: {}, state: 'suspended' }))).toEqual([
      'Backend/rack applied',
      'Backend/rack status-told',
    ]);
    expect((await api().get(BACKENDS, { name: 'rack' }))?.['status']).toMatchObject({
      observedGeneration: 2,
      conditions: [{ type: 'Ready', observedGeneration: 2, lastTransitionTime: '2026-01-01T00:00:01Z' }, {}, {}],
    });
  });

  it('takes back what somebody changed by hand, and leaves what they added', async () => {
    const { pass, api } = clusterToShowIn();
    await pass(backend('rack'));
    const theirs = {
      ...backend('rack', { state: 'suspended', composable: {} }),
      metadata: { name: 'rack', labels: { team: 'a' } },
    };
    await api('kubectl').apply(BACKENDS, theirs, { force: true });
    await pass(backend('rack', { composable: {}, state: 'normal' }));
    expect(await api().get(BACKENDS, { name: 'rack' })).toMatchObject({
      metadata: { labels: { team: 'a' } },
      spec: { state: 'normal' },
    });
  });

  it('takes out of a list what somebody put into it, and is written to no more', async () => {
    const { pass, api, calls } = clusterToShowIn();
    const declared = backend('rack', { composable: { storageGroups: ['sg-a'] } });
    await pass(declared);
    await api('kubectl').apply(BACKENDS, { ...backend('rack', { composable: { storageGroups: ['sg-b'] } }) });
    expect(await pass(declared)).toEqual(['Backend/rack applied', 'Backend/rack status-told']);
    expect(await api().get(BACKENDS, { name: 'rack' })).toMatchObject({ spec: declared.spec });
    const before = calls.filter((call) => call.includes('patch')).length;
    expect(await pass(declared)).toEqual([]);
    expect(calls.filter((call) => call.includes('patch'))).toHaveLength(before);
  });

  it('loses what is no longer declared, and nothing that others made', async () => {
    const { pass, api } = clusterToShowIn();
    await api('kubectl').apply(STORAGE_CLASSES, { ...storageClass('theirs') });
    await pass(backend('rack'), storageClass('gold'));
    expect(await pass(backend('rack'))).toEqual(['StorageClass/gold deleted']);
    expect(await api().get(STORAGE_CLASSES, { name: 'theirs' })).toBeDefined();
  });

  it('makes a class anew whose parameters change, once nobody uses it', async () => {
    const { pass, api, uses } = clusterToShowIn();
    await pass(storageClass('gold'));
    const first = await api().get(STORAGE_CLASSES, { name: 'gold' });
    const changed = storageClass('gold', { parameters: { type: 'hdd' } });
    uses.set('gold', { claims: 1, volumes: 0 });
    expect(await pass(changed)).toEqual(['StorageClass/gold held: RecreateNeedsConsent']);
    expect(await api().get(STORAGE_CLASSES, { name: 'gold' })).toEqual(first);
    uses.delete('gold');
    expect(await pass(changed)).toEqual(['StorageClass/gold recreated']);
    const second = await api().get(STORAGE_CLASSES, { name: 'gold' });
    expect(second).toMatchObject({ parameters: { type: 'hdd' } });
    expect(second?.metadata.uid).not.toBe(first?.metadata.uid);
  });

  it('keeps what others put on a class that is made anew, and never deletes one that would not be admitted', async () => {
    const { pass, api, failNext, afterLook } = clusterToShowIn();
    await pass(storageClass('gold'));
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true', 'stowage.dev/adopt': 'true' };
    const theirs = { ...storageClass('gold'), metadata: { name: 'gold', annotations } };
    await api('kubectl').apply(STORAGE_CLASSES, theirs);
    const changed = storageClass('gold', { parameters: { type: 'hdd' } });
    afterLook(() => {
      failNext('forbidden');
    });
    expect(await pass(changed)).toEqual(['StorageClass/gold failed: forbidden']);
    expect(await api('kubectl').get(STORAGE_CLASSES, { name: 'gold' })).toMatchObject({ parameters: { type: 'ssd' } });
    expect(await pass(changed)).toEqual(['StorageClass/gold recreated']);
    const made = await api('kubectl').get(STORAGE_CLASSES, { name: 'gold' });
    expect(made?.metadata.annotations).toMatchObject({ 'storageclass.kubernetes.io/is-default-class': 'true' });
    expect(made?.metadata.annotations).not.toHaveProperty('stowage.dev/adopt');
    await pass(storageClass('gold', { parameters: { type: 'hdd' }, allowVolumeExpansion: true }));
    const after = await api('kubectl').get(STORAGE_CLASSES, { name: 'gold' });
    expect(after?.metadata.annotations).toMatchObject({ 'storageclass.kubernetes.io/is-default-class': 'true' });
  });

  it('changes nothing any more once it is told to stop', async () => {
    const { pass, api, afterLook, stop } = clusterToShowIn();
    await pass(backend('a'));
    afterLook(() => {
      stop.abort();
    });
    expect(await pass(backend('b'))).toEqual([]);
    expect(await api().get(BACKENDS, { name: 'a' })).toBeDefined();
  });

  it('is made whole by the next pass where one ended between the deletion and the new class', async () => {
    const { pass, api } = clusterToShowIn();
    await pass(storageClass('gold'));
    const live = await api().get(STORAGE_CLASSES, { name: 'gold' });
    await api().delete(STORAGE_CLASSES, { name: 'gold' }, { uid: live?.metadata.uid ?? '' });
    expect(await pass(storageClass('gold', { parameters: { type: 'hdd' } }))).toEqual(['StorageClass/gold applied']);
  });

  it('keeps a class that is used and no longer declared', async () => {
    const { pass, uses } = clusterToShowIn();
    await pass(storageClass('gold'));
    uses.set('gold', { claims: 0, volumes: 3 });
    expect(await pass()).toEqual(['StorageClass/gold held: StillInUse']);
    uses.delete('gold');
    expect(await pass()).toEqual(['StorageClass/gold deleted']);
  });

  it('tells what failed, goes on with the others, and tries again', async () => {
    const { pass, failNext, afterLook, api } = clusterToShowIn();
    const declared = [backend('a'), backend('b')];
    afterLook(() => {
      failNext('invalid');
    });
    expect(await pass(...declared)).toContain('Backend/a failed: invalid');
    await pass(...declared);
    expect(await api().get(BACKENDS, { name: 'a' })).toBeDefined();
    expect(await api().get(BACKENDS, { name: 'b' })).toBeDefined();
  });
});
