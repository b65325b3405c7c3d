import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { ContentSource } from '../../core/model/copy.ts';
import type { CreateVolume } from '../services/driver-port.ts';
import type { Driver } from './driver.ts';
import { attempt } from './testing/crash.ts';
import { createDriverWorld, createRequest, NODE_A, publishTo, smallInventory } from './testing/driver-world.ts';
import { nodeBeside, valueOf } from './testing/node-beside.ts';
import { BOXES } from './testing/volume-story.ts';

type Parameters = Readonly<Record<string, string>>;

const SLICE: Parameters = { type: 'slice' };
const LAYOUTS: readonly { readonly layout: string; readonly parameters: Parameters; readonly size: number }[] = [
  { layout: 'single', parameters: {}, size: 10 },
  { layout: 'mirror', parameters: { redundancy: 'true' }, size: 10 },
  { layout: 'striped-mirror', parameters: { redundancy: 'true' }, size: 150 },
  { layout: 'slice', parameters: SLICE, size: 5 },
  { layout: 'mirrored-slice', parameters: { ...SLICE, redundancy: 'true' }, size: 5 },
];
const CASES = LAYOUTS.flatMap((layout) => [
  { ...layout, kind: 'plain' },
  { ...layout, kind: 'encrypted', parameters: { ...layout.parameters, encrypt: 'true' } },
]);

async function opened(hdds = 12) {
  const world = await createDriverWorld(smallInventory(hdds));
  const driver = await world.start();
  const node = await nodeBeside(world, () => driver);
  const create = async (name: string, size: number, parameters: Parameters = SLICE, source?: ContentSource) =>
    valueOf(await driver.createVolume(asking(name, size, parameters, source))).id;
  const snapshot = async (name: string, source: VolumeId) => valueOf(await driver.createSnapshot({ name, source }));
  return { world, driver, node, create, snapshot };
}

const asking = (name: string, size: number, parameters: Parameters, source?: ContentSource): CreateVolume => ({
  ...createRequest(name, size, parameters),
  ...(source && { source }),
});

const recordOf = (driver: Driver, id: VolumeId) => driver.snapshot().volumes.find((volume) => volume.id === id);

describe('a copy', () => {
  it.each(CASES)('of a $layout, $kind, holds what was there when it was taken', async (tried) => {
    const { driver, node, create, snapshot } = await opened();
    const { parameters, size } = tried;
    const volume = await create('data', size, parameters);
    const write = (text: string) =>
      node.use(volume, async (blocks) => {
        for (let block = 0; block < 6; block += 1) await blocks.write(block, `${text} ${String(block)}`);
      });
    await write('before');
    const taken = await snapshot('nightly', volume);
    expect(taken).toMatchObject({ source: volume, size, ready: true });
    const clone = await create('clone', size, parameters, { kind: 'volume', id: volume });
    await write('after');
    const restored = await create('restored', size + 2, parameters, { kind: 'snapshot', id: taken.id });
    expect([clone, restored].map((id) => recordOf(driver, id)?.layout)).toEqual([tried.layout, tried.layout]);
    for (const [id, has] of [
      [clone, size],
      [restored, size + 2],
    ] as const) {
      const read = () =>
        node.use(id, async (blocks) => ({
          size: await blocks.size(),
          text: [await blocks.read(0), await blocks.read(5)],
        }));
      const whole = { size: has, text: ['before 0', 'before 5'] };
      expect([await read(), await read()]).toEqual([whole, whole]);
    }
    await node.use(volume, async (blocks) => {
      expect(await blocks.read(3)).toBe('after 3');
    });
  });

  it('outlives what it is a copy of, encrypted too', async () => {
    const { driver, node, create, snapshot } = await opened();
    const parameters = { ...SLICE, encrypt: 'true' };
    const volume = await create('data', 2, parameters);
    await node.use(volume, (blocks) => blocks.write(1, 'kept'));
    const { id } = await snapshot('nightly', volume);
    valueOf(await driver.deleteVolume(volume));
    await driver.settled();
    const restored = await create('restored', 2, parameters, { kind: 'snapshot', id });
    // A snapshot of what was never up is opened by what opens its source.
    const again = await snapshot('again', restored);
    valueOf(await driver.deleteSnapshot(id));
    valueOf(await driver.deleteVolume(restored));
    await driver.settled();
    const last = await create('last', 2, parameters, { kind: 'snapshot', id: again.id });
    expect(await node.use(last, (blocks) => blocks.read(1))).toBe('kept');
  });

  it('of a volume that was never used is an empty volume', async () => {
    const { driver, node, create, snapshot } = await opened();
    const { id } = await snapshot('nightly', await create('data', 2));
    const restored = await create('restored', 3, SLICE, { kind: 'snapshot', id });
    expect(recordOf(driver, restored)).toMatchObject({ origin: { source: { kind: 'snapshot', id } }, size: 3 });
    expect(await node.use(restored, (blocks) => blocks.read(0))).toBeUndefined();
  });

  it('is as large as its source where no size is asked for', async () => {
    const { driver, create, snapshot } = await opened();
    const { id } = await snapshot('nightly', await create('data', 3));
    const made = await driver.createVolume(asking('restored', 0, SLICE, { kind: 'snapshot', id }));
    expect(made).toMatchObject({ value: { size: 3, source: { kind: 'snapshot', id } } });
  });

  it('takes its own space, which is free when it is gone', async () => {
    const { world, driver, create, snapshot } = await opened();
    const volume = await create('data', 20, { ...SLICE, redundancy: 'true' });
    const { id } = await snapshot('nightly', volume);
    expect(await driver.createVolume(createRequest('more', 20, SLICE))).toMatchObject({ code: 'no-capacity' });
    expect(await world.legsOnDrives()).toHaveLength(4);
    valueOf(await driver.deleteSnapshot(id));
    await driver.settled();
    expect(await world.legsOnDrives()).toHaveLength(2);
    expect(await driver.deleteSnapshot(id)).toMatchObject({ kind: 'ok' });
    expect(await driver.getSnapshot(id)).toMatchObject({ code: 'not-found' });
  });
});

describe('a snapshot is no volume', () => {
  it('and is in no list of them, under its own name or another', async () => {
    const { driver, create, snapshot } = await opened();
    const volume = await create('data', 2);
    const { id } = await snapshot('data', volume);
    expect(valueOf(await driver.list({ after: undefined, limit: 9 })).volumes.map((each) => each.id)).toEqual([volume]);
    expect(await driver.publish(publishTo(NODE_A, id))).toMatchObject({ code: 'not-found' });
    expect(await driver.expand({ volume: id, size: { required: gib(3), limit: undefined } })).toMatchObject({
      code: 'not-found',
    });
    expect(await driver.validate({ volume: id, capabilities: [], parameters: {} })).toMatchObject({
      code: 'not-found',
    });
    valueOf(await driver.deleteVolume(id));
    valueOf(await driver.deleteSnapshot(volume));
    await driver.settled();
    expect(driver.snapshot().volumes).toHaveLength(2);
  });
});

describe('what is refused', () => {
  it('is another source under a name that is taken', async () => {
    const { driver, create, snapshot } = await opened();
    const [one, other] = [await create('one', 2), await create('other', 2)];
    const first = await snapshot('nightly', one);
    expect(await snapshot('nightly', one)).toEqual(first);
    expect(await driver.createSnapshot({ name: 'nightly', source: other })).toMatchObject({ code: 'already-exists' });
    const source = { kind: 'volume', id: one } as const;
    const clone = await create('clone', 2, SLICE, source);
    expect(await create('clone', 2, SLICE, source)).toBe(clone);
    for (const another of [undefined, { kind: 'volume', id: other }, { kind: 'snapshot', id: first.id }] as const) {
      expect(await driver.createVolume(asking('clone', 2, SLICE, another))).toMatchObject({ code: 'already-exists' });
    }
  });

  it('is a source that is not there', async () => {
    const { driver, create } = await opened();
    const gone = '00000000-0000-4000-8000-00000000dead' as VolumeId;
    expect(await driver.createSnapshot({ name: 's', source: gone })).toMatchObject({ code: 'not-found' });
    const volume = await create('data', 2);
    for (const source of [
      { kind: 'volume', id: gone },
      { kind: 'snapshot', id: gone },
      { kind: 'snapshot', id: volume },
    ] as const) {
      expect(await driver.createVolume(asking('copy', 2, SLICE, source))).toMatchObject({ code: 'not-found' });
    }
  });

  it.each([
    { what: 'less than its source has', size: 4, parameters: SLICE, code: 'out-of-range' },
    { what: 'another filesystem', size: 5, parameters: { ...SLICE, fsType: 'xfs' }, code: 'invalid-argument' },
    {
      what: 'what is not encrypted as if it were',
      size: 5,
      parameters: { ...SLICE, encrypt: 'true' },
      code: 'invalid-argument',
    },
    { what: 'more than there is', size: 60, parameters: SLICE, code: 'no-capacity' },
  ])('is a copy of $what', async ({ size, parameters, code }) => {
    const { driver, node, create, snapshot } = await opened();
    const volume = await create('data', 5);
    await node.use(volume, (blocks) => blocks.write(0, 'x'));
    const { id } = await snapshot('nightly', volume);
    for (const source of [
      { kind: 'snapshot', id },
      { kind: 'volume', id: volume },
    ] as const) {
      expect(await driver.createVolume(asking('copy', size, parameters, source))).toMatchObject({ code });
    }
  });

  it('is what is at no point in time: published, or left by a node that did not stop it', async () => {
    const { driver, create } = await opened();
    const volume = await create('data', 2);
    const { publication } = valueOf(await driver.publish(publishTo(NODE_A, volume)));
    const source = { kind: 'volume', id: volume } as const;
    const refusals = async () => [
      await driver.createSnapshot({ name: 's', source: volume }),
      await driver.createVolume(asking('copy', 2, SLICE, source)),
    ];
    expect(await refusals()).toMatchObject([{ code: 'in-use' }, { code: 'in-use' }]);
    valueOf(await driver.directory.report(publication, { kind: 'starting' }));
    valueOf(await driver.unpublish({ volume, node: NODE_A }));
    expect(await refusals()).toMatchObject([{ code: 'unsupported' }, { code: 'unsupported' }]);
  });
});

describe('while it is copied', () => {
  /** A volume with data in one box, whose host then does not hear commands. */
  async function silenced() {
    const rig = await opened();
    const volume = await rig.create('data', 5);
    await rig.node.use(volume, (blocks) => blocks.write(0, 'kept'));
    for (const box of BOXES) rig.world.silence(box, 'deaf');
    return { ...rig, volume };
  }

  it('a snapshot is not ready, its volume is kept from everybody, and both come right', async () => {
    const { world, driver, node, volume, snapshot } = await silenced();
    const { id, ready } = await snapshot('nightly', volume);
    expect(ready).toBe(false);
    expect(await driver.publish(publishTo(NODE_A, volume))).toMatchObject({ code: 'busy' });
    expect(await driver.expand({ volume, size: { required: gib(6), limit: undefined } })).toMatchObject({
      code: 'busy',
    });
    expect(await driver.deleteVolume(volume)).toMatchObject({ code: 'in-use' });
    const copy = asking('copy', 5, SLICE, { kind: 'snapshot', id });
    expect(await driver.createVolume(copy)).toMatchObject({ code: 'busy' });
    for (const box of BOXES) world.wake(box);
    expect(await driver.resume()).toBe(0);
    expect(await snapshot('nightly', volume)).toMatchObject({ id, ready: true });
    expect(await node.use(volume, (blocks) => blocks.read(0))).toBe('kept');
  });

  it('a volume is not answered, and its snapshot not deleted', async () => {
    const { world, driver, node, create, snapshot } = await opened();
    const volume = await create('data', 5);
    await node.use(volume, (blocks) => blocks.write(0, 'kept'));
    const { id } = await snapshot('nightly', volume);
    for (const box of BOXES) world.silence(box, 'deaf');
    const copy = asking('copy', 5, SLICE, { kind: 'snapshot', id });
    expect(await driver.createVolume(copy)).toMatchObject({ code: 'unavailable' });
    expect(await driver.deleteSnapshot(id)).toMatchObject({ code: 'in-use' });
    for (const box of BOXES) world.wake(box);
    const made = valueOf(await driver.createVolume(copy));
    expect(await node.use(made.id, (blocks) => blocks.read(0))).toBe('kept');
    valueOf(await driver.deleteSnapshot(id));
  });

  it('it can be given up, and nothing is left of it', async () => {
    const { world, driver, volume, snapshot } = await silenced();
    const { id } = await snapshot('nightly', volume);
    const before = await world.legsOnDrives();
    valueOf(await driver.deleteSnapshot(id));
    for (const box of BOXES) world.wake(box);
    await driver.resume();
    expect(await world.legsOnDrives()).toEqual(before);
    expect(await world.exportsOnDrives()).toEqual([]);
    expect(await driver.publish(publishTo(NODE_A, volume))).toMatchObject({ kind: 'ok' });
  });
});

describe('lists of snapshots', () => {
  it('come in pages, by volume and by id', async () => {
    const { driver, create, snapshot } = await opened();
    const [one, other] = [await create('one', 1), await create('other', 1)];
    const taken = [await snapshot('a', one), await snapshot('b', one), await snapshot('c', other)];
    const ids = taken.map(({ id }) => id).sort();
    const list = async (asked: object) =>
      valueOf(
        await driver.listSnapshots({ after: undefined, limit: 9, source: undefined, snapshot: undefined, ...asked }),
      );
    const first = await list({ limit: 2 });
    expect(first).toMatchObject({ snapshots: [{ id: ids[0] }, { id: ids[1] }], next: ids[1] });
    expect(await list({ after: first.next })).toMatchObject({ snapshots: [{ id: ids[2] }], next: undefined });
    expect((await list({ source: other })).snapshots).toEqual([taken[2]]);
    expect((await list({ snapshot: ids[0] })).snapshots).toHaveLength(1);
    expect(await list({ source: 'none' })).toEqual({ snapshots: [], next: undefined });
    expect(await list({ snapshot: one })).toEqual({ snapshots: [], next: undefined });
  });
});

describe('at any step', () => {
  const MIRROR = { redundancy: 'true' };

  async function prepared() {
    const world = await createDriverWorld(smallInventory(4));
    const driver = await world.start();
    const node = await nodeBeside(world, () => driver);
    const volume = valueOf(await driver.createVolume(createRequest('data', 10, MIRROR))).id;
    await node.use(volume, (blocks) => blocks.write(0, 'kept'));
    return { world, volume };
  }

  /** Takes a snapshot and makes a volume of it. */
  async function story(driver: Driver, volume: VolumeId) {
    const snapshot = valueOf(await driver.createSnapshot({ name: 'nightly', source: volume }));
    const source = { kind: 'snapshot', id: snapshot.id } as const;
    return valueOf(await driver.createVolume(asking('copy', 10, MIRROR, source))).id;
  }

  it('a crash is made good by a restart', { timeout: 60_000 }, async () => {
    const counting = await prepared();
    let steps = 0;
    const onStep = (): void => void (steps += 1);
    await story(await counting.world.start({ step: Infinity, moment: 'before', onStep }), counting.volume);
    expect(steps).toBeGreaterThan(15);
    for (let step = 1; step <= steps; step += 1) {
      for (const moment of ['before', 'after'] as const) {
        const { world, volume } = await prepared();
        await attempt(async () => {
          await story(await world.start({ step, moment }), volume);
          return { kind: 'ok', value: undefined };
        });
        const driver = await world.start();
        await driver.resume();
        const copy = await story(driver, volume);
        expect(await world.exportsOnDrives()).toEqual([]);
        const node = await nodeBeside(world, () => driver);
        expect(await node.use(copy, (blocks) => blocks.read(0))).toBe('kept');
        valueOf(await driver.deleteVolume(copy));
        for (const { id } of driver.snapshot().volumes) valueOf(await driver.deleteSnapshot(id));
        valueOf(await driver.deleteVolume(volume));
        await driver.settled();
        expect(await world.legsOnDrives(), `after a crash ${moment} step ${String(step)}`).toEqual([]);
      }
    }
  });
});
