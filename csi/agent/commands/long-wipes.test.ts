import { describe, expect, it } from 'vitest';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import type { System } from '../../system/system.ts';
import { createLocalEnclosureHost } from '../local-enclosure-host.ts';
import { DOMAIN, ENCLOSURE, openRig, SECRETS, stillClock } from '../testing/agent-rig.ts';
import type { AgentRig } from '../testing/agent-rig.ts';
import { makeSignature } from '../testing/changed-drive.ts';
import { exported, extent, HDD, leg, LEG_A, LEG_B, SSD, valueOf } from '../testing/story.ts';

/** A host whose zeroing stands still until it is let go; alarms have rung already. */
function withSlowDrives(rig: AgentRig) {
  const waiting: (() => void)[] = [];
  let slow = true;
  const system = rig.model.system();
  const slowly: System = {
    ...system,
    run: async (command) => {
      if (slow && command.program === 'blkdiscard') await new Promise<void>((resolve) => waiting.push(resolve));
      return system.run(command);
    },
  };
  const host = createLocalEnclosureHost({
    system: slowly,
    store: rig.store,
    secrets: SECRETS,
    domain: DOMAIN,
    enclosure: ENCLOSURE,
    // Nobody waits for a wipe, and everybody for a drive to be looked at.
    clock: { ...stillClock(), alarm: (milliseconds) => rungOnceFor(15_000, milliseconds) },
  });
  return {
    host,
    /** Lets one step go, and whatever follows from it. */
    step: async () => {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
    finish: async () => {
      slow = false;
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** As a driver does, whose patience has an end. */
async function repeated(command: () => Promise<EnclosureOutcome<unknown>>): Promise<void> {
  for (let attempt = 0; attempt < 9; attempt += 1) {
    if ((await command()).kind === 'ok') return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('never done');
}

/** A drive with a leg of 4 GiB that was written to. */
async function openWritten() {
  const rig = openRig();
  valueOf(await rig.start().cutLeg({ ...leg(), extent: extent(1, 4) }));
  rig.model.drives[0]!.dirty = [{ start: 2n ** 30n, length: 4n * 2n ** 30n }];
  return { rig, ...withSlowDrives(rig) };
}

const RELEASE = { ...leg(), extent: extent(1, 4) };

describe('a wipe that takes long', () => {
  it('is told with its progress, and joined by a repeat', async () => {
    const { host, step, finish, rig } = await openWritten();
    expect(await host.releaseLeg(RELEASE)).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('0 GiB of 4 GiB') as string,
    });
    await step();
    expect(await host.releaseLeg(RELEASE)).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('1 GiB of 4 GiB') as string,
    });
    await finish();
    valueOf(await host.releaseLeg(RELEASE));
    expect(valueOf(await host.observe()).legs).toEqual([]);
    expect(rig.model.drives[0]!.dirty).toEqual([]);
  });

  it('keeps its leg from being exported and its bytes from being cut', async () => {
    const { host } = await openWritten();
    await host.releaseLeg(RELEASE);
    expect(await host.exportLeg(exported(leg()))).toMatchObject({ code: 'unknown-leg' });
    expect(await host.growLeg({ ...RELEASE, extent: extent(1, 5) })).toMatchObject({ code: 'unknown-leg' });
    expect(await host.cutLeg({ ...leg(LEG_B), extent: extent(3, 1) })).toMatchObject({ code: 'overlap' });
    expect(valueOf(await host.observe()).legs).toMatchObject([{ leg: LEG_A }]);
  });

  it('lets others use the drive meanwhile', async () => {
    const { rig } = await openWritten();
    valueOf(await rig.start().cutLeg({ ...leg(LEG_B), extent: extent(20, 1) }));
    const { host } = withSlowDrives(rig);
    await host.releaseLeg(RELEASE);
    valueOf(await host.exportLeg(exported(leg(LEG_B))));
  });

  it('starts anew with a new agent, which knows nothing of it', async () => {
    const { host, rig } = await openWritten();
    await host.releaseLeg(RELEASE);
    expect(rig.model.drives[0]!.dirty).not.toEqual([]);
    valueOf(await rig.start().releaseLeg(RELEASE));
    expect(rig.model.drives[0]!.dirty).toEqual([]);
  });

  it('of a leg to be cut is never taken for that of its release', async () => {
    const rig = openRig();
    const { host, finish } = withSlowDrives(rig);
    const onHdd = { ...leg(LEG_A, HDD), extent: extent(1, 4) };
    expect(await host.cutLeg(onHdd)).toMatchObject({ code: 'unavailable' });
    await finish();
    // Beginning and end are wiped; the leg is released before anybody asked for it again.
    await repeated(() => host.releaseLeg(onHdd));
    const wiped = { start: 2n ** 30n, length: 4n * 2n ** 30n };
    expect(
      rig.model.drives[1]!.dirty.some(
        ({ start, length }) => start < wiped.start + wiped.length && wiped.start < start + length,
      ),
    ).toBe(false);
  });

  it('of what a leg grows into keeps others out', async () => {
    const { host, finish } = await openWritten();
    const grow = { ...leg(), extent: extent(1, 8) };
    expect(await host.growLeg(grow)).toMatchObject({ code: 'unavailable' });
    expect(await host.cutLeg({ ...leg(LEG_B), extent: extent(6, 1) })).toMatchObject({ code: 'overlap' });
    await finish();
    valueOf(await host.growLeg(grow));
    expect(valueOf(await host.observe()).legs).toMatchObject([{ extent: extent(1, 8) }]);
  });

  it('of a whole drive keeps everybody out', async () => {
    const rig = openRig();
    rig.model.drives[0]!.signature = 'ext4';
    const { host, finish } = withSlowDrives(rig);
    const wipe = { epoch: 1, drive: SSD, by: 'ada' };
    expect(await host.wipeDrive(wipe)).toMatchObject({ code: 'unavailable' });
    expect(await host.cutLeg(leg())).toMatchObject({ code: 'unavailable' });
    await finish();
    valueOf(await host.wipeDrive(wipe));
    await repeated(() => host.cutLeg(leg()));
    expect(await host.decisions()).toHaveLength(1);
  });

  it.each([
    ['SSD', 0, SSD],
    ['HDD', 1, HDD],
  ])('of a whole %s leaves no byte of what was there', async (_kind, index, drive) => {
    const rig = openRig();
    rig.model.drives[index]!.signature = 'ext4';
    valueOf(await rig.start().wipeDrive({ epoch: 1, drive, by: 'ada' }));
    expect(rig.model.drives[index]!.dirty).toEqual([]);
  });

  it.each([
    ['a filesystem', 'xfs'],
    ['nothing that tells of it', undefined],
  ])('of a whole drive counts for nothing where the drive was written to since, and bears %s', async (_, signature) => {
    const rig = openRig();
    rig.model.drives[0]!.signature = 'ext4';
    const { host, finish } = withSlowDrives(rig);
    const wipe = { epoch: 1, drive: SSD, by: 'ada' };
    expect(await host.wipeDrive(wipe)).toMatchObject({ code: 'unavailable' });
    await finish();
    makeSignature(rig.model.drives[0]!, signature);
    rig.model.drives[0]!.dirty = [{ start: 2n ** 30n, length: 2n ** 30n }];
    await repeated(() => host.wipeDrive(wipe));
    expect(rig.model.drives[0]!.dirty).toEqual([]);
  });

  it('that fails says so, and is begun again by a repeat', async () => {
    const rig = openRig();
    valueOf(await rig.start().cutLeg(leg()));
    const system = rig.model.system();
    let broken = true;
    const host = createLocalEnclosureHost({
      system: {
        ...system,
        run: (command) =>
          broken && command.program === 'blkdiscard'
            ? Promise.resolve({ status: 1, stdout: '', stderr: 'BLKZEROOUT ioctl failed: Input/output error' })
            : system.run(command),
      },
      store: rig.store,
      secrets: SECRETS,
      domain: DOMAIN,
      enclosure: ENCLOSURE,
      clock: stillClock(),
    });
    expect(await host.releaseLeg(leg())).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Input/output error') as string,
    });
    broken = false;
    valueOf(await host.releaseLeg(leg()));
  });
});

describe('a drive that is pulled while it is wiped', () => {
  it('leaves its kernel name to another, which is not wiped', async () => {
    const { host, rig, step } = await openWritten();
    expect(await host.releaseLeg(RELEASE)).toMatchObject({ code: 'unavailable' });
    const [pulled, hdd] = rig.model.drives;
    const another = { ...pulled!, wwid: 'naa.5000c500a1b200ff', dirty: pulled!.dirty };
    rig.model.drives = [another, hdd!];
    await step();
    await step();
    expect(another.dirty).toEqual([{ start: 2n ** 30n, length: 4n * 2n ** 30n }]);
    expect(await host.releaseLeg(RELEASE)).toMatchObject({ code: 'unknown-drive' });
  });
});

describe('what a cut leg says of its zeros', () => {
  it.each([
    { kind: 'an SSD', drive: SSD, zeroed: true },
    { kind: 'an HDD', drive: HDD, zeroed: false },
  ])('on $kind is that it is all zeros: $zeroed', async ({ drive, zeroed }) => {
    const rig = openRig();
    const host = rig.start();
    valueOf(await host.cutLeg(leg(LEG_A, drive)));
    expect(valueOf(await host.exportLeg(exported(leg(LEG_A, drive)))).zeroed).toBe(zeroed);
    valueOf(await host.growLeg({ ...leg(LEG_A, drive), extent: extent(1, 4) }));
    expect(valueOf(await host.exportLeg(exported(leg(LEG_A, drive)))).zeroed).toBe(zeroed);
    const span = { start: 2n ** 30n, length: 4n * 2n ** 30n };
    const dirty = rig.model.drives.find(({ kernelName }) => kernelName === (zeroed ? 'sda' : 'sdb'))!.dirty;
    expect(dirty.some(({ start }) => start > span.start && start < span.start + span.length)).toBe(!zeroed);
  });
});

const rungOnceFor = (patience: number, milliseconds: number) =>
  stillClock(milliseconds === patience ? Promise.resolve() : undefined).alarm(milliseconds);
