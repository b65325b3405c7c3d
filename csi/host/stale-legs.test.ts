import { describe, expect, it } from 'vitest';
import type { ArrayMember } from './node-host.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { kubelet } from './testing/kubelet.ts';
import { nodeRig } from './testing/node-rig.ts';
import type { NodeRig } from './testing/node-rig.ts';
import { OK, holds, kinds, refused, staged, untilInSync, withAStaleLeg } from './testing/staged-mirror.ts';

describe('a leg that missed writes', () => {
  it('never comes up alone', async () => {
    const { rig, calls, published, one, other } = await withAStaleLeg();
    expect(await calls.unstage(rig.driver)).toEqual(OK);
    await rig.withdraw(published);
    rig.letThrough(other);
    rig.cutOff(one);
    for (const missing of [[], [one]]) {
      const anew = await rig.republish(published, missing);
      const again = kubelet(rig, anew);
      expect(await again.stage(rig.driver)).toEqual(refused('unavailable', one, 'enclosure', 'drop-leg'));
      expect(kinds(rig).slice(-1)).toEqual(['stopped']);
      expect(await again.unstage(rig.driver)).toEqual(OK);
      await rig.withdraw(anew);
    }
  });

  it('says where it is out of reach', async () => {
    const rig = await nodeRig();
    const published = await rig.publish();
    rig.cutOff(published.legs[0]!.leg);
    expect(await kubelet(rig, published).stage(rig.driver)).toEqual(refused('unavailable', 'nvmetcp 192.0.2.1:4420'));
  });

  it('is left out of the start, and rebuilt from the others by what changed', async () => {
    const { rig, calls, published, volume, one, other } = await withAStaleLeg();
    await calls.unstage(rig.driver);
    await rig.withdraw(published);
    rig.letThrough(other);
    const again = kubelet(rig, await rig.republish(published));
    expect(await again.stage(rig.driver)).toEqual(OK);
    expect(await rig.read(volume, 0)).toEqual(holds('new'));
    await untilInSync(rig);
    expect(rig.driverSide.told.at(-1)).toEqual({ kind: 'recovered', legs: [other] });
    rig.cutOff(one);
    expect(await rig.read(volume, 0)).toEqual(holds('new'));
  });

  it('that was forced to run elsewhere never wins, and keeps none of its own writes', async () => {
    const { rig, calls, published, volume, one, other } = await withAStaleLeg();
    await calls.unstage(rig.driver);
    await rig.withdraw(published);
    rig.letThrough(other);
    await forceAlone(rig, published);
    const again = kubelet(rig, await rig.republish(published));
    expect(await again.stage(rig.driver)).toEqual(OK);
    expect(await rig.read(volume, 0)).toEqual(holds('new'));
    await untilInSync(rig);
    expect(rig.driverSide.droppedOf(volume)).toEqual([]);
    rig.cutOff(one);
    expect([await rig.read(volume, 0), await rig.read(volume, 1)]).toEqual([holds('new'), holds(undefined)]);
  });

  it('that went on alone, and is not known to be dropped, is not started beside the others', async () => {
    const { rig, volume, published, other } = await staged();
    rig.cutOff(other);
    await rig.write(volume, 0, 'new');
    await rig.reboot();
    expect(await rig.restart().recover()).toBe(0);
    await rig.withdraw(published);
    rig.letThrough(other);
    await forceAlone(rig, published);
    const again = kubelet(rig, await rig.republish(published));
    expect(await again.stage(rig.driver)).toEqual(refused('unsupported', 'each went on without the other'));
    expect(await rig.traces()).toEqual([]);
  });

  it('and came back wins over its partner, where the node died before it could tell of either', async () => {
    const { rig, volume, published, one, other } = await withAStaleLeg();
    rig.letThrough(other);
    for (let round = 0; round < 2; round++) await rig.driver.watch();
    rig.cutOff(one);
    expect(await rig.write(volume, 0, 'on the one that came back')).toEqual(OK);
    expect(rig.driverSide.rebuildingOf(volume)).toEqual([other]);
    await rig.reboot();
    expect(await rig.restart().recover()).toBe(0);
    await rig.withdraw(published);
    const half = await rig.republish(published, [other]);
    rig.letThrough(one);
    expect(await kubelet(rig, half).stage(rig.driver)).toEqual(refused('unavailable', other, 'drop-leg'));
    await rig.withdraw(half);
    const again = kubelet(rig, await rig.republish(published));
    expect(await again.stage(rig.driver)).toEqual(OK);
    expect(await rig.read(volume, 0)).toEqual(holds('on the one that came back'));
    expect(rig.driverSide.rebuildingOf(volume)).toEqual([one]);
    await untilInSync(rig);
    expect([rig.driverSide.droppedOf(volume), rig.driverSide.rebuildingOf(volume)]).toEqual([[], []]);
  });

  it('and of which the node died before it could tell, is told of before the volume is used', async () => {
    const { rig, calls, volume, published, one, other } = await staged();
    await rig.write(volume, 0, 'old');
    rig.cutOff(other);
    await rig.write(volume, 0, 'new');
    await rig.withdraw(published);
    rig.letThrough(other);
    const second = rig.beside('node-2');
    const again = kubelet(second, await second.republish(published));
    rig.driverSide.told.length = 0;
    expect(await again.stage(second.driver)).toEqual(OK);
    expect(rig.driverSide.told).toEqual([
      { kind: 'starting' },
      { kind: 'recovered', legs: [one] },
      { kind: 'dropped', legs: [other] },
      { kind: 'returning', legs: [other] },
    ]);
    expect(await second.read(volume, 0)).toEqual(holds('new'));
    expect(await calls.unstage(rig.driver)).toEqual(OK);
  });
});

/** Somebody starts the second leg by hand, on another node, and writes. */
async function forceAlone(rig: NodeRig, published: PublishedLegs): Promise<void> {
  const elsewhere = rig.beside('elsewhere');
  const { volume, layout, size, legs, publication } = await elsewhere.republish(published);
  const { leg, export: reachable } = legs[1]!;
  const device = await elsewhere.host.connectLeg({ leg, publication, ...reachable! });
  if (device.kind === 'error') throw new Error(device.message);
  const members: ArrayMember[] = [
    { leg: legs[0]!.leg, device: undefined, dropped: true, rebuilding: false, zeroed: false },
    { leg, device: device.value, dropped: false, rebuilding: false, zeroed: false },
  ];
  expect(
    await elsewhere.host.assembleArray({ volume, layout, size, encrypted: false, made: true, members }),
  ).toMatchObject({
    kind: 'ok',
  });
  for (let round = 0; round < 20; round++) await elsewhere.write(volume, 0, `own ${String(round)}`);
  await elsewhere.write(volume, 1, 'own');
  await elsewhere.host.stopArray(volume);
  await rig.withdraw({ ...published, publication });
}

describe('a node that was fenced', () => {
  it('writes nothing any more, leaves everything alone and says so once', async () => {
    const { rig, calls, volume, published } = await staged();
    await rig.write(volume, 0, 'from the first');
    await rig.withdraw(published);
    rig.driverSide.told.length = 0;
    expect(await rig.write(volume, 0, 'too late')).toEqual(refused('unavailable', 'input/output error'));
    const second = rig.beside('node-2');
    const again = kubelet(second, await second.republish(published));
    expect(await again.stage(second.driver)).toEqual(OK);
    expect(await second.read(volume, 0)).toEqual(holds('from the first'));
    expect(await second.write(volume, 0, 'from the second')).toEqual(OK);
    expect(await rig.write(volume, 0, 'too late')).toEqual(refused('unavailable', 'input/output error'));
    const before = await rig.host.observe();
    for (let round = 0; round < 3; round++) await rig.driver.watch();
    expect(await rig.host.observe()).toEqual(before);
    expect(kinds(rig)).toEqual(['starting', 'recovered']);
    expect(await calls.unstage(rig.driver)).toEqual(OK);
    expect(await rig.traces()).toEqual([]);
    expect(rig.driverSide.droppedOf(volume)).toEqual([]);
    expect(await second.read(volume, 0)).toEqual(holds('from the second'));
  });

  it('one export after the other drops no leg that another node relies on', async () => {
    const { rig, volume, published, other } = await staged();
    rig.cutOff(other);
    await rig.write(volume, 0, 'on one leg');
    rig.driverSide.withdraw(published.publication);
    for (let round = 0; round < 3; round++) await rig.driver.watch();
    expect(rig.driverSide.droppedOf(volume)).toEqual([]);
    expect(rig.said.filter((line) => line.includes('left alone'))).toHaveLength(1);
  });
});
