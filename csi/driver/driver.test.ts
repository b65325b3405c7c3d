import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { NodeName, VolumeId } from '../../core/model/ids.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { Driver } from './driver.ts';
import { attempt } from './testing/crash.ts';
import { createDriverWorld, createRequest, NODE_A, NODE_B, publishTo, smallInventory } from './testing/driver-world.ts';
import type { DriverWorld } from './testing/driver-world.ts';

const shown = (outcome: DriverOutcome<unknown>): string =>
  outcome.kind === 'ok' ? 'ok' : `${outcome.code}: ${outcome.message}`;

const NODE_C = 'node-c' as NodeName;

async function created(
  driver: Driver,
  name: string,
  size: number,
  parameters: Readonly<Record<string, string>> = {},
): Promise<VolumeId> {
  const outcome = await driver.createVolume(createRequest(name, size, parameters));
  if (outcome.kind === 'error') throw new Error(outcome.message);
  return outcome.value.id;
}

describe('the driver', () => {
  it('answers not-ready until a configuration is active', async () => {
    const world = await createDriverWorld([]);
    const driver = await world.start();
    expect(driver.ready()).toBe(true);
    expect(shown(await driver.createVolume(createRequest('a', 1)))).toContain(
      'no-capacity: not placed: needs drives, and the configuration declares none',
    );
  });

  it('answers a repeated request with the same volume, and a clash with already-exists', async () => {
    const driver = await (await createDriverWorld()).start();
    const id = await created(driver, 'pvc-1', 10);
    expect(await created(driver, 'pvc-1', 10)).toBe(id);
    expect(await created(driver, 'pvc-1', 10, { 'csi.storage.k8s.io/pvc/name': 'other' })).toBe(id);
    expect(shown(await driver.createVolume(createRequest('pvc-1', 20)))).toBe(
      'already-exists: volume pvc-1 exists, but it has 10 GiB, less than the 20 asked for',
    );
    expect(shown(await driver.createVolume(createRequest('pvc-1', 10, { redundancy: 'true' })))).toMatch(
      /^already-exists/,
    );
  });

  it('tells a second call for a busy volume to come back', async () => {
    const driver = await (await createDriverWorld()).start();
    const [first, second] = await Promise.all([
      driver.createVolume(createRequest('pvc-1', 10)),
      driver.createVolume(createRequest('pvc-1', 10)),
    ]);
    expect([shown(first), shown(second)]).toEqual([
      'ok',
      'busy: another operation on volume name pvc-1 is under way; repeat the request',
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, number, string]>([
    ['a class parameter that does not exist', { typ: 'hdd' }, 1, 'invalid-argument: class parameters: typ: '],
    [
      'a size that no drive holds',
      { striping: 'false' },
      1000,
      'no-capacity: not placed: needs a free HDD of 1001 GiB or more, there is none',
    ],
  ])('refuses %s', async (_, parameters, size, expected) => {
    const driver = await (await createDriverWorld()).start();
    expect(shown(await driver.createVolume(createRequest('pvc-1', size, parameters)))).toContain(expected);
  });

  it('says which rule alone keeps a volume from being placed, and no drives', async () => {
    const spec = { scope: 'Drive', validations: [{ name: 'gold', expression: "'gold' in drive.tags" }] };
    const policy = { apiVersion: 'stowage.dev/v1alpha1', kind: 'PlacementPolicy', metadata: { name: 'rich' }, spec };
    const driver = await (await createDriverWorld([...smallInventory(), policy])).start();
    expect(shown(await driver.createVolume(createRequest('pvc-1', 1)))).toMatch(
      /^no-capacity: not placed: needs a drive that is as policy rich asks .*; it would fit without rule rich\[gold\]$/,
    );
    expect(shown(await driver.createVolume(createRequest('pvc-2', 1000, { striping: 'false' })))).not.toContain(
      'without',
    );
  });

  it('publishes to one node at a time, and destroys exports before it answers', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    const id = await created(driver, 'pvc-1', 10, { redundancy: 'true', encrypt: 'true' });
    const first = await driver.publish(publishTo(NODE_A, id));
    expect(await driver.publish(publishTo(NODE_A, id))).toEqual(first);
    expect(await world.exportsOnDrives()).toHaveLength(2);
    expect(shown(await driver.publish(publishTo(NODE_B, id)))).toBe(
      'published-elsewhere: volume pvc-1 is published to node node-a',
    );
    expect(shown(await driver.publish({ ...publishTo(NODE_A, id), readonly: true }))).toMatch(/^already-exists/);
    expect(shown(await driver.publish(publishTo('nowhere' as typeof NODE_A, id)))).toMatch(/^not-found/);
    expect(shown(await driver.deleteVolume(id))).toBe(
      'in-use: volume pvc-1 is published to node-a; unpublish it first',
    );
    if (first.kind === 'error') throw new Error(first.message);
    const legs = await driver.directory.lookup(first.value.publication);
    expect(legs?.legs.map(({ leg }) => leg)).toHaveLength(2);
    expect(legs?.encryption?.key.reveal()).toHaveLength(64);
    expect(shown(await driver.unpublish({ volume: id, node: undefined }))).toBe('ok');
    expect(await world.exportsOnDrives()).toEqual([]);
    expect(await driver.directory.lookup(first.value.publication)).toBeUndefined();
  });

  it('publishes no more volumes to a node than it takes, whoever leads', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    const [first, second] = [await created(driver, 'pvc-1', 10), await created(driver, 'pvc-2', 10)];
    await driver.registerNode({ name: NODE_C, maximumVolumes: 1 });
    expect(shown(await driver.publish(publishTo(NODE_C, first)))).toBe('ok');
    expect(shown(await driver.publish(publishTo(NODE_C, first)))).toBe('ok');
    const next = await world.start();
    expect(shown(await next.publish(publishTo(NODE_C, second)))).toBe(
      'node-full: node node-c has 1 volumes, and takes 1 at most',
    );
    await next.unpublish({ volume: first, node: NODE_C });
    expect(shown(await next.publish(publishTo(NODE_C, second)))).toBe('ok');
  });

  it('shows one volume as it lists it, with what is wrong with its legs', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    const id = await created(driver, 'pvc-1', 10, { redundancy: 'true' });
    const whole = { abnormal: false, message: 'every leg is in place' };
    expect(await driver.get(id)).toMatchObject({ kind: 'ok', value: { id, publishedTo: [], condition: whole } });
    const [leg] = driver.snapshot().volumes[0]?.legs ?? [];
    if (leg) world.detach(leg.enclosure);
    const message = `leg ${leg?.id ?? ''} on drive ${leg?.drive ?? ''} of enclosure ${leg?.enclosure ?? ''}: its host does not answer`;
    expect(await driver.get(id)).toMatchObject({ kind: 'ok', value: { condition: { abnormal: true, message } } });
    expect(await driver.list({ after: undefined, limit: 9 })).toMatchObject({
      value: { volumes: [{ id, condition: { abnormal: true, message } }] },
    });
    await driver.deleteVolume(id);
    expect(shown(await driver.get(id))).toBe(`not-found: there is no volume ${id}`);
  });

  it('grows legs in place, as far as the drive goes', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    const slice = await created(driver, 'slice', 10, { type: 'slice' });
    const blocked = await created(driver, 'blocked', 10, { type: 'slice' });
    const grow = (volume: VolumeId, size: number) =>
      driver.expand({ volume, size: { required: gib(size), limit: undefined } });
    expect(shown(await grow(blocked, 15))).toBe('ok');
    expect(shown(await grow(slice, 11))).toMatch(/^out-of-range: leg .* can grow to 11 GiB, and 12 GiB are needed/);
    expect(shown(await grow(slice, 5))).toBe('ok');
    expect((await world.legsOnDrives()).map((leg) => leg.split(' ')[2])).toEqual(['1+11', '12+16']);
  });

  it('keeps the last good configuration when a proposal would take drives with data away', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    await created(driver, 'pvc-1', 10, { storageGroup: 'sg-a' });
    await world.propose(smallInventory().filter(({ metadata }) => metadata.name !== 'box-a'));
    const verdict = await driver.consider();
    expect(verdict?.kind === 'refused' && verdict.findings.map(({ code }) => code)).toEqual(['plan/holds-data']);
    expect(driver.snapshot().active?.revision.number).toBe(1);
    expect(await driver.consider()).toEqual(verdict);
  });
});

describe('what goes wrong around the driver', () => {
  it('writes nothing any more once the store has not said whether it wrote', async () => {
    const world = await createDriverWorld();
    const driver = await world.start({ step: 6, moment: 'after' });
    await expect(driver.createVolume(createRequest('pvc-1', 10))).rejects.toMatchObject({ code: 'outcome-unknown' });
    await expect(driver.createVolume(createRequest('pvc-2', 10))).rejects.toMatchObject({ code: 'outcome-unknown' });
    await expect(driver.resume()).rejects.toMatchObject({ code: 'outcome-unknown' });
    const next = await world.start();
    expect(await next.resume()).toBe(0);
    await expectNothingLeaked(world, next);
  });

  it('neither activates nor places once another driver leads', async () => {
    const world = await createDriverWorld();
    const old = await world.start();
    const leader = await world.start();
    await created(leader, 'pvc-1', 10);
    await world.propose(smallInventory().filter(({ metadata }) => metadata.name === 'main'));
    await expect(old.consider()).rejects.toMatchObject({ code: 'deposed' });
    await expect(old.createVolume(createRequest('pvc-2', 10))).rejects.toMatchObject({ code: 'deposed' });
    await expect(old.resume()).rejects.toMatchObject({ code: 'deposed' });
  });

  it('finishes a growth that was cut off before it takes the next size', async () => {
    const world = await createDriverWorld();
    const first = await world.start();
    const id = await created(first, 'pvc-1', 10);
    const grow = (driver: Driver, size: number) =>
      driver.expand({ volume: id, size: { required: gib(size), limit: undefined } });
    const failing = await world.start({ step: 5, moment: 'before' });
    expect(await attempt(() => grow(failing, 20))).toBe('crashed');
    const driver = await world.start();
    expect(await grow(driver, 30)).toEqual({ kind: 'ok', value: { size: 30, nodeExpansionRequired: true } });
    await expectNothingLeaked(world, driver);
  });

  it('places an encrypted volume where there is a key', async () => {
    const [main, ...boxes] = smallInventory();
    const keyed = {
      ...main!,
      spec: { composable: { storageGroups: ['sg-a'], encryption: { secretRef: { name: 'keys' } } } },
    };
    const plain = { ...main!, metadata: { name: 'plain' }, spec: { composable: { storageGroups: ['sg-b'] } } };
    const driver = await (await createDriverWorld([keyed, plain, ...boxes])).start();
    for (const name of ['pvc-1', 'pvc-2', 'pvc-3']) await created(driver, name, 10, { encrypt: 'true' });
    expect(new Set(driver.snapshot().volumes.map(({ backend }) => backend))).toEqual(new Set(['main']));
    expect(
      shown(await driver.createVolume(createRequest('pvc-4', 10, { encrypt: 'true', storageGroup: 'sg-b' }))),
    ).toMatch(/^invalid-argument: encrypt: backend plain names no secret/);
  });

  it('reads the secret that backends share once for each volume', async () => {
    const [main, ...boxes] = smallInventory();
    const backends = ['a', 'b'].map((group) => ({
      ...main!,
      metadata: { name: `main-${group}` },
      spec: { composable: { storageGroups: [`sg-${group}`], encryption: { secretRef: { name: 'keys' } } } },
    }));
    let reads = 0;
    const read = () => Promise.resolve(new Uint8Array(32).fill((reads += 1)));
    const driver = await (await createDriverWorld([...backends, ...boxes], { secrets: { read } })).start();
    for (const name of ['pvc-1', 'pvc-2']) await created(driver, name, 10, { encrypt: 'true' });
    expect(reads).toBe(2);
  });
});

/** What each volume of CSI has on the drives must be what stands there, and nothing else may. */
async function expectNothingLeaked(world: DriverWorld, driver: Driver): Promise<void> {
  const { volumes, publications } = driver.snapshot();
  const legs = volumes.flatMap((volume) =>
    volume.legs.map(({ id, drive, extent }) => `${id} ${drive} ${String(extent.start)}+${String(extent.length)}`),
  );
  expect(await world.legsOnDrives()).toEqual(legs.sort());
  const exports = publications.flatMap(({ node, exports: list }) => list.map(({ leg }) => `${leg} ${node}`));
  expect(await world.exportsOnDrives()).toEqual(exports.sort());
}
