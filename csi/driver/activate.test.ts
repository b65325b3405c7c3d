import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { DriveId, EnclosureName, VolumeId } from '../../core/model/ids.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { Driver } from './driver.ts';
import { createDriverWorld, createRequest, smallInventory } from './testing/driver-world.ts';
import type { DriverWorld } from './testing/driver-world.ts';

const IN_A = { storageGroup: 'sg-a' };
const IN_B = { storageGroup: 'sg-b' };

async function created(driver: Driver, name: string, parameters: Readonly<Record<string, string>>): Promise<VolumeId> {
  const outcome = await driver.createVolume(createRequest(name, 10, parameters));
  if (outcome.kind === 'error') throw new Error(outcome.message);
  return outcome.value.id;
}

const shown = (outcome: DriverOutcome<unknown>): string =>
  outcome.kind === 'ok' ? 'ok' : `${outcome.code}: ${outcome.message}`;

const drivesOf = (driver: Driver, id: VolumeId): readonly string[] =>
  driver
    .snapshot()
    .volumes.find((volume) => volume.id === id)
    ?.legs.map(({ drive }) => drive) ?? [];

const without = (name: string): readonly DeclaredObject[] =>
  smallInventory().filter(({ metadata }) => metadata.name !== name);

/** Nothing of what placement goes by: another revision all the same. */
const another = (name: string): readonly DeclaredObject[] => [
  ...smallInventory(),
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'csi.stowage.dev',
  } as DeclaredObject,
];

/** Considers what is proposed, and does the work once in the nth break between two steps of it, or behind the last. */
async function consideredWhile(
  world: DriverWorld,
  driver: Driver,
  {
    pause,
    work,
    waits = true,
  }: { readonly pause: number; readonly work: () => Promise<unknown>; readonly waits?: boolean },
): Promise<{ readonly verdict: Awaited<ReturnType<Driver['consider']>>; readonly pauses: number }> {
  let pauses = 0;
  let done: Promise<unknown> | undefined;
  world.interleave(() => {
    pauses += 1;
    if (pauses !== pause) return Promise.resolve();
    done = work();
    // What may wait for the activation to end is not waited for: all that can happen without it does.
    return waits ? new Promise((resolve) => setImmediate(resolve)) : done;
  });
  const verdict = await driver.consider();
  world.interleave(() => Promise.resolve());
  await (done ?? work());
  return { verdict, pauses };
}

/** Every one of the breaks, in a world of its own. The story says how many there were in all. */
async function inEveryBreak(
  objects: readonly DeclaredObject[],
  story: (world: DriverWorld, driver: Driver, pause: number) => Promise<number>,
): Promise<void> {
  let [breaks, pause] = [Infinity, 0];
  // What happens in one break may be why there is no other: the last one is that behind which there is none.
  while (pause < breaks) {
    pause += 1;
    const world = await createDriverWorld();
    const driver = await world.start();
    await created(driver, 'there', IN_B);
    await world.propose(objects);
    const passed = await story(world, driver, pause);
    if (passed < pause) breaks = passed;
  }
  expect(breaks).toBeGreaterThan(10);
}

describe('while a configuration is made ready', () => {
  it('a volume is placed under the one that runs, whatever the moment, and its drives are taken in both', async () => {
    await inEveryBreak(another('later'), async (world, driver, pause) => {
      let id: VolumeId | undefined;
      const work = async (): Promise<void> => {
        id = await created(driver, 'meanwhile', IN_A);
      };
      const { verdict, pauses } = await consideredWhile(world, driver, { pause, work });
      expect(verdict).toMatchObject({ kind: 'activated', revision: 2 });
      const others = [await created(driver, 'second', IN_A), await created(driver, 'third', IN_A)];
      const drives = [id, ...others].flatMap((each) => (each === undefined ? [] : drivesOf(driver, each)));
      expect(new Set(drives).size).toBe(3);
      expect(shown(await driver.createVolume(createRequest('fourth', 10, IN_A)))).toMatch(/^no-capacity/);
      return pauses;
    });
  });

  it('a volume that comes to lie on what would be taken away keeps it, or is not placed there', async () => {
    await inEveryBreak(without('box-a'), async (world, driver, pause) => {
      let outcome: DriverOutcome<unknown> | undefined;
      const work = async (): Promise<void> => {
        outcome = await driver.createVolume(createRequest('meanwhile', 10, IN_A));
      };
      const { verdict, pauses } = await consideredWhile(world, driver, { pause, work });
      expect([verdict?.kind, outcome?.kind]).toEqual(
        outcome?.kind === 'ok' ? ['refused', 'ok'] : ['activated', 'error'],
      );
      expect(driver.snapshot().active?.revision.number).toBe(outcome?.kind === 'ok' ? 1 : 2);
      return pauses;
    });
  });

  it('what a volume leaves is free afterwards', async () => {
    await inEveryBreak(another('later'), async (world, driver, pause) => {
      const gone = await created(driver, 'gone', IN_A);
      const work = async (): Promise<void> => {
        await driver.deleteVolume(gone);
        await driver.settled();
      };
      const { verdict, pauses } = await consideredWhile(world, driver, { pause, work, waits: false });
      expect(verdict).toMatchObject({ kind: 'activated', revision: 2 });
      for (const name of ['one', 'two', 'three']) await created(driver, name, IN_A);
      return pauses;
    });
  });

  it('what a volume grows to is taken afterwards', async () => {
    await inEveryBreak(another('later'), async (world, driver, pause) => {
      const slice = await created(driver, 'slice', { ...IN_A, type: 'slice' });
      const work = (): Promise<unknown> =>
        driver.expand({ volume: slice, size: { required: gib(20), limit: undefined } });
      const { pauses } = await consideredWhile(world, driver, { pause, work });
      await created(driver, 'beside', { ...IN_A, type: 'slice' });
      expect(
        (await world.legsOnDrives()).filter((leg) => leg.includes('eui.a')).map((leg) => leg.split(' ')[2]),
      ).toEqual(['1+21', '22+11']);
      return pauses;
    });
  });

  it('what a host tells is heard', async () => {
    const [box, drive] = ['box-a' as EnclosureName, 'wwn-0x5000c500aaaaaaa1' as DriveId];
    await inEveryBreak(another('later'), async (world, driver, pause) => {
      driver.awaitReport(box);
      await driver.observe(box);
      const work = async (): Promise<void> => {
        world.refit(box, (drives) => drives.filter(({ id }) => id !== drive));
        await driver.observe(box);
      };
      const { pauses } = await consideredWhile(world, driver, { pause, work });
      const placed = [await created(driver, 'one', IN_A), await created(driver, 'two', IN_A)];
      expect(placed.flatMap((id) => drivesOf(driver, id))).not.toContain(drive);
      expect(shown(await driver.createVolume(createRequest('three', 10, IN_A)))).toMatch(/^no-capacity/);
      return pauses;
    });
  });

  it('a newer one may be proposed, and is looked at next', async () => {
    await inEveryBreak(another('later'), async (world, driver, pause) => {
      let second: Promise<unknown> | undefined;
      const work = async (): Promise<void> => {
        await world.propose(another('last'));
        second = driver.consider();
        await Promise.resolve();
      };
      const { verdict, pauses } = await consideredWhile(world, driver, { pause, work });
      expect(verdict).toMatchObject({ kind: 'activated', revision: 2 });
      expect(await second).toMatchObject({ kind: 'activated', revision: 3 });
      expect(driver.snapshot().active?.configuration.classes.map(({ name }) => name)).toEqual(['last']);
      return pauses;
    });
  });

  it('the one before goes on until the last step', async () => {
    await inEveryBreak(another('later'), async (world, driver, pause) => {
      let running: number | undefined;
      const work = (): Promise<void> => {
        running = driver.snapshot().active?.revision.number;
        return Promise.resolve();
      };
      const { pauses } = await consideredWhile(world, driver, { pause, work });
      expect([running, driver.snapshot().active?.revision.number]).toEqual([pause > pauses ? 2 : 1, 2]);
      return pauses;
    });
  });
});
