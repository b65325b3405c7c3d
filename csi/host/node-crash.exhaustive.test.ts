import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { NodePlugin } from './node-driver.ts';
import { killedNode, untilKilled } from './testing/killed-node.ts';
import type { Kill } from './testing/killed-node.ts';
import { kubelet } from './testing/kubelet.ts';
import { MIRROR, nodeRig } from './testing/node-rig.ts';

const OK = { kind: 'ok', value: undefined };
const NEVER: Kill = { step: -1, when: 'before' };

/** A mirror on a node, and the whole way of it; on the way a leg is lost, comes back, and the volume grows. */
async function story() {
  const rig = await nodeRig();
  const published = await rig.publish({ ...MIRROR, encrypted: true });
  const calls = kubelet(rig, published);
  const leg = published.legs[1]!.leg;
  const watch = (driver: NodePlugin) => driver.watch().then(() => OK);
  const steps = {
    stage: calls.stage,
    publish: calls.publish,
    losesALeg: (driver: NodePlugin) => {
      rig.cutOff(leg);
      return watch(driver);
    },
    findsItBack: (driver: NodePlugin) => {
      rig.letThrough(leg);
      return watch(driver);
    },
    seesItRebuilt: watch,
    seesItInSync: watch,
    expand: (driver: NodePlugin) => {
      rig.resize(published, gib(12));
      return calls.expand(driver);
    },
    unpublish: calls.unpublish,
    unstage: calls.unstage,
  };
  return { rig, published, calls, leg, steps: Object.entries(steps) };
}

/** Goes the whole way with a plug-in that is killed once; `after` says what goes on from there. */
async function walk(
  kill: Kill,
  after: (told: Awaited<ReturnType<typeof story>>, step: (typeof told)['steps'][number]) => Promise<'go on' | 'stop'>,
) {
  const told = await story();
  const killed = killedNode(kill);
  let driver = told.rig.restart(killed);
  let kills = 0;
  for (const step of told.steps) {
    const outcome = await untilKilled<unknown>(() => step[1](driver));
    if (outcome !== 'killed') continue;
    kills++;
    driver = told.rig.restart();
    if ((await after(told, step)) === 'stop') break;
  }
  return { ...told, kills, taken: killed.steps() };
}

async function everyKill(check: (kill: Kill) => Promise<void>): Promise<void> {
  const { taken } = await walk(NEVER, () => Promise.resolve('go on'));
  expect(taken).toBeGreaterThan(30);
  for (let step = 0; step < taken; step++) {
    for (const when of ['before', 'after'] as const) await check({ step, when });
  }
}

describe('a node plug-in killed at any step', () => {
  it('finishes when it is started again and the call is repeated, and leaves nothing', async () => {
    await everyKill(async (kill) => {
      const { rig, kills, published } = await walk(kill, async (told, [, again]) => {
        const driver = told.rig.restart();
        expect(await driver.recover()).toBe(0);
        expect(await again(driver)).toMatchObject({ kind: 'ok' });
        return 'go on';
      });
      expect(kills).toBe(1);
      expect(await rig.traces()).toEqual([]);
      expect(existsSync(rig.target('pod'))).toBe(false);
      const inSync = published.legs.map(({ leg }) => leg);
      expect(rig.driverSide.told.at(-1)).toEqual({ kind: 'stopped', inSync });
    });
  });

  it('is cleaned up when the call is given up instead', async () => {
    await everyKill(async (kill) => {
      const { rig, calls } = await walk(kill, () => Promise.resolve('stop'));
      const driver = rig.restart();
      expect(await driver.recover()).toBe(0);
      for (const undo of [calls.unpublish, calls.unstage]) expect(await undo(driver)).toEqual(OK);
      expect(await rig.traces()).toEqual([]);
      expect(existsSync(rig.target('pod'))).toBe(false);
    });
  });

  it('is cleaned up by unstaging alone when kubelet forgets what it published, and takes the folder away', async () => {
    await everyKill(async (kill) => {
      const { rig, calls } = await walk(kill, () => Promise.resolve('stop'));
      await rm(rig.target('pod'), { recursive: true, force: true });
      expect(await calls.unstage(rig.restart())).toEqual(OK);
      expect(await rig.traces()).toEqual([]);
    });
  });

  it('leaves nothing half open when the node is booted anew, and stages anew', async () => {
    await everyKill(async (kill) => {
      const { rig, calls } = await walk(kill, () => Promise.resolve('stop'));
      await rig.reboot();
      const driver = rig.restart();
      expect(await driver.recover()).toBe(0);
      expect(await rig.traces()).toEqual([]);
      expect(existsSync(rig.target('pod'))).toBe(false);
      for (const { leg } of (await rig.driverSide.directory.lookup(calls.publication))?.legs ?? []) rig.letThrough(leg);
      expect(await calls.stage(driver)).toEqual(OK);
    });
  });

  it('that had begun to unstage or to stage leaves nothing once it is started again, without another call', async () => {
    for (const begun of ['stage', 'unstage'] as const) {
      const before = async () => {
        const told = await story();
        if (begun === 'unstage') await told.calls.stage(told.rig.driver);
        return told;
      };
      const counted = killedNode(NEVER);
      const counting = await before();
      await counting.calls[begun](counting.rig.restart(counted));
      // The first step says what is begun; the last one, that it is done.
      for (let step = 1; step < counted.steps() - 1; step++) {
        const { rig, calls } = await before();
        const plugin = rig.restart(killedNode({ step, when: 'before' }));
        expect(await untilKilled(() => calls[begun](plugin))).toBe('killed');
        expect(await rig.restart().recover()).toBe(0);
        expect(await rig.traces()).toEqual([]);
      }
    }
  });

  it('goes on recovering where a recovery was killed', async () => {
    const before = async () => {
      const told = await story();
      await told.calls.stage(told.rig.driver);
      await told.calls.publish(told.rig.driver);
      await told.rig.reboot();
      return told;
    };
    const counted = killedNode(NEVER);
    await (await before()).rig.restart(counted).recover();
    expect(counted.steps()).toBeGreaterThan(5);
    for (let step = 0; step < counted.steps(); step++) {
      for (const when of ['before', 'after'] as const) {
        const { rig } = await before();
        expect(await untilKilled(() => rig.restart(killedNode({ step, when })).recover())).toBe('killed');
        expect(await rig.restart().recover()).toBe(0);
        expect(await rig.traces()).toEqual([]);
        expect(existsSync(rig.target('pod'))).toBe(false);
      }
    }
  });
});
