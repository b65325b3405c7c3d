import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { VolumeUse } from '../../controller/cluster/claims/volume-use.ts';
import { clusterSaying, USE } from '../api/testing/cluster.ts';
import { publicationOf, stuckOperation, volumeOf } from '../api/testing/fixture.ts';
import { runningApi } from '../testing/api-server.ts';
import { run } from '../testing/run.ts';

const UNKNOWN: VolumeUse = {
  persistentVolume: undefined,
  claim: undefined,
  storageClass: undefined,
  workload: undefined,
  pods: [],
  attachments: [],
};
const ASKED = { namespace: 'shop', name: 'asked-for' };

/** A volume that worker-1 has, and what Kubernetes says of it. */
async function known(use: VolumeUse | undefined, ...gone: readonly string[]) {
  const volume = volumeOf('db-0', { claim: ASKED });
  const { cwd, port } = await runningApi([volume, volumeOf('db-1', { cluster: 'west', claim: ASKED })]);
  port.publications.push(publicationOf(volume, 'worker-1'));
  port.cluster = clusterSaying(use, ...gone);
  const stowage = async (...args: readonly string[]): Promise<string> => (await run([...args], { cwd })).stdout;
  return { volume, port, stowage };
}

describe('stowage describe volume, where Kubernetes is asked', () => {
  it('says whose it is, and which pods use it', async () => {
    const { stowage } = await known(USE);
    const text = await stowage('describe', 'volume', 'db-0');
    for (const line of [
      'Claim:        shop/data-db-0',
      'Named class:  fast',
      'In cluster:   pvc-1 (Bound)',
      'Used by:      StatefulSet db, number 0',
      'Pods:         shop/db-0 on worker-1',
      'Published to: worker-1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it.each<readonly [string, VolumeUse | undefined, readonly string[], readonly string[]]>([
    ['has not said yet', undefined, ['Claim:        shop/asked-for'], ['Pods:', 'In cluster:']],
    ['does not know it', UNKNOWN, ['In cluster:   no PersistentVolume', 'Pods:         <none>'], []],
    [
      'has pods that wait',
      { ...USE, pods: [{ namespace: 'shop', name: 'db-0', phase: 'Pending' }] },
      ['Pods:         shop/db-0 (Pending)'],
      [],
    ],
  ])('and it %s', async (_, use, said, unsaid) => {
    const { stowage } = await known(use);
    const lines = (await stowage('describe', 'volume', 'db-0')).split('\n');
    expect(lines).toEqual(expect.arrayContaining([...said]));
    expect(lines.filter((line) => unsaid.some((word) => line.startsWith(word)))).toEqual([]);
  });

  it.each([
    [USE, 'worker-1 (node worker-1 is gone from the cluster; its VolumeAttachment csi-1 still stands)'],
    [
      { ...USE, attachments: [] },
      'worker-1 (node worker-1 is gone from the cluster, and no VolumeAttachment asks for the volume there)',
    ],
  ])('says of a node that is gone what keeps the volume there', async (use, said) => {
    const { stowage } = await known(use, 'worker-1');
    expect(await stowage('describe', 'volume', 'db-0')).toContain(`Published to: ${said}\n`);
  });

  it('says nothing of a volume of another cluster', async () => {
    const { stowage } = await known(USE, 'worker-1');
    const text = await stowage('describe', 'volume', 'db-1');
    expect(text).toContain('Claim:        shop/asked-for\n');
    expect(text).not.toContain('pvc-1');
  });
});

describe('stowage get volumes', () => {
  it('shows pods and more where it is wide', async () => {
    const { stowage, volume } = await known(USE);
    const [head = '', first = ''] = (await stowage('get', 'volumes', '-o', 'wide')).split('\n');
    expect(head).toMatch(/PUBLISHED-TO +PODS +WORKLOAD +PERSISTENT-VOLUME +BACKEND +ID$/);
    expect(first).toMatch(
      new RegExp(`shop/data-db-0 .* shop/db-0 on worker-1 +StatefulSet db, number 0 +pvc-1 +main +${volume.id}$`),
    );
    expect(await stowage('get', 'volumes')).not.toContain('PODS');
  });

  it('says which nodes are gone', async () => {
    const { stowage } = await known(USE, 'worker-1');
    expect(await stowage('get', 'volumes', 'db-0')).toContain('worker-1 (gone)');
  });
});

describe('stowage get operations', () => {
  it('says that the node is gone for which one is stuck', async () => {
    const { stowage, port, volume } = await known(USE, 'worker-1');
    const id = 'unpublish/p' as never;
    port.underWay.push(stuckOperation({ id, kind: 'unpublish', volume: volume.id, node: 'worker-1' as never }));
    const said = 'node worker-1 is gone from the cluster; its VolumeAttachment csi-1 still stands';
    expect(await stowage('get', 'operations')).toContain(`no agent is attached; ${said}\n`);
    expect(await stowage('describe', 'operation', id)).toContain(`Cluster:      ${said}\n`);
  });
});

describe('stowage describe drive', () => {
  it('says who uses what of it, in the order in which it lies there', async () => {
    const { stowage, port } = await known(USE);
    const legs = volumeOf('x').legs.map((leg) => ({ ...leg, extent: { start: gib(40), length: gib(12) } }));
    const later = volumeOf('later', { legs, cluster: 'west' });
    const kept = { ...volumeOf('weekly'), snapshot: { takenAt: '2026-11-02T08:00:00.000Z' } };
    for (const volume of [...[later, kept]]) port.volumes.set(volume.id, volume);
    const text = await stowage('describe', 'drive', 'eui.box-1-1');
    expect(text).toMatch(/^ID: +eui\.box-1-1\nEnclosure: +box-1\nGroup: +sg-a\nMedia: +SSD, NVMe\n/);
    expect(text).toContain('State:        enabled\nUse:          sliced\n');
    const rows = text.split('Extents:\n')[1]?.trimEnd().split('\n') ?? [];
    expect(rows[0]).toMatch(/^ {2}FROM +LENGTH +VOLUME +PHASE +CLAIM +PODS +LEG$/);
    expect(rows.find((row) => row.includes(' db-0 '))).toMatch(
      /db-0 +ready +shop\/data-db-0 +shop\/db-0 on worker-1 +\S+$/,
    );
    expect(rows.find((row) => row.includes('weekly (snapshot)'))).toMatch(/ready +<none> +<none>/);
    expect(rows.at(-1)).toMatch(/^ {2}GiB 40 +12 GiB +later +ready +<none> +<none>/);
  });

  it('says that nobody does', async () => {
    const { stowage } = await known(USE);
    expect(await stowage('describe', 'drive', 'eui.box-2-3')).toContain(
      'Use:          blank\nUsed:         0 GiB\nExtents:      <none>\n',
    );
  });

  it('says that there is none of the name', async () => {
    const { cwd } = await runningApi();
    expect(await run(['describe', 'drive', 'eui.none'], { cwd })).toMatchObject({
      status: 1,
      stderr: 'error: there is no drive "eui.none"\n',
    });
  });
});
