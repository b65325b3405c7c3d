import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../../../core/model/format.ts';
import type {
  DomainId,
  DriveId,
  EnclosureName,
  LegId,
  NodeName,
  PublicationId,
  VolumeId,
} from '../../../core/model/ids.ts';
import type { Portal } from '../../../core/model/inventory.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import { declared, enclosureOf, ssd } from '../../testing/enclosures.ts';
import { createSimulatedEnclosures } from './simulated-enclosures.ts';
import { writeBeginning } from './simulated-drives.ts';
import type { SimulatedBeginning } from './simulated-drives.ts';
import { describeEnclosureHost } from './testing/enclosure-host-contract.ts';
import type { EnclosureWithForeignDrives } from './testing/enclosure-under-test.ts';
import { describeForeignDrives } from './testing/foreign-drive-contract.ts';

const drives = [ssd('wwn-0x5000000000000001', 100), ssd('wwn-0x5000000000000002', 100)] as const;
const box = enclosureOf('box', drives);
const [portal] = box.portals as [Portal];
const OTHER_DOMAIN = '00000000-0000-4000-8000-00000000000f' as DomainId;

const open = (store = openMemoryStore()) => {
  const enclosures = createSimulatedEnclosures({ store, declared: declared(box) });
  return { store, host: enclosures.of(box.name), enclosures };
};

const underTest = (): Promise<EnclosureWithForeignDrives> => {
  const { store, host } = open();
  const plant = (drive: DriveId, beginning: SimulatedBeginning) =>
    store.commit({ conditions: [], writes: [writeBeginning(drive, beginning)] });
  return Promise.resolve({
    host,
    drives: [drives[0].id, drives[1].id],
    end: FIRST_EXTENT_GIB + partitionableGiB(drives[0].capacityBytes),
    portal,
    missingPortal: { transport: 'iscsi', address: '192.0.2.1', port: 3260 },
    restart: () => Promise.resolve(open(store).host),
    plantForeignLabel: async (drive: DriveId) => {
      await plant(drive, { kind: 'label', domain: OTHER_DOMAIN });
      return OTHER_DOMAIN;
    },
    plantData: async (drive: DriveId) => {
      await plant(drive, { kind: 'unknown-data', found: 'an ext4 filesystem' });
    },
  });
};

describeEnclosureHost('a simulated enclosure', underTest);
describeForeignDrives('a simulated enclosure', underTest);

const fence = { epoch: 1, generation: 1 };
const aLeg = () => ({
  fence,
  volume: randomUUID() as VolumeId,
  leg: randomUUID() as LegId,
  drive: drives[0].id,
  extent: { start: gib(1), length: gib(10) },
});

describe('a simulated enclosure', () => {
  it('that nobody declared answers that there is none', async () => {
    const host = open().enclosures.of('attic' as EnclosureName);
    expect(await host.observe()).toMatchObject({ kind: 'error', code: 'unknown-enclosure' });
    expect(await host.cutLeg(aLeg())).toMatchObject({ kind: 'error', code: 'unknown-enclosure' });
  });

  it('shows the legs of another domain to nobody, and has them back once the drive is adopted', async () => {
    const { store, host } = open();
    const leg = aLeg();
    await host.cutLeg(leg);
    const label = (domain: DomainId) =>
      store.commit({ conditions: [], writes: [writeBeginning(leg.drive, { kind: 'label', domain })] });
    await label(OTHER_DOMAIN);
    expect(await host.observe()).toMatchObject({ kind: 'ok', value: { legs: [] } });
    expect(await host.releaseLeg(leg)).toMatchObject({ kind: 'error', code: 'foreign-drive' });
    await host.adoptDrive({ epoch: 1, drive: leg.drive, by: 'operator' });
    expect(await host.observe()).toMatchObject({ kind: 'ok', value: { legs: [{ leg: leg.leg }] } });
    await label(OTHER_DOMAIN);
    await host.wipeDrive({ epoch: 1, drive: leg.drive, by: 'operator' });
    expect(await host.observe()).toMatchObject({ kind: 'ok', value: { legs: [] } });
  });

  it('touches no drive that its host uses', async () => {
    const { store, host } = open();
    const leg = aLeg();
    const writes = [writeBeginning(leg.drive, { kind: 'in-use', by: 'mounted at /' })];
    await store.commit({ conditions: [], writes });
    const decision = { epoch: 1, drive: leg.drive, by: 'operator' };
    for (const outcome of [await host.cutLeg(leg), await host.adoptDrive(decision), await host.wipeDrive(decision)]) {
      expect(outcome).toMatchObject({ kind: 'error', code: 'drive-in-use' });
    }
  });

  it('wipes what a leg held when it is released', async () => {
    const { store, host } = open();
    const leg = aLeg();
    await host.cutLeg(leg);
    const key = `simulated/content/${leg.leg}`;
    await store.commit({ conditions: [], writes: [{ kind: 'put', key, value: '{}' }] });
    await host.releaseLeg(leg);
    expect(await store.get(key)).toBeUndefined();
  });

  it('leaves nothing in the store but labels and fences, and of those no generation over a change of leader', async () => {
    const { store, host } = open();
    const leg = { ...aLeg(), publication: randomUUID() as PublicationId };
    await host.cutLeg(leg);
    await host.exportLeg({ ...leg, node: 'node-1' as NodeName, portal, chap: undefined });
    await host.withdrawExport(leg);
    await host.releaseLeg(leg);
    await host.cutLeg({ ...aLeg(), fence: { epoch: 2, generation: 1 } });
    const keys = (await store.list('')).map(({ key }) => key.replaceAll(/[0-9a-f]{64}|[0-9a-f-]{36}/g, '*'));
    expect(keys.filter((key) => !key.startsWith('simulated/leg/'))).toEqual([
      'simulated/drive/wwn-0x5000000000000001',
      'simulated/fence/*/epoch',
      'simulated/fence/*/generation/*',
    ]);
  });

  it('lets only the node in that a leg is exported to, at the address it is exported at', async () => {
    const { host, enclosures } = open();
    const leg = { ...aLeg(), publication: randomUUID() as PublicationId };
    const node = 'node-1' as NodeName;
    await host.cutLeg(leg);
    const exported = await host.exportLeg({ ...leg, node, portal, chap: undefined });
    if (exported.kind === 'error') throw new Error(exported.message);
    const { address } = exported.value;
    expect(await enclosures.fabric.reach(address, node)).toBe(leg.leg);
    expect(await enclosures.fabric.reach(address, 'node-2' as NodeName)).toBeUndefined();
    expect(
      await enclosures.fabric.reach({ ...address, target: 'nqn.2014-08.org.example:other' }, node),
    ).toBeUndefined();
    await host.withdrawExport(leg);
    expect(await enclosures.fabric.reach(address, node)).toBeUndefined();
  });

  it('withdraws all exports of an array wider than a transaction', async () => {
    const { host } = open();
    const publication = randomUUID() as PublicationId;
    const { volume } = aLeg();
    for (let start = 1; start <= 80; start++) {
      const leg = { ...aLeg(), volume, extent: { start: gib(start), length: gib(1) } };
      await host.cutLeg(leg);
      await host.exportLeg({ ...leg, publication, node: 'node-1' as NodeName, portal, chap: undefined });
    }
    await host.withdrawExport({ fence: { epoch: 2, generation: 2 }, volume, publication });
    expect(await host.observe()).toMatchObject({ kind: 'ok', value: { exports: [] } });
  });

  it('takes nothing for a drive that cannot be read, and wipes nothing on it', async () => {
    const { store, host } = open();
    const [{ id: drive }] = drives;
    await store.commit({ conditions: [], writes: [writeBeginning(drive, { kind: 'unreadable', why: 'EIO' })] });
    const decision = { epoch: 1, drive, by: 'operator' };
    const told = { kind: 'error', code: 'unavailable', message: expect.stringMatching(/cabling$/) as string };
    expect(await host.cutLeg(aLeg())).toMatchObject(told);
    expect(await host.adoptDrive(decision)).toMatchObject(told);
    expect(await host.wipeDrive(decision)).toMatchObject(told);
  });

  it('takes many commands of a new leader at once', async () => {
    const { host } = open();
    const legs = Array.from({ length: 40 }, (_, index) => ({
      ...aLeg(),
      fence: { epoch: 7, generation: 1 },
      drive: drives[index % 2]!.id,
      extent: { start: gib(1 + index), length: gib(1) },
    }));
    const outcomes = await Promise.all(legs.map((leg) => host.cutLeg(leg)));
    expect(outcomes.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(await host.cutLeg(aLeg())).toMatchObject({ kind: 'error', code: 'stale' });
  });

  it('knows of every GiB of a drive whose it is, whatever is cut, grown and released', async () => {
    const name = fc.integer({ min: 0, max: 4 });
    const step = fc.record({
      command: fc.constantFrom('cut', 'grow', 'release'),
      name,
      start: fc.integer({ min: 0, max: 22 }),
      length: fc.integer({ min: 0, max: 12 }),
    });
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), follows));
  });
});

interface Step {
  readonly command: string;
  readonly name: number;
  readonly start: number;
  readonly length: number;
}

/** The oracle: an array with an owner for each of 20 GiB. */
async function follows(steps: readonly Step[]): Promise<void> {
  const drive = ssd('wwn-0x5000000000000003', 20);
  const small = enclosureOf('small', [drive]);
  const host = createSimulatedEnclosures({ store: openMemoryStore(), declared: declared(small) }).of(small.name);
  const owners: (number | undefined)[] = Array.from({ length: 20 }, () => undefined);
  const gibOf = (owner: number) => owners.flatMap((each, index) => (each === owner ? [index + 1] : []));
  for (const { command, name, start, length } of steps) {
    const leg = uuidOf(name) as LegId;
    const volume = uuidOf(name) as VolumeId;
    const extent = { start: gib(start), length: gib(length) };
    const wanted = Array.from({ length }, (_, index) => start + index);
    const free = wanted.every((each) => each >= 1 && each <= 20 && [undefined, name].includes(owners[each - 1]));
    const held = gibOf(name);
    const target = { fence, volume, leg, drive: drive.id, extent };
    if (command === 'cut') {
      const same = held.length > 0 && held.join() === wanted.join();
      const expected = held.length > 0 ? same : free && length > 0;
      expect((await host.cutLeg(target)).kind).toBe(expected ? 'ok' : 'error');
      if (expected) for (const each of wanted) owners[each - 1] = name;
    } else if (command === 'grow') {
      const expected = held[0] === start && (length <= held.length || free);
      expect((await host.growLeg(target)).kind).toBe(expected ? 'ok' : 'error');
      if (expected) for (const each of wanted) owners[each - 1] = name;
    } else {
      expect(await host.releaseLeg(target)).toMatchObject({ kind: 'ok' });
      for (const each of held) owners[each - 1] = undefined;
    }
  }
  const observed = await host.observe();
  const legs = observed.kind === 'ok' ? observed.value.legs : [];
  const seen = legs.flatMap(({ volume, extent }) =>
    Array.from({ length: extent.length }, (_, index) => [extent.start + index, volume]),
  );
  expect(new Map(seen as [number, string][])).toEqual(
    new Map(owners.flatMap((owner, index) => (owner === undefined ? [] : [[index + 1, uuidOf(owner)]]))),
  );
}

const uuidOf = (name: number): string => `00000000-0000-4000-8000-00000000000${String(name)}`;
