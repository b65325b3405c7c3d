import { describe, expect, it } from 'vitest';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { IoLimits } from '../../core/model/attributes.ts';
import type { PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { Driver } from './driver.ts';
import { createDriverWorld, createRequest, NODE_A, publishTo, smallInventory } from './testing/driver-world.ts';

const OK = { kind: 'ok', value: undefined };
const SLOW = { maxIops: '100' };
const LIMITED: IoLimits = { readIops: 100, writeIops: 100 };

/** Boxes behind an uplink of 10 Gbit/s each. */
function behindUplinks(): readonly DeclaredObject[] {
  const topology = {
    apiVersion: 'stowage.dev/v1alpha1',
    kind: 'Topology',
    metadata: { name: 'hall' },
    spec: {
      bandwidthDomains: ['row-a', 'row-b'].map((name) => ({ name, bandwidth: '10G', reaches: ['row-a', 'row-b'] })),
    },
  };
  const rest = smallInventory().map((object) => {
    if (object.kind !== 'Enclosure') return object;
    const { spec } = object as DeclaredObject & { readonly spec: object };
    return { ...object, spec: { ...spec, bandwidthDomain: object.metadata.name.replace('box', 'row') } };
  });
  return [topology, ...rest];
}

async function volumeOn(
  driver: Driver,
  name: string,
  attributes?: Readonly<Record<string, string>>,
): Promise<VolumeId> {
  const request = { ...createRequest(name, 10, { type: 'slice' }), ...(attributes && { attributes }) };
  const created = await driver.createVolume(request);
  if (created.kind === 'error') throw new Error(created.message);
  return created.value.id;
}

async function withVolume(attributes?: Readonly<Record<string, string>>, objects?: readonly DeclaredObject[]) {
  const world = await createDriverWorld(objects);
  const driver = await world.start();
  const volume = await volumeOn(driver, 'db-0', attributes);
  return { world, driver, volume };
}

async function published(driver: Driver, volume: VolumeId): Promise<PublicationId> {
  const done = await driver.publish(publishTo(NODE_A, volume));
  if (done.kind === 'error') throw new Error(done.message);
  return done.value.publication;
}

const recordOf = (driver: Driver, name = 'db-0') => {
  const found = driver.snapshot().volumes.find((each) => each.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};

describe('modifying a volume that no node has', () => {
  it('changes what is named and nothing else, and a repeat changes nothing', async () => {
    const { driver, volume } = await withVolume({ maxIops: '500', tags: 'a' });
    expect(recordOf(driver).attributes).toEqual({ maxIops: '500', tags: 'a' });
    for (const time of ['once', 'again']) {
      expect(await driver.modify({ volume, attributes: { ...SLOW, 'csi.storage.k8s.io/pvc/name': 'x' } })).toEqual(OK);
      expect(recordOf(driver).attributes, time).toEqual({ maxIops: '100', tags: 'a' });
    }
    expect(driver.operations()).toEqual([]);
  });

  it.each([{ color: 'red' }, { maxIops: '1', burstIops: '2' }, { maxIops: '1', maxBandwidth: 'fast' }])(
    'refuses %j whole, then and at its creation',
    async (attributes) => {
      const { driver, volume } = await withVolume(SLOW);
      expect(await driver.modify({ volume, attributes })).toMatchObject({ code: 'invalid-argument' });
      expect(recordOf(driver).attributes).toEqual(SLOW);
      const created = await driver.createVolume({ ...createRequest('new', 10, { type: 'slice' }), attributes });
      expect(created).toMatchObject({ code: 'invalid-argument' });
      expect(driver.snapshot().volumes).toHaveLength(1);
    },
  );

  it('refuses what would contradict what it has', async () => {
    const { driver, volume } = await withVolume({ maxBandwidth: '1M' });
    expect(await driver.modify({ volume, attributes: { minBandwidth: '2M' } })).toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('that is not there', async () => {
    const { driver } = await withVolume();
    expect(await driver.modify({ volume: 'gone' as VolumeId, attributes: { color: 'red' } })).toMatchObject({
      code: 'not-found',
    });
  });

  it('happens when it is asked for again with other attributes', async () => {
    const { driver, volume } = await withVolume(SLOW);
    expect(await volumeOn(driver, 'db-0', { maxIops: '900' })).toBe(volume);
    expect(recordOf(driver).attributes).toEqual({ maxIops: '900' });
    expect(await volumeOn(driver, 'db-0')).toBe(volume);
    expect(recordOf(driver).attributes).toEqual({ maxIops: '900' });
  });

  it.each([
    [SLOW, 'confirmed'],
    [{ maxIops: '900' }, 'refused'],
    [{ color: 'red' }, 'refused'],
    [{}, 'confirmed'],
  ])('%j is %s of one that has maxIops 100', async (attributes, kind) => {
    const { driver, volume } = await withVolume(SLOW);
    const { capabilities } = createRequest('db-0', 10);
    const validated = await driver.validate({ volume, capabilities, parameters: {}, attributes });
    expect(validated).toMatchObject({ kind: 'ok', value: { kind } });
  });
});

describe('modifying a volume that a node has', () => {
  it('is under way until the node keeps to it, over a restart as well', async () => {
    const { world, driver: first, volume } = await withVolume();
    const publication = await published(first, volume);
    expect(await first.modify({ volume, attributes: SLOW })).toMatchObject({ code: 'unavailable' });
    const driver = await world.start();
    expect(driver.operations()).toMatchObject([{ id: `modify/${volume}`, kind: 'modify', node: NODE_A }]);
    expect(recordOf(driver).attributes).toBeUndefined();
    expect(await driver.directory.lookup(publication)).toMatchObject({ limits: LIMITED });
    expect(await driver.directory.limits([{ publication, limits: {}, why: undefined }])).toEqual([
      { publication, limits: LIMITED },
    ]);
    expect(driver.operations()).toHaveLength(1);
    expect(await driver.directory.limits([{ publication, limits: LIMITED, why: undefined }])).toEqual([]);
    expect(driver.operations()).toEqual([]);
    expect(recordOf(driver).attributes).toEqual(SLOW);
    expect(await driver.modify({ volume, attributes: SLOW })).toEqual(OK);
  });

  it('says why the node cannot', async () => {
    const { driver, volume } = await withVolume();
    const publication = await published(driver, volume);
    await driver.modify({ volume, attributes: SLOW });
    await driver.directory.limits([{ publication, limits: LIMITED, why: 'no cgroup v2' }]);
    const refused = { code: 'unsupported', message: `node ${NODE_A} cannot limit volume db-0: no cgroup v2` };
    expect(await driver.modify({ volume, attributes: SLOW })).toMatchObject(refused);
    expect(driver.operations()).toMatchObject([{ standing: { kind: 'stuck', step: 'limit-on-node' } }]);
  });

  it('ends where the node gives the volume up', async () => {
    const { driver, volume } = await withVolume();
    await published(driver, volume);
    await driver.modify({ volume, attributes: SLOW });
    await driver.unpublish({ volume, node: NODE_A });
    expect(await driver.resume()).toBe(0);
    expect(recordOf(driver).attributes).toEqual(SLOW);
  });

  it('can be abandoned: the node is told what held before', async () => {
    const { driver, volume } = await withVolume({ maxIops: '900' });
    const publication = await published(driver, volume);
    await driver.modify({ volume, attributes: SLOW });
    const [operation] = driver.operations();
    expect(await driver.abandonOperation({ operation: operation!.id, by: 'admin' })).toEqual(OK);
    await driver.settled();
    expect(driver.operations()).toEqual([]);
    expect(await driver.directory.limits([{ publication, limits: LIMITED, why: undefined }])).toEqual([
      { publication, limits: { readIops: 900, writeIops: 900 } },
    ]);
  });

  it('goes on with what another change names meanwhile', async () => {
    const { driver, volume } = await withVolume();
    const publication = await published(driver, volume);
    await driver.modify({ volume, attributes: SLOW });
    await driver.modify({ volume, attributes: { maxIops: '7', tags: 'a' } });
    await driver.directory.limits([{ publication, limits: { readIops: 7, writeIops: 7 }, why: undefined }]);
    expect(recordOf(driver).attributes).toEqual({ maxIops: '7', tags: 'a' });
  });
});

describe('minBandwidth', () => {
  const reserved = (driver: Driver, name?: string) => recordOf(driver, name).bandwidthPerLeg ?? 0;

  it('is reserved of the uplink in place of what the class says, and is given back', async () => {
    const { driver, volume } = await withVolume({ minBandwidth: '500M' }, behindUplinks());
    expect(reserved(driver)).toBe(4e9);
    expect(await driver.modify({ volume, attributes: { minBandwidth: '1G' } })).toEqual(OK);
    expect(reserved(driver)).toBe(8e9);
    expect(await driver.modify({ volume, attributes: { minBandwidth: 'none' } })).toEqual(OK);
    expect(reserved(driver)).toBe(0);
  });

  it('is refused where the uplink has no more, and nothing changes', async () => {
    const { driver, volume } = await withVolume({ minBandwidth: '1G', maxIops: '5' }, behindUplinks());
    const attributes = { minBandwidth: '2G', maxIops: '6' };
    const message = expect.stringMatching(/8 Gbit\/s more are needed of the uplink of row-., and 2 Gbit\/s/) as unknown;
    expect(await driver.modify({ volume, attributes })).toMatchObject({ code: 'no-capacity', message });
    expect(recordOf(driver)).toMatchObject({ attributes: { minBandwidth: '1G', maxIops: '5' }, bandwidthPerLeg: 8e9 });
  });

  it('holds the larger of the two while it is under way, and what was before when it is abandoned', async () => {
    const { driver, volume } = await withVolume({ minBandwidth: '1G' }, behindUplinks());
    await published(driver, volume);
    await driver.modify({ volume, attributes: { minBandwidth: '500M', ...SLOW } });
    expect(reserved(driver)).toBe(8e9);
    await driver.abandonOperation({ operation: driver.operations()[0]!.id, by: 'admin' });
    expect(reserved(driver)).toBe(8e9);
    expect(await driver.modify({ volume, attributes: { minBandwidth: '100M' } })).toMatchObject({});
  });
});
