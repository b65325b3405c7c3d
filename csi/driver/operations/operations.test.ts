import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { DeclaredObject } from '../../../core/model/configuration.ts';
import type { BackendName, VolumeId } from '../../../core/model/ids.ts';
import { smallInventory } from '../testing/driver-world.ts';
import type { Driver } from '../driver.ts';
import { createDriverWorld, createRequest, NODE_A, publishTo } from '../testing/driver-world.ts';
import type { DriverWorld } from '../testing/driver-world.ts';
import { BOXES, wakeAll } from '../testing/volume-story.ts';
import type { Operation, OperationKind } from './operation.ts';

const SLICE = createRequest('db-0', 10, { type: 'slice' });

/** A volume, and how an operation on it gets stuck once no host answers. */
const STUCK: Readonly<
  Record<Exclude<OperationKind, 'fence' | 'rejoin' | 'modify'>, (driver: Driver, deaf: () => void) => Promise<unknown>>
> = {
  create: async (driver, deaf) => {
    deaf();
    await driver.createVolume(SLICE);
  },
  expand: async (driver, deaf) => {
    const volume = await made(driver);
    deaf();
    await driver.expand({ volume, size: { required: gib(20), limit: undefined } });
  },
  delete: async (driver, deaf) => {
    const volume = await made(driver);
    deaf();
    await driver.deleteVolume(volume);
    await driver.settled();
  },
  publish: async (driver, deaf) => {
    const volume = await made(driver);
    deaf();
    await driver.publish(publishTo(NODE_A, volume));
  },
  unpublish: async (driver, deaf) => {
    const volume = await made(driver);
    await driver.publish(publishTo(NODE_A, volume));
    deaf();
    await driver.unpublish({ volume, node: NODE_A });
  },
};

async function made(driver: Driver): Promise<VolumeId> {
  const created = await driver.createVolume(SLICE);
  if (created.kind === 'error') throw new Error(created.message);
  return created.value.id;
}

async function stuck(kind: keyof typeof STUCK): Promise<{ world: DriverWorld; driver: Driver; operation: Operation }> {
  const world = await createDriverWorld();
  const driver = await world.start();
  await STUCK[kind](driver, () => {
    for (const box of BOXES) world.silence(box, 'deaf');
  });
  const [operation] = driver.operations();
  if (!operation) throw new Error('nothing is under way');
  return { world, driver, operation };
}

const STEPS: Readonly<Record<keyof typeof STUCK, string>> = {
  create: 'cut-legs',
  expand: 'grow-legs',
  delete: 'wipe-legs',
  publish: 'record-published',
  unpublish: 'record-withdrawn',
};

const KINDS = Object.keys(STUCK) as (keyof typeof STUCK)[];

describe.each(KINDS)('%s, whose host does not answer', (kind) => {
  it('is listed with its step, since when and why', async () => {
    const { driver, operation } = await stuck(kind);
    expect(driver.operations()).toHaveLength(1);
    expect(operation).toMatchObject({
      kind,
      volumeName: 'db-0',
      since: '1970-01-01T00:00:00.000Z',
      standing: { kind: 'stuck', step: STEPS[kind], attempts: 1, nextAttempt: '1970-01-01T00:00:05.000Z' },
    });
    expect(operation.standing).toHaveProperty('why', expect.stringMatching(/enclosure box-[ab] does not answer/));
    expect(operation.enclosures).toHaveLength(1);
  });

  it('waits after a restart, is tried by whoever asks, and is listed no more when done', async () => {
    const { world, operation } = await stuck(kind);
    const driver = await world.start();
    expect(driver.operations()).toMatchObject([{ id: operation.id, standing: { kind: 'waiting' } }]);
    expect(await driver.retryOperation(operation.id)).toMatchObject({ kind: 'error', code: 'unavailable' });
    await wakeAll(world);
    expect(await driver.retryOperation(operation.id)).toEqual({ kind: 'ok', value: undefined });
    expect(driver.operations()).toEqual([]);
  });

  it('says what is left of each step, by what hosts find', async () => {
    const { world, driver, operation } = await stuck(kind);
    const leg = (await world.observe()).flatMap(({ legs }) => legs.map((each) => each.leg));
    const [examined] = await driver.examineOperations(operation.id);
    expect(examined?.steps).toMatchObject([{ left: kind === 'create' ? [{}] : leg }]);
    await wakeAll(world);
    await driver.retryOperation(operation.id);
    expect(await driver.examineOperations(operation.id)).toEqual([]);
  });

  it('is not tried again before it is due, unless its host is back', async () => {
    const { world, driver } = await stuck(kind);
    await wakeAll(world);
    expect(await driver.resume('due')).toBe(0);
    expect(driver.operations()).toHaveLength(1);
    for (const box of BOXES) driver.awaitReport(box);
    await driver.resume('due');
    expect(driver.operations()).toEqual([]);
  });

  it('is tried again once a secret of its backend is another, and not for one of another backend', async () => {
    const { world, driver } = await stuck(kind);
    await wakeAll(world);
    driver.secretChanged(['other' as BackendName]);
    await driver.resume('due');
    expect(driver.operations()).toHaveLength(1);
    driver.secretChanged(['other' as BackendName, 'main' as BackendName]);
    await driver.resume('due');
    expect(driver.operations()).toEqual([]);
  });
});

describe('an operation that is given up', () => {
  it.each<[keyof typeof STUCK, { size: number; legs: number; exports: number } | 'no volume']>([
    ['create', 'no volume'],
    ['expand', { size: 10, legs: 1, exports: 0 }],
    ['publish', { size: 10, legs: 1, exports: 0 }],
  ])('%s leaves nothing half done', async (kind, left) => {
    const { world, driver, operation } = await stuck(kind);
    const abandoned = await driver.abandonOperation({ operation: operation.id, by: 'admin' });
    expect(abandoned).toEqual({ kind: 'ok', value: undefined });
    await driver.settled();
    await wakeAll(world);
    await driver.resume();
    expect(driver.operations()).toEqual([]);
    const { volumes } = driver.snapshot();
    const seen = { legs: (await world.legsOnDrives()).length, exports: (await world.exportsOnDrives()).length };
    expect(volumes.map(({ size }) => ({ size, ...seen }))).toEqual(left === 'no volume' ? [] : [left]);
    if (left === 'no volume') expect(seen).toEqual({ legs: 0, exports: 0 });
    expect(await driver.decisions()).toMatchObject([
      { kind: 'abandon-operation', by: 'admin', operation: operation.id },
    ]);
  });

  it('expand can be asked for again, for less', async () => {
    const { world, driver, operation } = await stuck('expand');
    await driver.abandonOperation({ operation: operation.id, by: 'admin' });
    await wakeAll(world);
    const expand = { volume: operation.volume, size: { required: gib(15), limit: undefined } };
    expect(await driver.expand(expand)).toMatchObject({ kind: 'ok', value: { size: 15 } });
    expect(driver.snapshot().volumes).toMatchObject([{ size: 15, legs: [{ extent: { length: 21 } }] }]);
  });

  it.each<[keyof typeof STUCK, RegExp]>([
    ['unpublish', /an export of volume db-0 may still stand/],
    ['delete', /volume db-0 still has data on eui/],
  ])('%s is not, where it would do harm', async (kind, why) => {
    const { driver, operation } = await stuck(kind);
    const refused = await driver.abandonOperation({ operation: operation.id, by: 'admin' });
    expect(refused).toMatchObject({
      kind: 'error',
      code: 'unsupported',
      message: expect.stringMatching(why) as unknown,
    });
    expect(driver.operations()).toHaveLength(1);
  });

  it('delete is, once its drive is declared lost; then the enclosure can go', async () => {
    const { world, driver, operation } = await stuck('delete');
    await world.propose(smallInventory().map(withFailedDrives));
    expect(await driver.consider()).toMatchObject({ kind: 'activated' });
    expect(await driver.abandonOperation({ operation: operation.id, by: 'admin' })).toMatchObject({ kind: 'ok' });
    expect(driver.snapshot().volumes).toEqual([]);
    expect(driver.operations()).toEqual([]);
    await world.propose(
      smallInventory().filter(({ metadata }) => !operation.enclosures.includes(metadata.name as never)),
    );
    expect(await driver.consider()).toMatchObject({ kind: 'activated' });
  });

  it('is told apart from one that is not there', async () => {
    const driver = await (await createDriverWorld()).start();
    const operation = 'create/x' as Operation['id'];
    expect(await driver.retryOperation(operation)).toMatchObject({ code: 'not-found' });
    expect(await driver.abandonOperation({ operation, by: 'admin' })).toMatchObject({ code: 'not-found' });
  });
});

/** As a person would declare it whose enclosures burnt down. */
function withFailedDrives(object: DeclaredObject): DeclaredObject {
  if (object.kind !== 'Enclosure' || !('spec' in object)) return object;
  const spec = object.spec as { readonly drives: readonly object[] };
  const failed = { ...spec, drives: spec.drives.map((drive) => ({ ...drive, state: 'failed' })) };
  return Object.assign({}, object, { spec: failed });
}
