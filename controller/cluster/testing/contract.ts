import { describe, expect, it } from 'vitest';
import type { ClusterApi, ClusterObject, WatchEvent } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { BACKENDS, EVENTS, PERSISTENT_VOLUME_CLAIMS, STORAGE_CLASSES } from '../api/resource.ts';
import { eventObject } from '../events/event-object.ts';

/** Two that act on one API server: the controller, and somebody who runs kubectl. */
export interface ContractServer {
  readonly controller: ClusterApi;
  readonly other: ClusterApi;
}

const backend = (name: string, spec: object, metadata: object = {}): ClusterObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Backend',
  metadata: { name, ...metadata },
  spec,
});

const nfs = (server: string) => ({ nfs: { servers: [server], exportPath: '/export' } });

const storageClass = (name: string, parameters: object): ClusterObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'csi.stowage.dev',
  parameters,
});

const seenOf = ({ metadata }: ClusterObject) => ({ uid: metadata.uid ?? '' });

/** What everything above relies on, on any API server that serves our kinds. Names are unique: the server may be used. */
export function clusterContract(title: string, open: () => Promise<ContractServer>): void {
  describe(`${title} as an API server`, () => {
    let used = 0;
    const fresh = (): string => `contract-${String(process.pid)}-${String((used += 1))}`;

    it('makes what is applied, and answers it', async () => {
      const { controller, other } = await open();
      const name = fresh();
      expect(await other.get(BACKENDS, { name })).toBeUndefined();
      const made = await controller.apply(BACKENDS, backend(name, nfs('a')));
      expect(made.metadata).toMatchObject({ name, generation: 1 });
      expect(await other.get(BACKENDS, { name })).toMatchObject({ spec: nfs('a') });
    });

    it('changes nothing where the same is applied again', async () => {
      const { controller } = await open();
      const object = backend(fresh(), nfs('a'));
      const first = await controller.apply(BACKENDS, object);
      const second = await controller.apply(BACKENDS, object);
      expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    });

    it('counts a change of the specification as a generation, and none of labels or status', async () => {
      const { controller } = await open();
      const name = fresh();
      await controller.apply(BACKENDS, backend(name, nfs('a')));
      expect((await controller.apply(BACKENDS, backend(name, nfs('b')))).metadata.generation).toBe(2);
      const labelled = await controller.apply(BACKENDS, backend(name, nfs('b'), { labels: { tier: 'x' } }));
      expect(labelled.metadata.generation).toBe(2);
      const status = { observedGeneration: 2 };
      const told = await controller.apply(
        BACKENDS,
        { apiVersion: 'stowage.dev/v1alpha1', kind: 'Backend', metadata: { name }, status },
        { subresource: 'status' },
      );
      expect(told).toMatchObject({ metadata: { generation: 2, labels: { tier: 'x' } }, spec: nfs('b'), status });
    });

    it('takes away a field that is left out, and leaves those of others', async () => {
      const { controller, other } = await open();
      const name = fresh();
      await controller.apply(BACKENDS, backend(name, nfs('a'), { labels: { ours: 'x' } }));
      await other.apply(BACKENDS, {
        apiVersion: 'stowage.dev/v1alpha1',
        kind: 'Backend',
        metadata: { name, labels: { theirs: 'y' } },
      });
      const after = await controller.apply(BACKENDS, backend(name, nfs('a')));
      expect(after.metadata.labels).toEqual({ theirs: 'y' });
    });

    it('refuses a field that another manager owns, until it is forced', async () => {
      const { controller, other } = await open();
      const name = fresh();
      // Of a list that is a set each manager owns what it put in, so it is no case of this.
      await other.apply(BACKENDS, backend(name, { nfs: { servers: ['a'], exportPath: '/theirs' } }));
      const spec = { nfs: { servers: ['a'], exportPath: '/ours' } };
      const ours = backend(name, spec);
      await expect(controller.apply(BACKENDS, ours)).rejects.toMatchObject({ code: 'conflict' });
      expect(await controller.apply(BACKENDS, ours, { force: true })).toMatchObject({ spec });
    });

    it('leaves in a list that is a set what another manager put there, until it is written over', async () => {
      const { controller, other } = await open();
      const name = fresh();
      await controller.apply(BACKENDS, backend(name, nfs('a')));
      await other.apply(BACKENDS, backend(name, nfs('b')));
      const joined = await controller.apply(BACKENDS, backend(name, nfs('a')), { force: true });
      expect(joined).toMatchObject({ spec: { nfs: { servers: ['a', 'b'] } } });
      const written = await controller.apply(BACKENDS, backend(name, nfs('a')), { over: true });
      expect(written).toMatchObject({ spec: nfs('a') });
      const again = await controller.apply(BACKENDS, backend(name, nfs('c')), { force: true });
      expect(again).toMatchObject({ spec: nfs('c') });
    });

    it('does not change the parameters of a StorageClass', async () => {
      const { controller } = await open();
      const name = fresh();
      await controller.apply(STORAGE_CLASSES, storageClass(name, { type: 'ssd' }));
      const changed = controller.apply(STORAGE_CLASSES, storageClass(name, { type: 'hdd' }));
      await expect(changed).rejects.toMatchObject({ code: 'invalid' });
      await expect(changed).rejects.toThrow('immutable');
    });

    it('deletes the object that was seen, and no other of its name', async () => {
      const { controller } = await open();
      const name = fresh();
      const first = await controller.apply(BACKENDS, backend(name, nfs('a')));
      expect(await controller.delete(BACKENDS, { name }, seenOf(first))).toBe(true);
      expect(await controller.delete(BACKENDS, { name }, seenOf(first))).toBe(false);
      await controller.apply(BACKENDS, backend(name, nfs('a')));
      await expect(controller.delete(BACKENDS, { name }, seenOf(first))).rejects.toMatchObject({ code: 'conflict' });
    });

    it('keeps an object until its finalizers are gone', async () => {
      const { controller, other } = await open();
      const name = fresh();
      const held = await controller.apply(BACKENDS, backend(name, nfs('a'), { finalizers: ['stowage.dev/held'] }));
      await controller.delete(BACKENDS, { name }, seenOf(held));
      expect((await other.get(BACKENDS, { name }))?.metadata.deletionTimestamp).toBeDefined();
      await controller.apply(BACKENDS, backend(name, nfs('a')));
      expect(await other.get(BACKENDS, { name })).toBeUndefined();
    });

    it('tells what changed since a list, in order', async () => {
      const { controller } = await open();
      const [first, second] = [fresh(), fresh()];
      const labels = { contract: first };
      const before = await controller.apply(BACKENDS, backend(first, nfs('a'), { labels }));
      const selection = { labelSelector: `contract=${first}` };
      const { items, resourceVersion } = await controller.list(BACKENDS, selection);
      expect(items.map(({ metadata, kind }) => [kind, metadata.name])).toEqual([['Backend', first]]);
      await controller.apply(BACKENDS, backend(second, nfs('a'), { labels }));
      await controller.apply(BACKENDS, backend(second, nfs('b'), { labels }));
      await controller.delete(BACKENDS, { name: first }, seenOf(before));
      const told = await take(3, (signal) => controller.watch(BACKENDS, { resourceVersion, selection }, signal));
      expect(told).toEqual([`added ${second}`, `modified ${second}`, `deleted ${first}`]);
    });

    it('lists page by page what it lists at once', async () => {
      const { controller } = await open();
      const label = fresh();
      const selection = { labelSelector: `contract=${label}` };
      for (let made = 0; made < 3; made++) {
        await controller.apply(BACKENDS, backend(fresh(), nfs('a'), { labels: { contract: label } }));
      }
      const names: string[] = [];
      for await (const { items } of controller.pages(BACKENDS, selection)) {
        names.push(...items.map(({ metadata }) => metadata.name));
      }
      const { items } = await controller.list(BACKENDS, selection);
      expect(names).toHaveLength(3);
      expect(names).toEqual(items.map(({ metadata }) => metadata.name));
    });

    it('lists and tells by fields what the selection has, and what leaves it', async () => {
      const { controller, other } = await open();
      const [name, sibling] = [fresh(), fresh()];
      const selection = { fieldSelector: `metadata.name=${name}` };
      const { items, resourceVersion } = await controller.list(BACKENDS, selection);
      expect(items).toEqual([]);
      await other.apply(BACKENDS, backend(sibling, nfs('a')));
      const made = await other.apply(BACKENDS, backend(name, nfs('a')));
      await other.delete(BACKENDS, { name }, seenOf(made));
      const told = await take(2, (signal) => controller.watch(BACKENDS, { resourceVersion, selection }, signal));
      expect(told).toEqual([`added ${name}`, `deleted ${name}`]);
    });

    it('takes an event, and its series, which alone may change', async () => {
      const { controller, other } = await open();
      const regarded = { resource: PERSISTENT_VOLUME_CLAIMS, namespace: 'default', name: fresh(), uid: fresh() };
      const event = (count: number, note = 'no drive has room') => {
        const now = 1_796_000_000_000;
        const series = { note, first: now, last: now + count, count };
        const said = { type: 'Warning', reason: 'NoCapacity', action: 'Provisioning' } as const;
        return eventObject({ regarded, ...said, series, instance: 'stowage-0' });
      };
      const { metadata } = await controller.apply(EVENTS, event(1));
      await controller.apply(EVENTS, event(7));
      const seen = (await other.list(EVENTS, { namespace: 'default' })).items.find(
        ({ metadata: { name } }) => name === metadata.name,
      );
      expect(seen).toMatchObject({ reason: 'NoCapacity', note: 'no drive has room', series: { count: 7 } });
    });

    it('says that a kind is not served', async () => {
      const { other } = await open();
      const unknown = { ...BACKENDS, plural: 'frontends', kind: 'Frontend', group: 'nobody.example' };
      await expect(other.list(unknown)).rejects.toBeInstanceOf(ClusterError);
      await expect(other.list(unknown)).rejects.toMatchObject({ code: 'not-served' });
    });
  });
}

async function take(
  count: number,
  watch: (signal: AbortSignal) => AsyncIterable<WatchEvent>,
): Promise<readonly string[]> {
  const stop = new AbortController();
  const told: string[] = [];
  for await (const event of watch(stop.signal)) {
    if (event.kind === 'bookmark') continue;
    told.push(`${event.kind} ${event.object.metadata.name}`);
    if (told.length === count) break;
  }
  stop.abort();
  return told;
}
