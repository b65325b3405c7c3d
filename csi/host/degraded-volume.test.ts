import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { LegId } from '../../core/model/ids.ts';
import { chapCredentials } from '../chap.ts';
import { volumeKey } from '../volume-key.ts';
import type { NodeHost } from './node-host.ts';
import { kubelet } from './testing/kubelet.ts';
import { MIRROR, nodeRig } from './testing/node-rig.ts';
import { OK, holds, kinds, refused, staged, untilInSync, withAStaleLeg } from './testing/staged-mirror.ts';

describe('watching', () => {
  it('has nothing to tell of a volume that is whole', async () => {
    const { rig } = await staged();
    await rig.driver.watch();
    expect(kinds(rig)).toEqual(['starting', 'recovered', 'made']);
  });

  it('takes no leg back before the driver knows that it was out', async () => {
    const { rig, volume, other } = await staged();
    rig.driverSide.mood = 'mute';
    rig.cutOff(other);
    await rig.driver.watch();
    rig.letThrough(other);
    for (let round = 0; round < 3; round++) await rig.driver.watch();
    expect(await rig.host.arrayHealth(volume)).toMatchObject({ value: [{ state: 'in-sync' }, { state: 'out' }] });
    expect(rig.said.filter((line) => line.includes('does not answer'))).toHaveLength(1);
    rig.driverSide.mood = 'answers';
    await untilInSync(rig);
    expect(kinds(rig)).toEqual(['starting', 'recovered', 'made', 'dropped', 'returning', 'recovered']);
    expect(rig.driverSide.droppedOf(volume)).toEqual([]);
  });

  it('takes no leg back before the driver knows that it returns', async () => {
    const { rig, volume, other } = await withAStaleLeg();
    rig.letThrough(other);
    const readmitted: (readonly LegId[])[] = [];
    const watching: NodeHost = {
      ...rig.host,
      readmitMember: (member) => {
        readmitted.push(rig.driverSide.rebuildingOf(volume));
        return rig.host.readmitMember(member);
      },
    };
    rig.driverSide.mood = 'mute';
    await rig.onHost(watching).watch();
    expect(readmitted).toEqual([]);
    rig.driverSide.mood = 'answers';
    await rig.onHost(watching).watch();
    expect(readmitted).toEqual([[other]]);
    expect(rig.driverSide.droppedOf(volume)).toEqual([]);
  });

  it('tells of a leg that is in sync before its partner is let go of', async () => {
    const { rig, volume, one, other } = await withAStaleLeg();
    rig.letThrough(other);
    for (let round = 0; round < 2; round++) await rig.driver.watch();
    rig.cutOff(one);
    expect(await rig.write(volume, 0, 'on the one that came back')).toEqual(OK);
    rig.driverSide.told.length = 0;
    await rig.driver.watch();
    expect(rig.driverSide.told).toEqual([
      { kind: 'recovered', legs: [other] },
      { kind: 'dropped', legs: [one] },
    ]);
    expect(rig.driverSide.droppedOf(volume)).toEqual([one]);
  });

  it('takes a leg back that a person gave up while it was being rebuilt', async () => {
    const { rig, volume, other } = await withAStaleLeg();
    rig.letThrough(other);
    await rig.driver.watch();
    rig.driverSide.drop(volume, [other]);
    await untilInSync(rig);
    expect(kinds(rig).slice(-2)).toEqual(['returning', 'recovered']);
    expect([rig.driverSide.droppedOf(volume), rig.driverSide.rebuildingOf(volume)]).toEqual([[], []]);
  });

  it('takes a leg back that the driver takes for dropped and its array has in sync, before it tells what is out', async () => {
    const { rig, volume, one, other } = await staged();
    rig.driverSide.drop(volume, [other]);
    rig.cutOff(one);
    expect(await rig.write(volume, 0, 'on the one that was given up')).toEqual(OK);
    rig.driverSide.told.length = 0;
    await rig.driver.watch();
    expect(rig.driverSide.told).toEqual([
      { kind: 'returning', legs: [other] },
      { kind: 'recovered', legs: [other] },
      { kind: 'dropped', legs: [one] },
    ]);
    expect([rig.driverSide.droppedOf(volume), rig.driverSide.rebuildingOf(volume)]).toEqual([[one], []]);
  });

  it('takes a leg back that gets its export only later', async () => {
    const { rig, calls, published, volume, other } = await withAStaleLeg();
    await calls.unstage(rig.driver);
    await rig.withdraw(published);
    const without = await rig.republish(published, [other]);
    expect(await kubelet(rig, without).stage(rig.driver)).toEqual(OK);
    await untilInSync(rig);
    expect(rig.driverSide.droppedOf(volume)).toEqual([other]);
    rig.letThrough(other);
    await rig.exportAgain(without);
    await untilInSync(rig);
    expect(rig.driverSide.droppedOf(volume)).toEqual([]);
  });

  it('has nothing more to tell once a leg is in sync again', async () => {
    const { rig, other } = await withAStaleLeg();
    rig.letThrough(other);
    rig.driverSide.told.length = 0;
    for (let round = 0; round < 6; round++) await rig.driver.watch();
    expect(kinds(rig)).toEqual(['dropped', 'returning', 'recovered']);
  });

  it('tells nothing of volumes that are on their way, and looks at the others where one cannot be asked', async () => {
    const { rig, volume } = await withAStaleLeg();
    const second = await rig.publish(MIRROR);
    expect(await kubelet(rig, second).stage(rig.driver, { stagingPath: rig.target('second') })).toEqual(OK);
    const broken: NodeHost = {
      ...rig.host,
      arrayHealth: (asked) =>
        asked === volume ? Promise.reject(new Error('no such file')) : rig.host.arrayHealth(asked),
    };
    rig.cutOff(second.legs[0]!.leg);
    const bugs: string[] = [];
    await rig.onHost(broken, { bug: (where) => bugs.push(where) }).watch();
    expect(bugs).toEqual([`watching volume ${volume}`]);
    expect(rig.driverSide.droppedOf(second.volume)).toEqual([second.legs[0]!.leg]);
  });

  it('goes on after a restart of the plug-in where it was', async () => {
    const { rig, volume, other } = await withAStaleLeg();
    rig.letThrough(other);
    for (let round = 0; round < 3; round++) await rig.restart().watch();
    expect(rig.driverSide.droppedOf(volume)).toEqual([]);
  });

  it('survives a leg of each pair of a striped mirror, and of no pair both', async () => {
    const { rig, volume, legs } = await staged({ legs: 4, layout: 'striped-mirror' });
    for (const number of [0, 1]) await rig.write(volume, number, `block ${String(number)}`);
    rig.cutOff(legs[1]!);
    rig.cutOff(legs[2]!);
    expect(await rig.read(volume, 1)).toEqual(holds('block 1'));
    expect(await rig.write(volume, 0, 'anew')).toEqual(OK);
    await rig.driver.watch();
    expect(rig.driverSide.droppedOf(volume)).toEqual([legs[1], legs[2]]);
    rig.cutOff(legs[3]!);
    expect(await rig.write(volume, 1, 'lost')).toEqual(refused('unavailable', 'input/output error'));
    expect(await rig.read(volume, 0)).toEqual(holds('anew'));
  });
});

describe('staging again', () => {
  it('ends also where a leg was lost since', async () => {
    const { rig, calls, volume, other } = await staged();
    rig.cutOff(other);
    expect(await calls.stage(rig.driver)).toEqual(OK);
    expect(rig.driverSide.droppedOf(volume)).toEqual([other]);
  });

  it('ends also where the driver takes the leg for dropped that is left', async () => {
    const { rig, calls, volume, one, other } = await staged();
    rig.driverSide.drop(volume, [other]);
    rig.cutOff(one);
    expect(await calls.stage(rig.driver)).toEqual(OK);
    expect(rig.driverSide.droppedOf(volume)).toEqual([one]);
  });

  it('after a reboot takes away what is left of before, also where nobody recovered', async () => {
    const { rig, calls } = await staged();
    await calls.publish(rig.driver);
    await rig.reboot();
    const driver = rig.restart();
    expect(await calls.stage(driver)).toEqual(OK);
    expect(await calls.publish(driver)).toEqual(OK);
    expect(await calls.unpublish(driver)).toEqual(OK);
    expect(await calls.unstage(driver)).toEqual(OK);
    expect(await rig.traces()).toEqual([]);
  });

  it('with a key that does not open the volume is refused for good, and leaves nothing', async () => {
    const { rig, calls, published } = await staged({ ...MIRROR, encrypted: true });
    await calls.unstage(rig.driver);
    const key = volumeKey(new Uint8Array(64));
    rig.driverSide.change({ ...published, encryption: { ...published.encryption!, key } });
    expect(await calls.stage(rig.driver)).toEqual(refused('unsupported', 'the key does not open'));
    expect(await rig.traces()).toEqual([]);
  });
});

describe('growing', () => {
  it('waits until every leg is in sync', async () => {
    const { rig, calls, published, other } = await withAStaleLeg();
    rig.resize(published, gib(12));
    expect(await calls.expand(rig.driver)).toEqual(refused('unavailable', other, 'misses writes'));
    rig.letThrough(other);
    await rig.driver.watch();
    expect(await calls.expand(rig.driver)).toEqual(refused('unavailable', other, 'is being rebuilt'));
    await untilInSync(rig);
    expect(await calls.expand(rig.driver)).toEqual({ kind: 'ok', value: 12 });
    rig.cutOff(other);
    await rig.driver.watch();
    expect(await calls.expand(rig.driver)).toEqual({ kind: 'ok', value: 12 });
  });
});

describe('what a node writes down', () => {
  it('holds no key and no CHAP secret', async () => {
    const rig = await nodeRig();
    const published = await rig.publish({ ...MIRROR, encrypted: true });
    const secret = 'a-chap-secret-of-some-length';
    const chap = chapCredentials(published.publication, secret);
    const legs = published.legs.map((leg) => ({ ...leg, export: { ...leg.export!, chap } }));
    rig.driverSide.change({ ...published, legs });
    const calls = kubelet(rig, published);
    expect(await calls.stage(rig.driver)).toEqual(OK);
    const written = [...(await rig.records.list('')), ...(await rig.store.list(''))].map(({ value }) => value).join();
    const key = Buffer.from(published.encryption!.key.reveal());
    for (const word of [secret, key.toString('hex'), key.toString('base64')]) expect(written).not.toContain(word);
    expect(written).toContain(published.volume);
  });
});

describe('a driver that does not answer', () => {
  it('keeps an array from being started', async () => {
    const rig = await nodeRig();
    const published = await rig.publish(MIRROR);
    const calls = kubelet(rig, published);
    for (const mood of ['mute', 'gone'] as const) {
      rig.driverSide.mood = mood;
      expect(await calls.stage(rig.driver)).toEqual(refused('unavailable', 'does not answer'));
      expect(await rig.host.observe()).toMatchObject({ value: { arrays: [] } });
    }
    rig.driverSide.mood = 'answers';
    expect(await calls.stage(rig.driver)).toEqual(OK);
  });

  it('keeps none from being stopped; the volume then counts as in use', async () => {
    const { rig, calls } = await staged();
    rig.driverSide.mood = 'mute';
    expect(await calls.unstage(rig.driver)).toEqual(OK);
    expect(await rig.traces()).toEqual([]);
    expect(kinds(rig)).toEqual(['starting', 'recovered', 'made']);
    expect(rig.said.at(-1)).toMatch(/counts as in use/);
  });
});

it('starts from a leg whose pair was out of reach while another one was written to', async () => {
  const { rig, calls, legs, volume } = await staged({ legs: 4, layout: 'striped-mirror' });
  rig.cutOff(legs[1]!);
  expect(await rig.write(volume, 0, 'to the first pair')).toEqual(OK);
  rig.cutOff(legs[0]!);
  expect(await rig.write(volume, 1, 'to the second pair')).toEqual(OK);
  rig.letThrough(legs[0]!);
  expect(await calls.unstage(rig.driver)).toEqual(OK);
  expect(rig.driverSide.droppedOf(volume)).toEqual([legs[1]]);
  expect(await calls.stage(rig.driver)).toEqual(OK);
  expect(await rig.read(volume, 0)).toEqual(holds('to the first pair'));
  expect(await rig.read(volume, 1)).toEqual(holds('to the second pair'));
});
