import { existsSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { VolumeCapability } from '../services/driver-port.ts';
import { writeAll } from '../records.ts';
import { failed } from '../services/outcome.ts';
import type { DriverErrorCode } from '../services/outcome.ts';
import { legContentsIn, wipeContent } from '../simulation/leg-contents.ts';
import type { NodeHost } from './node-host.ts';
import { kubelet } from './testing/kubelet.ts';
import { BLOCK, MOUNT, nodeRig } from './testing/node-rig.ts';
import type { NodeRig, VolumeOptions } from './testing/node-rig.ts';
import { LOCKED } from './testing/told-directory.ts';

const OK = { kind: 'ok', value: undefined };
const refused = (code: DriverErrorCode) => ({ kind: 'error', code });

async function staged(options: VolumeOptions = {}, capability: VolumeCapability = MOUNT) {
  const rig = await nodeRig();
  const published = await rig.publish(options);
  const calls = kubelet(rig, published, capability);
  expect(await calls.stage(rig.driver)).toEqual(OK);
  return { rig, published, calls, driver: rig.driver };
}

const observed = async ({ host }: NodeRig) => {
  const observation = await host.observe();
  return observation.kind === 'ok' ? observation.value : undefined;
};

describe('a volume on a node', () => {
  it.each([
    { what: 'a filesystem on one leg', options: {}, capability: MOUNT },
    { what: 'a filesystem on a mirror', options: { legs: 2, layout: 'mirror' }, capability: MOUNT },
    { what: 'an encrypted filesystem', options: { encrypted: true }, capability: MOUNT },
    { what: 'a block device on four legs', options: { legs: 4, layout: 'striped-mirror' }, capability: BLOCK },
    { what: 'an encrypted block device', options: { encrypted: true }, capability: BLOCK },
  ] as const)('comes up and goes without a trace: $what', async ({ options, capability }) => {
    const { rig, published, calls, driver } = await staged(options, capability);
    expect(await calls.publish(driver)).toEqual(OK);
    expect(statSync(rig.target('pod')).isDirectory()).toBe(capability.kind === 'mount');
    expect(await observed(rig)).toEqual({
      connectedLegs: [...published.legs.map(({ leg }) => leg)].sort(),
      arrays: [published.volume],
      unlocked: published.encryption ? [published.volume] : [],
      mounts: expect.arrayContaining([rig.target('pod')]) as unknown,
    });

    expect(await calls.unpublish(driver)).toEqual(OK);
    expect(existsSync(rig.target('pod'))).toBe(false);
    expect(await calls.unstage(driver)).toEqual(OK);
    expect(await rig.traces()).toEqual([]);
  });

  it('keeps its filesystem when it comes back by another publication', async () => {
    const { rig, published, calls, driver } = await staged({ encrypted: true });
    await calls.unstage(driver);
    await rig.withdraw(published);
    const asXfs = { ...MOUNT, fsType: 'xfs' };
    const asked = await rig.republish(published);
    const again = kubelet(rig, asked, asXfs);
    expect(await again.stage(driver)).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('holds ext4, not xfs') as unknown,
    });
    await again.unstage(driver);
    await rig.withdraw(asked);
    const same = kubelet(rig, await rig.republish(published));
    expect(await same.stage(driver)).toEqual(OK);
  });
});

describe('a volume that has been up', () => {
  it.each([
    { what: 'a filesystem', options: {} },
    { what: 'an encrypted filesystem on a mirror', options: { legs: 2, layout: 'mirror', encrypted: true } },
  ] as const)('is not made anew where its legs come back blank: $what', async ({ options }) => {
    const { rig, published, calls, driver } = await staged(options);
    await calls.unstage(driver);
    await writeAll(
      rig.store,
      published.legs.flatMap(({ leg }) => wipeContent(leg)),
    );
    expect(await calls.stage(driver)).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('nothing is made over them') as unknown,
    });
    expect(await rig.traces()).toEqual([]);
    expect(await legContentsIn(rig.store).read(published.legs[0]!.leg)).toBeUndefined();
  });

  it('counts as such before it is answered', async () => {
    const rig = await nodeRig();
    const calls = kubelet(rig, await rig.publish());
    rig.driverSide.refuse = 'made';
    expect(await calls.stage(rig.driver)).toMatchObject(refused('unavailable'));
    rig.driverSide.refuse = undefined;
    expect(await calls.stage(rig.driver)).toEqual(OK);
    expect(rig.driverSide.told.filter(({ kind }) => kind === 'made')).toHaveLength(1);
  });
});

describe('staging', () => {
  it('again changes nothing, also after a restart of the plug-in', async () => {
    const { rig, calls, driver } = await staged({ legs: 2, layout: 'mirror', encrypted: true });
    const before = await observed(rig);
    expect(await calls.stage(driver)).toEqual(OK);
    expect(await calls.stage(rig.restart())).toEqual(OK);
    expect(await observed(rig)).toEqual(before);
  });

  it('at another path or with another capability is refused', async () => {
    const { rig, calls, driver } = await staged();
    expect(await calls.stage(driver, { stagingPath: rig.target('elsewhere') })).toMatchObject(
      refused('already-exists'),
    );
    for (const capability of [BLOCK, { ...MOUNT, fsType: 'xfs' }, { ...MOUNT, accessMode: 'ReadWriteOncePod' }]) {
      expect(await calls.stage(driver, { capability })).toMatchObject(refused('already-exists'));
    }
  });

  it('under a publication that is not live, or is of another volume, or has no key now, leaves no trace', async () => {
    const rig = await nodeRig();
    const [one, other] = [await rig.publish(), await rig.publish()];
    const unknown = { publication: 'unknown' as PublicationId };
    expect(await kubelet(rig, one).stage(rig.driver, unknown)).toMatchObject(refused('not-found'));
    const crossed = { publication: other.publication };
    expect(await kubelet(rig, one).stage(rig.driver, crossed)).toMatchObject(refused('not-found'));
    const locked = { publication: LOCKED };
    expect(await kubelet(rig, one).stage(rig.driver, locked)).toMatchObject(refused('unavailable'));
    expect(await rig.traces()).toEqual([]);
  });

  it('with a filesystem that is not supported is refused before anything happens', async () => {
    const rig = await nodeRig();
    const calls = kubelet(rig, await rig.publish());
    const capability = { ...MOUNT, fsType: 'ntfs' };
    expect(await calls.stage(rig.driver, { capability })).toMatchObject(refused('unsupported'));
    expect(await rig.traces()).toEqual([]);
  });

  it('under a new publication first takes down what the old one connected', async () => {
    const { rig, published, driver } = await staged();
    await rig.withdraw(published);
    const renewed = await rig.republish(published);
    expect(await kubelet(rig, renewed).stage(driver)).toEqual(OK);
    expect((await observed(rig))?.connectedLegs).toHaveLength(1);
  });

  it('under a new publication waits until the volume is unpublished', async () => {
    const { rig, published, calls, driver } = await staged();
    await calls.publish(driver);
    await rig.withdraw(published);
    const renewed = kubelet(rig, await rig.republish(published));
    expect(await renewed.stage(driver)).toMatchObject(refused('in-use'));
    await calls.unpublish(driver);
    expect(await renewed.stage(driver)).toEqual(OK);
  });

  it('does not reach what the enclosure no longer exports', async () => {
    const rig = await nodeRig();
    const published = await rig.publish();
    await rig.withdraw(published);
    const stale = await rig.republish(published);
    const calls = kubelet(rig, stale);
    await rig.withdraw(stale);
    rig.resize(stale, gib(10));
    expect(await calls.stage(rig.driver)).toMatchObject(refused('unavailable'));
  });
});

describe('unstaging', () => {
  it('what was never staged, or elsewhere, is done already', async () => {
    const { rig, calls, driver, published } = await staged();
    expect(await driver.unstage({ volume: 'unknown' as VolumeId, stagingPath: rig.staging })).toEqual(OK);
    expect(await driver.unstage({ volume: published.volume, stagingPath: '/elsewhere' })).toEqual(OK);
    expect((await observed(rig))?.arrays).toEqual([published.volume]);
    expect(await calls.unstage(driver)).toEqual(OK);
    expect(await calls.unstage(driver)).toEqual(OK);
  });

  it('waits until the volume is unpublished', async () => {
    const { calls, driver } = await staged();
    await calls.publish(driver);
    expect(await calls.unstage(driver)).toMatchObject(refused('in-use'));
  });
});

describe('publishing', () => {
  it('needs the volume staged at that path', async () => {
    const { rig, calls, driver } = await staged();
    expect(await calls.publish(driver, { stagingPath: '/elsewhere' })).toMatchObject(refused('not-staged'));
    const other = kubelet(rig, await rig.publish());
    expect(await other.publish(driver)).toMatchObject(refused('not-staged'));
  });

  it.each([
    { mode: 'ReadWriteOnce', again: 'ok', readonly: 'already-exists', elsewhere: 'ok' },
    { mode: 'ReadWriteMany', again: 'ok', readonly: 'already-exists', elsewhere: 'ok' },
    { mode: 'ReadWriteOncePod', again: 'ok', readonly: 'already-exists', elsewhere: 'in-use' },
  ] as const)('twice follows the table of the specification: $mode', async ({ mode, again, readonly, elsewhere }) => {
    const { rig, calls, driver } = await staged({}, { ...MOUNT, accessMode: mode });
    const codeOf = async (changes = {}) => {
      const outcome = await calls.publish(driver, changes);
      return outcome.kind === 'ok' ? 'ok' : outcome.code;
    };
    expect(await codeOf()).toBe('ok');
    expect(await codeOf()).toBe(again);
    expect(await codeOf({ readonly: true })).toBe(readonly);
    expect(await codeOf({ targetPath: rig.target('other') })).toBe(elsewhere);
  });

  it('with another capability than the volume is staged with is refused', async () => {
    const { calls, driver } = await staged();
    expect(await calls.publish(driver, { capability: BLOCK })).toMatchObject(refused('unsupported'));
  });

  it('leaves what is in the way', async () => {
    const { rig, calls, driver } = await staged();
    await writeFile(rig.target('pod'), 'precious');
    expect(await calls.publish(driver)).toMatchObject(refused('already-exists'));
  });

  it.each([
    { code: 'already-exists', bound: false, unstaged: 'ok' },
    { code: 'not-staged', bound: false, unstaged: 'ok' },
    { code: 'unavailable', bound: false, unstaged: 'ok' },
    { code: 'unavailable', bound: true, unstaged: 'in-use' },
  ] as const)('that ended with $code, bound or not ($bound): unstaging $unstaged', async (each) => {
    const { rig, calls } = await staged();
    const bind: NodeHost['bind'] = async (request) => {
      if (each.bound) await rig.host.bind(request);
      return failed(each.code, 'no');
    };
    const host: NodeHost = { ...rig.host, bind };
    expect(await calls.publish(rig.onHost(host))).toMatchObject(refused(each.code));
    const unstaged = await calls.unstage(rig.driver);
    expect(unstaged.kind === 'ok' ? 'ok' : unstaged.code).toBe(each.unstaged);
  });

  it('that failed in the end leaves what was published at the same place before', async () => {
    const { rig, calls, driver } = await staged();
    await calls.publish(driver);
    const host: NodeHost = { ...rig.host, bind: () => Promise.resolve(failed('already-exists', 'no')) };
    expect(await calls.publish(rig.onHost(host))).toMatchObject(refused('already-exists'));
    expect(await calls.unstage(driver)).toMatchObject(refused('in-use'));
  });

  it('takes a target that is there already and empty', async () => {
    const { rig, calls, driver } = await staged();
    await mkdir(rig.target('pod'));
    expect(await calls.publish(driver)).toEqual(OK);
  });
});

describe('unpublishing', () => {
  it('takes away what publishing made, and only that', async () => {
    const { rig, calls, driver } = await staged();
    await calls.publish(driver);
    await mkdir(rig.target('somebody-elses'));
    expect(await calls.unpublish(driver, rig.target('somebody-elses'))).toEqual(OK);
    expect(existsSync(rig.target('somebody-elses'))).toBe(true);
    expect(await calls.unpublish(driver)).toEqual(OK);
    expect(await calls.unpublish(driver)).toEqual(OK);
    expect(existsSync(rig.target('pod'))).toBe(false);
  });

  it('deletes no file that somebody wrote', async () => {
    const { rig, calls, driver } = await staged();
    await calls.publish(driver);
    await writeFile(path.join(rig.target('pod'), 'file'), 'precious');
    expect(await calls.unpublish(driver)).toMatchObject(refused('in-use'));
    expect(existsSync(path.join(rig.target('pod'), 'file'))).toBe(true);
  });
});

describe('stats and expansion', () => {
  it('find a volume at its staging path and its targets alone', async () => {
    const { rig, calls, driver, published } = await staged();
    await calls.publish(driver);
    const { volume } = published;
    const total = 10n * 2n ** 30n;
    for (const volumePath of [rig.staging, rig.target('pod')]) {
      expect(await driver.stats({ volume, volumePath })).toMatchObject({ value: { bytes: { total, used: 0n } } });
      expect(await driver.expand({ volume, volumePath, size: undefined })).toEqual({ kind: 'ok', value: gib(10) });
    }
    for (const where of [
      { volume, volumePath: 'some/path' },
      { volume: 'unknown' as VolumeId, volumePath: rig.staging },
    ]) {
      expect(await driver.stats(where)).toMatchObject(refused('not-found'));
      expect(await driver.expand({ ...where, size: undefined })).toMatchObject(refused('not-found'));
    }
  });

  it.each([MOUNT, BLOCK])('follow the legs when they have grown: $kind', async (capability) => {
    const { rig, driver, published } = await staged({ encrypted: true }, capability);
    const where = { volume: published.volume, volumePath: rig.staging };
    const size = { required: gib(11), limit: undefined };
    expect(await driver.expand({ ...where, size })).toMatchObject(refused('out-of-range'));
    rig.resize(published, gib(11));
    expect(await driver.expand({ ...where, size })).toEqual({ kind: 'ok', value: gib(11) });
    expect(await driver.stats(where)).toMatchObject({ value: { bytes: { total: 11n * 2n ** 30n } } });
  });
});

describe('operations on one volume', () => {
  it('are refused as busy while another is under way, and on other volumes are not', async () => {
    const rig = await nodeRig();
    const one = kubelet(rig, await rig.publish());
    const other = await rig.publish();
    const [first, second, third] = await Promise.all([
      one.stage(rig.driver),
      one.stage(rig.driver),
      kubelet(rig, other).stage(rig.driver, { stagingPath: rig.target('other') }),
    ]);
    expect([first, third]).toEqual([OK, OK]);
    expect(second).toMatchObject(refused('busy'));
    expect(await one.unstage(rig.driver)).toEqual(OK);
  });
});
