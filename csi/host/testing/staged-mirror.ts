import { expect } from 'vitest';
import type { DriverErrorCode } from '../../services/outcome.ts';
import { kubelet } from './kubelet.ts';
import { MIRROR, nodeRig } from './node-rig.ts';
import type { NodeRig, VolumeOptions } from './node-rig.ts';

export const OK = { kind: 'ok', value: undefined };
export const holds = (text: string | undefined) => ({ kind: 'ok', value: text });
export const refused = (code: DriverErrorCode, ...words: readonly string[]) => ({
  kind: 'error',
  code,
  message: expect.stringMatching(new RegExp(words.join('.*'))) as unknown,
});

/** A volume on a node, staged; a mirror where nothing else is asked for. */
export async function staged(options: VolumeOptions = MIRROR) {
  const rig = await nodeRig();
  const published = await rig.publish(options);
  const calls = kubelet(rig, published);
  expect(await calls.stage(rig.driver)).toEqual(OK);
  const legs = published.legs.map(({ leg }) => leg);
  return { rig, published, calls, volume: published.volume, legs, one: legs[0]!, other: legs[1]! };
}

export const kinds = ({ driverSide }: NodeRig) => driverSide.told.map(({ kind }) => kind);

/** A mirror of which one leg missed a write and the driver knows. */
export async function withAStaleLeg() {
  const told = await staged();
  const { rig, volume, other } = told;
  expect(await rig.write(volume, 0, 'old')).toEqual(OK);
  rig.cutOff(other);
  expect(await rig.write(volume, 0, 'new')).toEqual(OK);
  await rig.driver.watch();
  expect(rig.driverSide.droppedOf(volume)).toEqual([other]);
  return told;
}

/** Lets the rounds go by that a rebuild takes. */
export async function untilInSync({ driver }: NodeRig): Promise<void> {
  for (let round = 0; round < 3; round++) await driver.watch();
}
