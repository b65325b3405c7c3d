import { describe, expect, it } from 'vitest';
import type { IoLimits } from '../../core/model/attributes.ts';
import { failed } from '../services/outcome.ts';
import type { NodeHost } from './node-host.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { kubelet } from './testing/kubelet.ts';
import { MOUNT, nodeRig } from './testing/node-rig.ts';
import type { NodeRig, VolumeOptions } from './testing/node-rig.ts';

const OK = { kind: 'ok', value: undefined };
const SLOW: IoLimits = { readIops: 100 };
const FAST: IoLimits = { readIops: 900, writeBandwidth: 5_000_000 };
const CANNOT = failed('unsupported', 'this node has no cgroup v2');

/** A host of which limits are noted by volume, as its kernel would keep them. */
function noting(host: NodeHost) {
  const limits = new Map<string, IoLimits>();
  let broken = false;
  const noted = new Proxy(host, {
    get: (target, name: keyof NodeHost) => {
      if (name !== 'limitIo') return Reflect.get(target, name) as unknown;
      const limitIo: NodeHost['limitIo'] = async (limited) => {
        if (broken) return CANNOT;
        const done = await target.limitIo(limited);
        if (done.kind === 'ok') limits.set(limited.volume, limited.limits);
        return done;
      };
      return limitIo;
    },
  });
  return {
    host: noted,
    limits,
    breakDown: () => {
      broken = true;
    },
  };
}

async function node(limits: IoLimits | undefined, options: VolumeOptions = {}) {
  const rig = await nodeRig();
  const published = change(rig, await rig.publish(options), limits);
  const kernel = noting(rig.host);
  return { rig, published, kernel, driver: rig.onHost(kernel.host), calls: kubelet(rig, published, MOUNT) };
}

function change({ driverSide }: NodeRig, published: PublishedLegs, limits: IoLimits | undefined) {
  const changed = { ...published, limits: limits ?? {} };
  driverSide.change(changed);
  return changed;
}

describe('the limits of a volume on its node', () => {
  it.each([{}, { encrypted: true }])('are set when it is staged, and gone when it is not: %j', async (options) => {
    const { published, kernel, driver, calls, rig } = await node(SLOW, options);
    expect(await calls.stage(driver)).toEqual(OK);
    expect(kernel.limits.get(published.volume)).toEqual(SLOW);
    expect(await calls.unstage(driver)).toEqual(OK);
    expect(kernel.limits.get(published.volume)).toEqual({});
    expect(await rig.traces()).toEqual([]);
  });

  it('are not touched where there are none', async () => {
    const { kernel, driver, calls } = await node(undefined);
    await calls.stage(driver);
    await driver.watch();
    await calls.unstage(driver);
    expect(kernel.limits.size).toBe(0);
  });

  it('change while it is staged, and the driver hears of it in the same round', async () => {
    const { rig, published, kernel, driver, calls } = await node(undefined);
    await calls.stage(driver);
    for (const limits of [SLOW, FAST, undefined]) {
      change(rig, published, limits);
      await driver.watch();
      const kept = limits ?? {};
      expect(kernel.limits.get(published.volume)).toEqual(kept);
      expect(rig.driverSide.kept).toEqual([{ publication: published.publication, limits: kept, why: undefined }]);
    }
  });

  it('are kept after a restart, also while the driver is away', async () => {
    const { rig, published, kernel, driver, calls } = await node(SLOW);
    await calls.stage(driver);
    kernel.limits.clear();
    rig.driverSide.mood = 'gone';
    await rig.onHost(kernel.host).watch();
    expect(kernel.limits.get(published.volume)).toEqual(SLOW);
  });

  it('keep a volume from being staged where they cannot be kept', async () => {
    const { rig, kernel, driver, calls } = await node(SLOW);
    kernel.breakDown();
    expect(await calls.stage(driver)).toMatchObject(CANNOT);
    expect(await rig.traces()).toEqual([]);
  });

  it('that cannot be kept while it runs are told to the driver', async () => {
    const { rig, published, kernel, driver, calls } = await node(undefined);
    await calls.stage(driver);
    kernel.breakDown();
    change(rig, published, SLOW);
    await driver.watch();
    const told = { publication: published.publication, limits: SLOW, why: 'this node has no cgroup v2' };
    expect(rig.driverSide.kept).toEqual([told]);
    await driver.watch();
    expect(rig.driverSide.kept).toEqual([told]);
  });
});
