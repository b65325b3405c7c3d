import { describe, expect, it } from 'vitest';
import type { VolumeId } from '../../core/model/ids.ts';
import { failed } from '../services/outcome.ts';
import type { NodeHost } from './node-host.ts';
import { kubelet } from './testing/kubelet.ts';
import { MIRROR, nodeRig } from './testing/node-rig.ts';
import type { NodeRig } from './testing/node-rig.ts';
import { OK, holds, kinds, refused, staged } from './testing/staged-mirror.ts';

describe('stopping', () => {
  it('takes a leg back that the driver takes for dropped, and that alone was in sync', async () => {
    const { rig, calls, published, volume, one, other } = await staged();
    rig.driverSide.drop(volume, [other]);
    rig.cutOff(one);
    expect(await rig.write(volume, 0, 'on the one that was given up')).toEqual(OK);
    expect(await calls.unstage(rig.driver)).toEqual(OK);
    expect(rig.driverSide.told.slice(-2)).toEqual([
      { kind: 'returning', legs: [other] },
      { kind: 'stopped', inSync: [other] },
    ]);
    await rig.withdraw(published);
    rig.letThrough(one);
    expect(await kubelet(rig, await rig.republish(published)).stage(rig.driver)).toEqual(OK);
    expect(await rig.read(volume, 0)).toEqual(holds('on the one that was given up'));
  });

  it('tells which legs were in sync when it was, not when it was tried first', async () => {
    const { rig, calls, volume, one, other } = await staged();
    let attempts = 0;
    const writing: NodeHost = {
      ...rig.host,
      stopArray: async (asked) => {
        if (++attempts > 2) return rig.host.stopArray(asked);
        rig.cutOff(other);
        await rig.write(volume, 0, 'a flush that goes on');
        return failed('in-use', 'somebody has it open');
      },
    };
    expect(await calls.unstage(rig.onHost(writing))).toEqual(OK);
    expect(rig.driverSide.told.at(-1)).toEqual({ kind: 'stopped', inSync: [one] });
  });

  it('gives up on an array that somebody keeps open, and keeps what it knows last for the next time', async () => {
    const { rig, calls, volume, one, other } = await staged();
    const open: NodeHost = { ...rig.host, stopArray: () => Promise.resolve(failed('in-use', 'somebody has it open')) };
    expect(await calls.unstage(rig.onHost(open))).toEqual(refused('in-use', 'somebody has it open'));
    rig.cutOff(other);
    await rig.write(volume, 0, 'written meanwhile');
    expect(await calls.unstage(rig.driver)).toEqual(OK);
    expect(rig.driverSide.told.at(-1)).toEqual({ kind: 'stopped', inSync: [one] });
  });

  it('tells which legs were in sync after the last write, not before', async () => {
    const { rig, calls, volume, one, other } = await staged();
    const flushing: NodeHost = {
      ...rig.host,
      unmount: async (path) => {
        rig.cutOff(other);
        await rig.write(volume, 0, 'the last flush');
        return rig.host.unmount(path);
      },
    };
    expect(await calls.unstage(rig.onHost(flushing))).toEqual(OK);
    expect(rig.driverSide.told.at(-1)).toEqual({ kind: 'stopped', inSync: [one] });
  });

  it.each([
    { what: 'the node was booted anew', since: async (rig: NodeRig) => rig.reboot() },
    { what: 'somebody stopped it', since: async (rig: NodeRig, volume: VolumeId) => rig.host.stopArray(volume) },
  ])(
    'tells nothing of an array that went on after the last attempt, and does not run any more: $what',
    async (each) => {
      const { rig, calls, volume, other } = await staged();
      const open: NodeHost = {
        ...rig.host,
        stopArray: () => Promise.resolve(failed('in-use', 'somebody has it open')),
      };
      expect(await calls.unstage(rig.onHost(open))).toEqual(refused('in-use', 'somebody has it open'));
      rig.cutOff(other);
      await rig.write(volume, 0, 'written meanwhile');
      await each.since(rig, volume);
      expect(await rig.restart().recover()).toBe(0);
      expect(kinds(rig)).not.toContain('stopped');
    },
  );

  it('tells nothing of an array that may have gone on until the node was booted anew', async () => {
    const { rig, calls, volume, other } = await staged();
    const dying: NodeHost = { ...rig.host, stopArray: () => Promise.reject(new Error('the plug-in is killed')) };
    await expect(calls.unstage(rig.onHost(dying))).rejects.toThrow('killed');
    rig.cutOff(other);
    await rig.write(volume, 0, 'written meanwhile');
    await rig.reboot();
    expect(await rig.restart().recover()).toBe(0);
    expect(kinds(rig)).not.toContain('stopped');
  });
});

describe('a stage that is refused for good', () => {
  it.each(['begun', 'whole'])('leaves nothing of what an earlier attempt brought up: %s', async (earlier) => {
    const rig = await nodeRig();
    const published = await rig.publish(MIRROR);
    const calls = kubelet(rig, published);
    const failing: NodeHost = {
      ...rig.host,
      mount: () => Promise.resolve(failed('unavailable', 'it hangs')),
    };
    const began = await calls.stage(earlier === 'begun' ? rig.onHost(failing) : rig.driver);
    expect(began).toMatchObject(earlier === 'begun' ? refused('unavailable') : OK);
    rig.driverSide.withdraw(published.publication);
    expect(await calls.stage(rig.driver)).toMatchObject(refused('not-found'));
    expect(await rig.traces()).toEqual([]);
  });

  it('takes nothing from under its users', async () => {
    const { rig, calls, published } = await staged();
    expect(await calls.publish(rig.driver)).toEqual(OK);
    rig.driverSide.withdraw(published.publication);
    expect(await calls.stage(rig.driver)).toMatchObject(refused('not-found'));
    expect(await rig.host.arrayHealth(published.volume)).toMatchObject({ kind: 'ok' });
  });
});
