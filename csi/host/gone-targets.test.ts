import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failed } from '../services/outcome.ts';
import type { VolumeCapability } from '../services/driver-port.ts';
import type { NodeHost } from './node-host.ts';
import { kubelet } from './testing/kubelet.ts';
import { BLOCK, MOUNT, nodeRig } from './testing/node-rig.ts';
import type { NodeRig } from './testing/node-rig.ts';

const OK = { kind: 'ok', value: undefined };

/** A volume that is published to a pod of this node. */
async function published(capability: VolumeCapability = MOUNT) {
  const rig = await nodeRig();
  const legs = await rig.publish({ encrypted: true });
  const calls = kubelet(rig, legs, capability);
  await calls.stage(rig.driver);
  expect(await calls.publish(rig.driver)).toEqual(OK);
  return { rig, legs, calls, driver: rig.driver, target: rig.target('pod') };
}

const removeFolder = (_: NodeRig, target: string): Promise<void> => rm(target, { recursive: true });
const unmount = async ({ host }: NodeRig, target: string): Promise<void> => {
  await host.unmount(target);
};
const writeThere = async ({ host }: NodeRig, target: string): Promise<void> => {
  await host.unmount(target);
  await writeFile(path.join(target, 'file'), 'precious');
};

describe('a target that nobody unpublishes', () => {
  it.each([
    { what: 'its folder is gone', capability: MOUNT, lose: removeFolder, stays: false },
    { what: 'its file is gone', capability: BLOCK, lose: removeFolder, stays: false },
    { what: 'nothing is mounted at its folder', capability: MOUNT, lose: unmount, stays: false },
    { what: 'nothing is mounted at its file', capability: BLOCK, lose: unmount, stays: false },
    { what: 'its folder holds files of somebody', capability: MOUNT, lose: writeThere, stays: true },
  ])('is forgotten when the volume is unstaged: $what', async ({ capability, lose, stays }) => {
    const { rig, calls, target } = await published(capability);
    await lose(rig, target);
    expect(await calls.unstage(rig.restart())).toEqual(OK);
    expect(await rig.traces()).toEqual([]);
    expect(existsSync(target)).toBe(stays);
    expect(rig.said.some((line) => line.includes(`${target} holds files`))).toBe(stays);
  });

  it('refuses while it is mounted, says how to end that, and then goes on', async () => {
    const { rig, legs, calls, driver, target } = await published();
    await calls.publish(driver, { targetPath: rig.target('other') });
    await removeFolder(rig, target);
    for (let time = 0; time < 2; time++) {
      expect(await calls.unstage(driver)).toEqual(
        failed(
          'in-use',
          `volume ${legs.volume} is still published at ${rig.target('other')}: kubelet unpublishes it once its pod is ` +
            `gone. Where no pod uses it any more, run "umount ${rig.target('other')}" on node node-1; the rest goes on ` +
            'by itself',
        ),
      );
    }
    await unmount(rig, rig.target('other'));
    expect(await calls.unstage(driver)).toEqual(OK);
    expect(await rig.traces()).toEqual([]);
  });

  it.each(['isShown', 'unbind'] as const)('stays recorded where %s gives no answer', async (step) => {
    const { rig, calls, driver, target } = await published();
    await removeFolder(rig, target);
    const host: NodeHost = { ...rig.host, [step]: () => Promise.resolve(failed('unavailable', 'no answer')) };
    expect(await calls.unstage(rig.onHost(host))).toEqual(failed('unavailable', 'no answer'));
    expect(await calls.unstage(driver)).toEqual(OK);
  });

  it('does not keep a new publication from being staged', async () => {
    const { rig, legs, driver, target } = await published();
    await removeFolder(rig, target);
    await rig.withdraw(legs);
    expect(await kubelet(rig, await rig.republish(legs)).stage(driver)).toEqual(OK);
  });

  it('does not keep the next pod from a volume that is for one', async () => {
    const { rig, calls, driver, target } = await published({ ...MOUNT, accessMode: 'ReadWriteOncePod' });
    const next = { targetPath: rig.target('next') };
    expect(await calls.publish(driver, next)).toMatchObject({ kind: 'error', code: 'in-use' });
    await removeFolder(rig, target);
    expect(await calls.publish(driver, next)).toEqual(OK);
    expect(await calls.unstage(driver)).toMatchObject({ kind: 'error', code: 'in-use' });
  });
});
