import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { DomainId, DriveId, EnclosureName, LegId, VolumeId } from '../../core/model/ids.ts';
import type { Drive } from '../../core/model/inventory.ts';
import type { Volume } from '../../core/model/volume.ts';
import type { SimulatedBeginning } from '../backends/composable/simulated-drives.ts';
import type { EnclosureObservation, EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import { failed, ok } from '../outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { emptyState } from './driver-state.ts';
import type { DriverState } from './driver-state.ts';
import type { Driver } from './driver.ts';
import { observer } from './observe-drives.ts';
import { createDriverWorld, createRequest, smallInventory } from './testing/driver-world.ts';
import type { DriverWorld } from './testing/driver-world.ts';
import { BOXES } from './testing/volume-story.ts';

const [BOX_A, BOX_B] = BOXES as [EnclosureName, EnclosureName];
/** The HDDs of box-a. */
const [ONE, TWO, THREE] = [1, 2, 3].map((n) => `wwn-0x5000c500aaaaaaa${String(n)}` as DriveId) as [
  DriveId,
  DriveId,
  DriveId,
];
const IN_A = { storageGroup: 'sg-a' };

const FOREIGN: SimulatedBeginning = { kind: 'label', domain: '7c0a0000-0000-4000-8000-000000000000' as DomainId };
const EXT4: SimulatedBeginning = { kind: 'unknown-data', found: 'ext4' };
const MOUNTED: SimulatedBeginning = { kind: 'in-use', by: 'mounted at /' };

const shown = (outcome: DriverOutcome<unknown>): string =>
  outcome.kind === 'ok' ? 'ok' : `${outcome.code}: ${outcome.message}`;

/** Where a volume went, or why it went nowhere. */
async function placed(
  driver: Driver,
  name: string,
  parameters: Readonly<Record<string, string>> = IN_A,
  size = 10,
): Promise<string> {
  const outcome = await driver.createVolume(createRequest(name, size, parameters));
  if (outcome.kind === 'error') return shown(outcome);
  const volume = driver.snapshot().volumes.find(({ id }) => id === outcome.value.id);
  return (volume?.legs ?? []).map(({ drive }) => drive).join(' ');
}

const capacity = async (driver: Driver, parameters = IN_A): Promise<unknown> => {
  const outcome = await driver.capacity({ parameters, segment: undefined, capabilities: [] });
  return outcome.kind === 'ok' ? outcome.value : shown(outcome);
};

const without = (drive: DriveId) => (drives: readonly Drive[]) => drives.filter(({ id }) => id !== drive);
const changed = (drive: DriveId, change: Partial<Drive>) => (drives: readonly Drive[]) =>
  drives.map((each) => (each.id === drive ? { ...each, ...change } : each));

/** A driver whose enclosures have attached, and found everything as it is declared. */
async function started(
  objects: readonly DeclaredObject[] = smallInventory(),
): Promise<{ readonly world: DriverWorld; readonly driver: Driver }> {
  const world = await createDriverWorld(objects);
  const driver = await world.start();
  for (const box of BOXES) {
    driver.awaitReport(box);
    await driver.observe(box);
  }
  return { world, driver };
}

describe('a drive that takes no legs', () => {
  it.each<[string, (world: DriverWorld) => unknown]>([
    ['belongs to another installation', (world) => world.plant(ONE, FOREIGN)],
    ['holds a filesystem', (world) => world.plant(ONE, EXT4)],
    ['is the host’s own', (world) => world.plant(ONE, MOUNTED)],
    [
      'is not there',
      (world) => {
        world.refit(BOX_A, without(ONE));
      },
    ],
    [
      'is no HDD',
      (world) => {
        world.refit(BOX_A, changed(ONE, { mediaType: 'SSD' }));
      },
    ],
    [
      'is too small',
      (world) => {
        world.refit(BOX_A, changed(ONE, { capacityBytes: 2n * 2n ** 30n }));
      },
    ],
  ])('because it %s is passed over, and is no capacity', async (_, happen) => {
    const { world, driver } = await started();
    await happen(world);
    await driver.observe(BOX_A);
    const free = await capacity(driver);
    expect([await placed(driver, 'pvc-1'), await placed(driver, 'pvc-2')].sort()).toEqual([TWO, THREE]);
    expect(await placed(driver, 'pvc-3')).toMatch(/^no-capacity: /);
    // Of a drive of 100 GiB, one goes to its label, one to the partition table at its end, and one to the leg.
    expect(free).toMatchObject({ maximumVolume: 97 });
    expect(await capacity(driver)).toMatchObject({ maximumVolume: 0 });
  });

  it('is counted where none is left, and taken once it is wiped', async () => {
    const { world, driver } = await started();
    for (const drive of [ONE, TWO, THREE]) await world.plant(drive, EXT4);
    await driver.inventory();
    expect(await placed(driver, 'pvc-1')).toBe(
      'no-capacity: not placed: needs a drive that is usable by what its agent reports; none of 3 left is; ' +
        `3 drives hold data that is not Stowage's: "stowage inventory" shows which; it would fit without parameter storageGroup`,
    );
    expect(await capacity(driver)).toEqual({ available: 0, maximumVolume: 0 });
    expect(shown(await driver.wipeDrive({ enclosure: BOX_A, drive: TWO, by: 'operator' }))).toBe('ok');
    expect(await placed(driver, 'pvc-1')).toBe(TWO);
  });

  it('is taken once it is adopted', async () => {
    const { world, driver } = await started();
    for (const drive of [ONE, TWO, THREE]) await world.plant(drive, FOREIGN);
    await driver.observe(BOX_A);
    expect(await placed(driver, 'pvc-1')).toMatch(/^no-capacity: .*; 3 drives belong to another installation: /);
    await driver.adoptDrive({ enclosure: BOX_A, drive: THREE, by: 'operator' });
    expect(await placed(driver, 'pvc-1')).toBe(THREE);
  });

  it('stays so under the next configuration, and keeps what lies on it', async () => {
    const { world, driver } = await started();
    const before = (await placed(driver, 'pvc-1')) as DriveId;
    const [left, gone] = [ONE, TWO, THREE].filter((drive) => drive !== before) as [DriveId, DriveId];
    world.refit(BOX_A, (drives) => drives.filter(({ id }) => id !== before && id !== gone));
    await driver.observe(BOX_A);
    const [backend, a] = smallInventory();
    await world.propose([backend!, a!]);
    expect(await driver.consider()).toMatchObject({ kind: 'activated' });
    expect([await placed(driver, 'pvc-1'), await placed(driver, 'pvc-2')]).toEqual([before, left]);
    expect(await placed(driver, 'pvc-3')).toMatch(/^no-capacity: .*; 2 drives were not found by their agents: /);
  });

  it('grows no leg beyond what is there', async () => {
    const { world, driver } = await started();
    const drive = (await placed(driver, 'pvc-1')) as DriveId;
    world.refit(BOX_A, changed(drive, { capacityBytes: 32n * 2n ** 30n }));
    await driver.observe(BOX_A);
    const [volume] = driver.snapshot().volumes;
    const grow = (size: number) =>
      driver.expand({ volume: volume!.id, size: { required: gib(size), limit: undefined } });
    expect(shown(await grow(40))).toMatch(/^out-of-range: .* can grow to 30 GiB/);
    expect(shown(await grow(29))).toBe('ok');
  });
});

describe('an enclosure that does not answer', () => {
  it('gets nothing new where another has room', async () => {
    const { world, driver } = await started();
    world.detach(BOX_A);
    for (const name of ['pvc-1', 'pvc-2', 'pvc-3']) expect(await placed(driver, name, {})).toMatch(/^wwn-0x5000c500b/);
    expect(await placed(driver, 'pvc-4', {})).toBe(
      'unavailable: not placed yet: it needs drives in box-a, where no agent is attached or it has not told of its drives yet; ' +
        'start "stowage agent" there, and repeat the request',
    );
    expect(driver.snapshot().volumes).toHaveLength(3);
    world.attach(BOX_A);
    expect(await placed(driver, 'pvc-4', {})).toMatch(/^wwn-0x5000c500a/);
  });

  it('makes no volume dearer: what fits on one drive of it waits', async () => {
    const [backend, a, b] = smallInventory();
    const boxB = b as { readonly spec: { readonly drives: readonly { readonly id: string }[] } } & DeclaredObject;
    const fourth = { ...boxB.spec.drives[0], id: 'wwn-0x5000c500bbbbbbb4' };
    const { world, driver } = await started([
      backend!,
      a!,
      { ...boxB, spec: { ...boxB.spec, drives: [...boxB.spec.drives, fourth] } } as DeclaredObject,
    ]);
    world.refit(BOX_B, (drives) => drives.map((drive) => ({ ...drive, capacityBytes: 60n * 2n ** 30n })));
    await driver.observe(BOX_B);
    const ask = (name: string): Promise<string> =>
      placed(driver, name, { sgResiliency: 'false', jbodResiliency: 'false' }, 90);
    expect(await ask('pvc-1')).toMatch(/^wwn-0x5000c500a\S+$/);
    world.detach(BOX_A);
    // Four drives of box-b would hold it, at twice the bytes.
    expect(await ask('pvc-2')).toMatch(/^unavailable: .* drives in box-a/);
    world.refit(BOX_A, () => []);
    world.attach(BOX_A);
    await driver.observe(BOX_A);
    expect((await ask('pvc-2')).split(' ')).toHaveLength(4);
  });

  it('is no capacity', async () => {
    const { world, driver } = await started();
    expect(await capacity(driver)).toEqual({ available: 291, maximumVolume: 97 });
    world.detach(BOX_A);
    expect(await capacity(driver)).toEqual({ available: 0, maximumVolume: 0 });
  });

  it('goes by what it told last, once it answers', async () => {
    const { world, driver } = await started();
    await world.plant(ONE, EXT4);
    await driver.observe(BOX_A);
    world.detach(BOX_A);
    await driver.observe(BOX_A);
    world.attach(BOX_A);
    expect([await placed(driver, 'pvc-1'), await placed(driver, 'pvc-2')].sort()).toEqual([TWO, THREE]);
  });
});

describe('an enclosure whose host has just attached', () => {
  it('gets nothing new until it has told of its drives', async () => {
    const { world, driver } = await started();
    for (const drive of [ONE, THREE]) await world.plant(drive, FOREIGN);
    driver.awaitReport(BOX_A);
    expect(await placed(driver, 'pvc-1')).toMatch(/^unavailable: /);
    expect(await placed(driver, 'pvc-2', {})).toMatch(/^wwn-0x5000c500b/);
    await driver.observe(BOX_A);
    expect(await placed(driver, 'pvc-1')).toBe(TWO);
  });
});

describe('an enclosure whose host never attached, as no simulated one does', () => {
  it('goes by its declaration alone, whatever was found under an earlier one', async () => {
    const [backend, a] = smallInventory();
    const boxA = a as { readonly spec: { readonly drives: readonly { readonly id: string }[] } } & DeclaredObject;
    const withDrives = (ids: readonly DriveId[]): readonly DeclaredObject[] => {
      const drives = boxA.spec.drives.filter(({ id }) => ids.includes(id as DriveId));
      return [backend!, { ...boxA, spec: { ...boxA.spec, drives } } as DeclaredObject];
    };
    const world = await createDriverWorld(withDrives([ONE]));
    const driver = await world.start();
    await driver.inventory();
    expect(driver.snapshot().reports.size).toBe(0);
    await world.propose(withDrives([TWO]));
    await driver.consider();
    world.refit(BOX_A, () => driver.snapshot().active?.enclosures.get(BOX_A)?.drives ?? []);
    expect(await placed(driver, 'pvc-1')).toBe(TWO);
  });
});

describe('the inventory', () => {
  it('is taken of enclosures that answer and of those that are declared', async () => {
    const { world, driver } = await started();
    const [backend, a] = smallInventory();
    await world.propose([backend!, a!]);
    await driver.consider();
    world.detach(BOX_A);
    const seen = await driver.inventory();
    expect(seen.map(({ name, observed }) => `${name} ${observed.kind}`)).toEqual(['box-a error', 'box-b ok']);
  });
});

describe('observations', () => {
  const told = (found: string): EnclosureOutcome<EnclosureObservation> =>
    ok({
      drives: [
        {
          id: ONE,
          mediaType: 'HDD',
          protocol: 'SAS',
          rotationSpeedRPM: 7200,
          capacityBytes: 1n,
          percentageUsed: undefined,
          model: '',
          serialNumber: '',
          standing: found === 'blank' ? { kind: 'blank' } : { kind: 'unknown-data', found },
        },
      ],
      legs: [],
      exports: [],
    });

  it.each<[string, readonly (readonly [number, EnclosureOutcome<EnclosureObservation>])[], string | undefined]>([
    ['in order', [[0, told('ext4')], [1, told('blank')]], 'blank'], // prettier-ignore
    ['the newer first', [[1, told('blank')], [0, told('ext4')]], 'blank'], // prettier-ignore
    ['the newer failing', [[1, failed('unavailable', 'gone')], [0, told('ext4')]], 'unknown-data'], // prettier-ignore
    ['none', [[0, failed('unavailable', 'gone')], [1, failed('unavailable', 'gone')]], undefined], // prettier-ignore
  ])('that answer %s leave what the newest said', async (_, answers, expected) => {
    const state = { ...emptyState(), awaited: new Set([BOX_A]) };
    const pending: ((outcome: EnclosureOutcome<EnclosureObservation>) => void)[] = [];
    const drives = { observe: () => new Promise<EnclosureOutcome<EnclosureObservation>>((tell) => pending.push(tell)) };
    const observe = observer(state, { drives } as never);
    const both = [observe(BOX_A), observe(BOX_A)];
    for (const [question, answer] of answers) {
      pending[question]?.(answer);
      await both[question];
    }
    expect(state.reports.get(BOX_A)?.get(ONE)?.standing.kind).toBe(expected);
  });

  const STRANGER = '5b0c7bd6-8f0e-4f4c-9f5c-0d1f3c4b5a69' as VolumeId;
  const withLeg = (volume?: VolumeId): EnclosureOutcome<EnclosureObservation> => {
    const seen = told('blank');
    if (seen.kind === 'error') return seen;
    const drives = seen.value.drives.map((drive) => ({ ...drive, standing: { kind: 'owned' } as const }));
    const leg = { leg: 'a-leg' as LegId, drive: ONE, extent: { start: gib(1), length: gib(2) } };
    return ok({ ...seen.value, drives, legs: volume === undefined ? [] : [{ ...leg, volume }] });
  };

  it.each<[string, string, EnclosureOutcome<EnclosureObservation>, (state: DriverState) => void]>([
    ['of a volume that nobody knows keep others off', 'unknown-legs', withLeg(STRANGER), () => undefined],
    ['that went with their volume meanwhile do not', 'owned', withLeg(), () => undefined],
    [
      'of a volume that came meanwhile do not',
      'owned',
      withLeg(STRANGER),
      ({ volumes }) => volumes.set(STRANGER, {} as Volume),
    ],
  ])('of legs %s', async (_, expected, second, meanwhile) => {
    const state = { ...emptyState(), awaited: new Set([BOX_A]) };
    const answers = [withLeg(STRANGER), second];
    const drives = {
      observe: () => {
        if (answers.length === 1) meanwhile(state);
        return Promise.resolve(answers.shift() ?? failed('unavailable', 'gone'));
      },
    };
    await observer(state, { drives } as never)(BOX_A);
    expect(state.reports.get(BOX_A)?.get(ONE)?.standing.kind).toBe(expected);
  });
});
