import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VolumeId } from '../../core/model/ids.ts';
import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { boundedHost } from './bounded-host.ts';
import type { NodeHost } from './node-host.ts';
import { kubelet } from './testing/kubelet.ts';
import { MIRROR, nodeRig } from './testing/node-rig.ts';

const VOLUME = 'a-volume' as VolumeId;
const OK = { kind: 'ok', value: undefined };

/** Steps that end when they are let go. */
function hangingSteps() {
  const begun: string[] = [];
  const waiting: ((outcome: DriverOutcome<undefined>) => void)[] = [];
  return {
    begun,
    step: (subject: string) => {
      begun.push(subject);
      return new Promise<DriverOutcome<undefined>>((resolve) => waiting.push(resolve));
    },
    letGo: () => {
      for (const resolve of waiting.splice(0)) resolve(ok(undefined));
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a host whose steps may hang', () => {
  const hosted = async () => {
    const hanging = hangingSteps();
    const { host } = await nodeRig();
    return { hanging, host: boundedHost({ ...host, stopArray: hanging.step }) };
  };

  it('answers all the same, and does not begin the step a second time', async () => {
    const { hanging, host } = await hosted();
    const first = host.stopArray(VOLUME);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await first).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('stopArray of a-volume has not ended within 60 seconds') as unknown,
    });
    const second = host.stopArray(VOLUME);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await second).toMatchObject({ code: 'unavailable' });
    expect(hanging.begun).toEqual([VOLUME]);
  });

  it('goes on with other volumes meanwhile, and with this one once the step has come back', async () => {
    const { hanging, host } = await hosted();
    const first = host.stopArray(VOLUME);
    await vi.advanceTimersByTimeAsync(60_000);
    await first;
    const other = host.stopArray('another' as VolumeId);
    hanging.letGo();
    expect(await other).toEqual(OK);
    const again = host.stopArray(VOLUME);
    await vi.advanceTimersByTimeAsync(0);
    hanging.letGo();
    expect(await again).toEqual(OK);
    expect(hanging.begun).toEqual([VOLUME, 'another', VOLUME]);
  });

  it('leaves no timer behind', async () => {
    const { host } = await nodeRig();
    await boundedHost(host).stopArray(VOLUME);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('an older publication whose devices hang', () => {
  it('is answered for, and goes before the new one comes up', async () => {
    const rig = await nodeRig();
    const published = await rig.publish(MIRROR);
    expect(await kubelet(rig, published).stage(rig.driver)).toEqual(OK);
    await rig.withdraw(published);
    const hanging = hangingSteps();
    const host: NodeHost = {
      ...rig.host,
      unmount: async (path) => {
        const ended = await hanging.step(path);
        await rig.host.unmount(path);
        return ended;
      },
    };
    const renewed = kubelet(rig, await rig.republish(published));
    const driver = rig.onHost(host);
    const staging = renewed.stage(driver);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await staging).toMatchObject({ kind: 'error', code: 'unavailable' });
    hanging.letGo();
    const again = renewed.stage(driver);
    await vi.waitFor(() => {
      expect(hanging.begun).toHaveLength(2);
    });
    hanging.letGo();
    expect(await again).toEqual(OK);
  });
});
