import { beforeAll, describe, expect, it } from 'vitest';
import type { Layout } from '../../core/model/volume.ts';
import type { BoxName, Fleet } from './fleet/fleet.ts';
import { bytesLeft, leftOnBox, leftOnNode } from './fleet/left-over.ts';
import { untilGone } from './fleet/in-use.ts';
import { PARAMETERS, SIZES } from './fleet/layouts.ts';
import { onFleet } from './fleet/on-fleet.ts';
import { readPattern, writePattern } from './fleet/patterns.ts';
import { targetPath } from './fleet/volumes.ts';
import type { LabVolume, Use } from './fleet/volumes.ts';

type Wire = 'nvmetcp' | 'iscsi' | 'mixed';

interface Cell {
  readonly layout: Layout;
  readonly wire: Wire;
  readonly encryption: 'plain' | 'encrypted';
  readonly use: Use;
}

const cell = (layout: Layout, wire: Wire, encryption: Cell['encryption'], use: Use): Cell => ({
  layout,
  wire,
  encryption,
  use,
});

/** Every pair of values occurs at least once. One leg cannot be mixed. */
const CELLS: readonly Cell[] = [
  cell('single', 'nvmetcp', 'plain', 'ext4'),
  cell('single', 'iscsi', 'encrypted', 'xfs'),
  cell('single', 'iscsi', 'encrypted', 'block'),
  cell('mirror', 'nvmetcp', 'plain', 'block'),
  cell('mirror', 'iscsi', 'plain', 'xfs'),
  cell('striped-mirror', 'nvmetcp', 'encrypted', 'ext4'),
  cell('striped-mirror', 'iscsi', 'encrypted', 'block'),
  cell('slice', 'nvmetcp', 'plain', 'xfs'),
  cell('slice', 'iscsi', 'plain', 'block'),
  cell('slice', 'iscsi', 'encrypted', 'ext4'),
  cell('mirrored-slice', 'nvmetcp', 'plain', 'xfs'),
  cell('mirrored-slice', 'iscsi', 'encrypted', 'ext4'),
  cell('mirror', 'mixed', 'encrypted', 'ext4'),
  cell('striped-mirror', 'mixed', 'plain', 'xfs'),
  cell('mirrored-slice', 'mixed', 'encrypted', 'block'),
];

function parametersOf({ layout, wire, encryption }: Cell): Record<string, string> {
  return {
    ...PARAMETERS[layout],
    ...(wire !== 'mixed' && { networkTransportsAllowed: wire }),
    ...(encryption === 'encrypted' && { encrypt: 'true' }),
  };
}

const BOXES: readonly BoxName[] = ['box-1', 'box-2'];
const NODE = 'node-a';

it('the data path is tried with every pair of layout, transport, encryption and use', () => {
  expect(pairsLeftOut(CELLS)).toEqual([]);
});

onFleet('the data path', { nodes: [NODE] }, (fleet) => {
  it.each(CELLS.filter(({ wire }) => wire !== 'mixed'))(
    'carries data: $layout, $wire, $encryption, $use',
    (tried) => carry(fleet(), tried),
    240_000,
  );

  describe('where one enclosure exports by NVMe/TCP and the other by iSCSI', () => {
    beforeAll(() => fleet().declare({ 'box-1': ['nvmetcp'], 'box-2': ['iscsi'] }));

    it.each(CELLS.filter(({ wire }) => wire === 'mixed'))(
      'carries data: $layout, $wire, $encryption, $use',
      (tried) => carry(fleet(), tried),
      240_000,
    );
  });
});

/** The life of a volume, from its first byte to the last. */
async function carry(fleet: Fleet, tried: Cell): Promise<void> {
  const { controller } = fleet;
  const [node, vm] = [fleet.nodes[NODE], fleet.node(NODE)];
  const name = [tried.layout, tried.wire, tried.encryption, tried.use].join('-');
  const { gib, grown } = SIZES[tried.layout];

  const volume = await controller.create({ name, gib, use: tried.use, parameters: parametersOf(tried) });
  const context = await controller.publish(volume, NODE);
  await node.stage(volume, context);
  await node.publish(volume, context);
  const first = await writePattern(vm, volume);
  expect(await sizeOnNode(fleet, volume)).toBeGreaterThan((gib * 9) / 10);
  // What is found of it now must not be found when it is gone.
  expect(await leftOnNode(vm)).toEqual(expect.arrayContaining([expect.stringContaining('array')]));
  expect(await leftOnBoxes(fleet)).toEqual(expect.arrayContaining([expect.stringContaining('partition')]));

  await controller.expand(volume, grown);
  await node.expand(volume, grown);
  expect(await sizeOnNode(fleet, volume)).toBeGreaterThan((grown * 9) / 10);
  const last = await writePattern(vm, volume, grown * 1024 - 64);

  await node.unpublish(volume);
  await node.unstage(volume);
  await node.stage(volume, context);
  await node.publish(volume, context);
  for (const pattern of [first, last]) expect(await readPattern(vm, pattern)).toBe(pattern.digest);

  await node.unpublish(volume);
  await node.unstage(volume);
  await controller.unpublish(volume, NODE);
  await controller.remove(volume);
  await untilGone(fleet, volume);
  await expectNothingLeft(fleet);
}

/** In GiB, as the pod sees it. */
async function sizeOnNode(fleet: Fleet, volume: LabVolume): Promise<number> {
  const stats = await fleet.nodes[NODE].csi.node.nodeGetVolumeStats({
    volumeId: volume.id,
    volumePath: targetPath(volume),
  });
  if (stats.kind === 'error') throw new Error(`${stats.status} ${stats.message}`);
  return Number(stats.value.usage[0]?.total ?? 0n) / 2 ** 30;
}

const leftOnBoxes = async (fleet: Fleet): Promise<readonly string[]> =>
  (await Promise.all(BOXES.map((name) => leftOnBox(fleet.box(name))))).flat();

async function expectNothingLeft(fleet: Fleet): Promise<void> {
  const left = [...(await leftOnNode(fleet.node(NODE))), ...(await leftOnBoxes(fleet))];
  expect(left).toEqual([]);
  const drives = BOXES.flatMap((name) => fleet.box(name).drives);
  expect((await Promise.all(drives.map(bytesLeft))).flat()).toEqual([]);
}

type Factor = keyof Cell;
const FACTORS: readonly Factor[] = ['layout', 'wire', 'encryption', 'use'];

function pairsLeftOut(cells: readonly Cell[]): readonly string[] {
  const valuesOf = (factor: Factor): readonly string[] => [...new Set(cells.map((one) => one[factor]))];
  const isPossible = (pair: Partial<Cell>): boolean =>
    pair.wire !== 'mixed' || (pair.layout !== 'single' && pair.layout !== 'slice');
  const pairs = FACTORS.flatMap((one, at) =>
    FACTORS.slice(at + 1).flatMap((other) =>
      valuesOf(one).flatMap((value) => valuesOf(other).map((second) => ({ [one]: value, [other]: second }))),
    ),
  ) as readonly Partial<Cell>[];
  const isTried = (pair: Partial<Cell>): boolean =>
    cells.some((tried) => Object.entries(pair).every(([factor, value]) => tried[factor as Factor] === value));
  return pairs.filter((pair) => isPossible(pair) && !isTried(pair)).map((pair) => Object.values(pair).join(' × '));
}
