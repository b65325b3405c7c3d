import { expect, it } from 'vitest';
import type { Layout } from '../../core/model/volume.ts';
import type { BoxName, Fleet } from './fleet/fleet.ts';
import { discard, giveUp, untilGone, use, useNew } from './fleet/in-use.ts';
import type { VolumeInUse } from './fleet/in-use.ts';
import { PARAMETERS, SIZES } from './fleet/layouts.ts';
import { bytesLeft, leftOnBox, leftOnNode } from './fleet/left-over.ts';
import { onFleet } from './fleet/on-fleet.ts';
import { readPattern, writePattern } from './fleet/patterns.ts';
import type { Pattern } from './fleet/patterns.ts';
import { until } from './fleet/until.ts';
import type { Use } from './fleet/volumes.ts';

interface Copied {
  readonly layout: Layout;
  readonly wire: 'nvmetcp' | 'iscsi';
  readonly encryption: 'plain' | 'encrypted';
  readonly use: Use;
}

/** Of a mirror, one leg of a copy is read on another host than the one that fills it. */
const COPIED: readonly Copied[] = [
  { layout: 'mirrored-slice', wire: 'nvmetcp', encryption: 'plain', use: 'ext4' },
  { layout: 'mirrored-slice', wire: 'iscsi', encryption: 'encrypted', use: 'xfs' },
  { layout: 'single', wire: 'nvmetcp', encryption: 'encrypted', use: 'ext4' },
  { layout: 'mirror', wire: 'nvmetcp', encryption: 'plain', use: 'xfs' },
  { layout: 'slice', wire: 'iscsi', encryption: 'encrypted', use: 'block' },
];

const STRIPED: Copied = { layout: 'striped-mirror', wire: 'nvmetcp', encryption: 'encrypted', use: 'xfs' };

const BOXES: readonly BoxName[] = ['box-1', 'box-2'];
const NODE = 'node-a';

const parametersOf = ({ layout, wire, encryption }: Copied): Record<string, string> => ({
  ...PARAMETERS[layout],
  networkTransportsAllowed: wire,
  ...(encryption === 'encrypted' && { encrypt: 'true' }),
});

const wantedOf = (tried: Copied, name: string) => ({
  name: `${tried.layout}-${name}`,
  gib: SIZES[tried.layout].gib,
  use: tried.use,
  parameters: parametersOf(tried),
});

/** Enough for a filesystem to have grown into what it did not have before. */
const sizeOnNode = async (fleet: Fleet, { volume }: VolumeInUse): Promise<number> => {
  const stats = await fleet.nodes[NODE].csi.node.nodeGetVolumeStats({
    volumeId: volume.id,
    volumePath: `/var/lib/kubelet/pods/${volume.name}`,
  });
  if (stats.kind === 'error') throw new Error(`${stats.status} ${stats.message}`);
  return Number(stats.value.usage[0]?.total ?? 0n) / 2 ** 30;
};

const digestIn = (fleet: Fleet, { volume }: VolumeInUse, { at }: Pattern): Promise<string> =>
  readPattern(fleet.node(NODE), { of: volume, at });

async function expectNothingLeft(fleet: Fleet): Promise<void> {
  const left = async () => [
    ...(await leftOnNode(fleet.node(NODE))),
    ...(await Promise.all(BOXES.map((name) => leftOnBox(fleet.box(name))))).flat(),
  ];
  await until('all of it to be wiped', async () => (await left()).length === 0, 120_000);
  const connected = 'cat /sys/class/nvme-subsystem/*/subsysnqn /sys/class/iscsi_session/*/targetname 2>/dev/null; true';
  for (const name of BOXES) expect(await fleet.box(name).output(['sh', '-c', connected])).not.toContain('dev.stowage');
  const drives = BOXES.flatMap((name) => fleet.box(name).drives);
  expect((await Promise.all(drives.map(bytesLeft))).flat()).toEqual([]);
}

onFleet('snapshots and clones', { nodes: [NODE] }, (fleet) => {
  it.each(COPIED)(
    'hold what was there, beside what they are copies of: $layout, $wire, $encryption, $use',
    copy,
    1_200_000,
  );
  it('hold what was there where that lies over several pairs', copyStriped, 1_200_000);

  async function copy(tried: Copied): Promise<void> {
    const { controller } = fleet();
    const source = await useNew(fleet(), wantedOf(tried, 'source'), NODE);
    const before = await writePattern(fleet().node(NODE), source.volume);
    await giveUp(fleet(), source);

    const snapshot = await controller.snapshot('nightly', source.volume);
    const again = await use(fleet(), source.volume, NODE);
    const after = await writePattern(fleet().node(NODE), again.volume);
    expect(after.digest).not.toBe(before.digest);

    const { grown } = SIZES[tried.layout];
    const wanted = { ...wantedOf(tried, 'restored'), gib: grown, source: { snapshot } };
    // Both at once: each has names and a key of its own.
    const restored = await useNew(fleet(), wanted, NODE);
    expect(await digestIn(fleet(), restored, before)).toBe(before.digest);
    expect(await digestIn(fleet(), again, after)).toBe(after.digest);
    expect(await sizeOnNode(fleet(), restored)).toBeGreaterThan((grown * 9) / 10);
    const own = await writePattern(fleet().node(NODE), restored.volume, 16);
    await discard(fleet(), again);
    await giveUp(fleet(), restored);

    const clone = await useNew(
      fleet(),
      { ...wanted, name: `${tried.layout}-clone`, source: { volume: restored.volume.id } },
      NODE,
    );
    for (const pattern of [before, own]) expect(await digestIn(fleet(), clone, pattern)).toBe(pattern.digest);
    await discard(fleet(), clone);
    await controller.removeSnapshot(snapshot);
    await controller.remove(restored.volume);
    await untilGone(fleet(), restored.volume);
    await expectNothingLeft(fleet());
  }

  async function copyStriped(): Promise<void> {
    const { controller } = fleet();
    const source = await useNew(fleet(), wantedOf(STRIPED, 'source'), NODE);
    const patterns = [
      await writePattern(fleet().node(NODE), source.volume),
      await writePattern(fleet().node(NODE), source.volume, 64),
    ];
    await giveUp(fleet(), source);
    const snapshot = await controller.snapshot('striped', source.volume);
    await controller.remove(source.volume);
    await untilGone(fleet(), source.volume);
    const restored = await useNew(fleet(), { ...wantedOf(STRIPED, 'restored'), source: { snapshot } }, NODE);
    for (const pattern of patterns) expect(await digestIn(fleet(), restored, pattern)).toBe(pattern.digest);
    await discard(fleet(), restored);
    await controller.removeSnapshot(snapshot);
    await expectNothingLeft(fleet());
  }
});
