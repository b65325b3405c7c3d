import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { LegId, VolumeId } from '../../core/model/ids.ts';
import type { DriverErrorCode, DriverOutcome } from '../services/outcome.ts';
import { legContentsIn } from '../simulation/leg-contents.ts';
import { volumeKey } from '../volume-key.ts';
import type { ArrayMember, DevicePath, GrowArray, LegToConnect } from './node-host.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { MIRROR, nodeRig } from './testing/node-rig.ts';
import type { NodeRig } from './testing/node-rig.ts';

const OK = { kind: 'ok', value: undefined };
const refused = (code: DriverErrorCode) => ({ kind: 'error', code });

function valueOf<Value>(outcome: DriverOutcome<Value>): Value {
  if (outcome.kind === 'error') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

const toConnect = ({ publication, legs }: PublishedLegs): LegToConnect[] =>
  legs.flatMap(({ leg, export: reachable }) => (reachable ? [{ leg, publication, ...reachable }] : []));

const connectAll = async ({ host }: NodeRig, published: PublishedLegs): Promise<ArrayMember[]> =>
  Promise.all(
    toConnect(published).map(async (leg) => ({
      leg: leg.leg,
      device: valueOf(await host.connectLeg(leg)),
      dropped: false,
      rebuilding: false,
      zeroed: true,
    })),
  );

/** A volume on two legs, assembled. */
async function assembled() {
  const rig = await nodeRig();
  const published = await rig.publish(MIRROR);
  const members = await connectAll(rig, published);
  const { volume, layout, size } = published;
  const array = { volume, layout, size, encrypted: false, made: false, members };
  const device = valueOf(await rig.host.assembleArray(array));
  return { rig, host: rig.host, published, array, volume, device };
}

const grown = ({ volume, layout }: PublishedLegs, size: number): GrowArray => ({
  volume,
  layout,
  size: gib(size),
  encrypted: false,
  legs: 2,
  zeroed: true,
});

const container = (volume: VolumeId, key = randomBytes(64)) => ({
  volume,
  made: false,
  encryption: { key: volumeKey(key), salt: 'ab'.repeat(32), keyGeneration: 1 },
});

describe('the array of a simulated node', () => {
  it('assembles again from the same members in the same order', async () => {
    const { host, array, volume, device } = await assembled();
    expect(await host.assembleArray(array)).toEqual({ kind: 'ok', value: device });
    expect(await host.stopArray(volume)).toEqual(OK);
    expect(await host.assembleArray(array)).toEqual({ kind: 'ok', value: device });
  });

  it.each([
    { what: 'in another order', change: ([one, other]: ArrayMember[]) => [other!, one!], code: 'unsupported' },
    { what: 'without its first member', change: ([, other]: ArrayMember[]) => [other!], code: 'unsupported' },
    {
      what: 'without a member that is not dropped',
      change: ([one, other]: ArrayMember[]) => [one!, { ...other!, device: undefined }],
      code: 'unavailable',
    },
    {
      what: 'where every member is dropped',
      change: (members: ArrayMember[]) => members.map((member) => ({ ...member, dropped: true })),
      code: 'unavailable',
    },
  ] as const)('does not assemble $what', async ({ change, code }) => {
    const { host, array, volume } = await assembled();
    await host.stopArray(volume);
    expect(await host.assembleArray({ ...array, members: change(array.members) })).toMatchObject(refused(code));
    expect(await host.arrayHealth(volume)).toMatchObject(refused('not-staged'));
  });

  it('does not take in a member that was wiped, nor one of another volume', async () => {
    const { rig, host, array, volume } = await assembled();
    await host.stopArray(volume);
    const other = await rig.publish();
    const [blank] = await connectAll(rig, other);
    const mixed = { ...array, members: [array.members[0]!, blank!] };
    expect(await host.assembleArray(mixed)).toMatchObject(refused('unsupported'));
    expect(await host.assembleArray({ ...array, volume: other.volume })).toMatchObject(refused('unsupported'));
  });

  it('is made of all of its legs or not at all', async () => {
    const rig = await nodeRig();
    const published = await rig.publish(MIRROR);
    const [one, other] = await connectAll(rig, published);
    const { volume, layout, size } = published;
    for (const second of [
      { ...other!, device: undefined, dropped: true },
      { ...other!, dropped: true },
    ]) {
      const array = { volume, layout, size, encrypted: false, made: false, members: [one!, second] };
      expect(await rig.host.assembleArray(array)).toMatchObject({ kind: 'error' });
    }
    expect(await legContentsIn(rig.store).read(one!.leg)).toBeUndefined();
  });

  it('is made to the end where a crash left only part of its superblocks', async () => {
    const rig = await nodeRig();
    const published = await rig.publish(MIRROR);
    const { volume, layout, size, legs } = published;
    const superblock = {
      volume,
      layout,
      position: 1,
      size,
      events: 1,
      inSync: [0, 1],
      rebuild: undefined,
      changed: [],
      blocks: {},
    };
    await legContentsIn(rig.store).write(new Map([[legs[1]!.leg, superblock]]));
    const members = await connectAll(rig, published);
    expect(
      await rig.host.assembleArray({ volume, layout, size, encrypted: false, made: false, members }),
    ).toMatchObject({
      kind: 'ok',
    });
  });
});

describe('what was in use and reads blank on a simulated node', () => {
  it('is not made anew: an array', async () => {
    const rig = await nodeRig();
    const published = await rig.publish(MIRROR);
    const { volume, layout, size } = published;
    const array = { volume, layout, size, encrypted: false, made: true, members: await connectAll(rig, published) };
    expect(await rig.host.assembleArray(array)).toMatchObject(refused('unsupported'));
    expect(await legContentsIn(rig.store).read(published.legs[0]!.leg)).toBeUndefined();
  });

  it('is not made anew: a container, a filesystem', async () => {
    const { host, volume, device } = await assembled();
    expect(await host.unlock({ ...container(volume), made: true })).toMatchObject(refused('unsupported'));
    expect(await host.makeFilesystem({ device, fsType: 'ext4', made: true })).toMatchObject(refused('unsupported'));
  });
});

describe('what is in use on a simulated node', () => {
  it('cannot be taken away from below', async () => {
    const { rig, host, published, volume } = await assembled();
    const device = valueOf(await host.unlock(container(volume)));
    valueOf(await host.makeFilesystem({ device, fsType: 'ext4', made: false }));
    valueOf(await host.mount({ device, path: rig.staging, fsType: 'ext4', flags: [] }));
    const { leg } = published.legs[0]!;
    const steps = [
      () => host.disconnectLeg(leg),
      () => host.stopArray(volume),
      () => host.lock(volume),
      () => host.unmount(rig.staging),
    ];
    for (const step of steps.slice(0, 3)) expect(await step()).toMatchObject(refused('in-use'));
    for (const step of steps.toReversed()) expect(await step()).toEqual(OK);
    for (const step of steps) expect(await step()).toEqual(OK);
  });

  it('keeps its address and its mount point', async () => {
    const { rig, host, published, device } = await assembled();
    const [own] = toConnect(published);
    const elsewhere = { ...own!, address: { ...own!.address, target: 'nqn.2014-08.org.example:other' } };
    expect(await host.connectLeg(elsewhere)).toMatchObject(refused('already-exists'));
    const mount = { device, path: rig.staging, fsType: 'ext4', flags: [] } as const;
    expect(await host.mount(mount)).toEqual(OK);
    const other = { ...mount, device: '/dev/simulated/md-other' as DevicePath };
    expect(await host.mount(other)).toMatchObject(refused('already-exists'));
  });
});

describe('an encrypted volume on a simulated node', () => {
  it('opens with its own key alone', async () => {
    const { host, volume } = await assembled();
    const own = container(volume);
    const device = valueOf(await host.unlock(own));
    expect(await host.lock(volume)).toEqual(OK);
    expect(await host.unlock(container(volume))).toMatchObject(refused('unsupported'));
    expect(await host.unlock(own)).toEqual({ kind: 'ok', value: device });
  });

  it('is never made over a filesystem', async () => {
    const { host, volume, device } = await assembled();
    valueOf(await host.makeFilesystem({ device, fsType: 'xfs', made: false }));
    expect(await host.unlock(container(volume))).toMatchObject(refused('unsupported'));
  });

  it('takes no filesystem in place of its container', async () => {
    const { host, volume, device } = await assembled();
    valueOf(await host.unlock(container(volume)));
    expect(await host.makeFilesystem({ device, fsType: 'ext4', made: false })).toMatchObject(refused('unsupported'));
  });

  it('leaves no key in the store', async () => {
    const { rig, host, volume } = await assembled();
    const bytes = randomBytes(64);
    await host.unlock(container(volume, bytes));
    const text = (await rig.store.list('')).map(({ value }) => value).join();
    for (const encoding of ['hex', 'base64'] as const) expect(text).not.toContain(bytes.toString(encoding));
  });
});

describe('a filesystem on a simulated node', () => {
  it('is made once and never anew', async () => {
    const { host, device } = await assembled();
    for (const fsType of ['ext4', 'ext4'] as const)
      expect(await host.makeFilesystem({ device, fsType, made: false })).toEqual(OK);
    expect(await host.makeFilesystem({ device, fsType: 'xfs', made: false })).toMatchObject(refused('unsupported'));
  });

  it('is shown only where it is mounted', async () => {
    const { rig, host, device } = await assembled();
    const bind = {
      source: { kind: 'filesystem', path: rig.staging },
      target: rig.target('pod'),
      readonly: false,
    } as const;
    expect(await host.bind(bind)).toMatchObject(refused('not-staged'));
    expect(await host.usage(bind.source)).toMatchObject(refused('not-found'));
    valueOf(await host.mount({ device, path: rig.staging, fsType: 'ext4', flags: [] }));
    expect(await host.bind(bind)).toEqual(OK);
    expect(await host.bind(bind)).toEqual(OK);
  });

  it('is not shown at a folder for a device, nor over another volume', async () => {
    const { rig, host, device, volume } = await assembled();
    const target = rig.target('pod');
    await mkdir(target);
    const bind = { source: { kind: 'device', device }, target, readonly: false } as const;
    expect(await host.bind(bind)).toMatchObject(refused('already-exists'));
    expect(await host.stopArray(volume)).toEqual(OK);
    expect(await host.bind(bind)).toMatchObject(refused('not-staged'));
  });
});

describe('growing on a simulated node', () => {
  it('needs what is to grow, and never shrinks it', async () => {
    const { host, published, volume, device } = await assembled();
    const size = async () => valueOf(await host.usage({ kind: 'device', device })).bytes.total;
    for (const to of [12, 11]) expect(await host.growArray(grown(published, to))).toEqual(OK);
    expect(await size()).toBe(12n * 2n ** 30n);
    const unknown = randomUUID() as VolumeId;
    expect(await host.growArray({ ...grown(published, 12), volume: unknown })).toMatchObject(refused('not-staged'));
    expect(await host.growEncryption(container(volume))).toMatchObject(refused('not-staged'));
    expect(await host.growFilesystem('/nowhere')).toMatchObject(refused('not-staged'));
  });
});

describe('a leg that nobody connected', () => {
  it('is disconnected', async () => {
    const { host } = await nodeRig();
    expect(await host.disconnectLeg(randomUUID() as LegId)).toEqual(OK);
  });
});
