import { describe, expect, it } from 'vitest';
import type { DriveId } from '../../../core/model/ids.ts';
import type { DriveStanding } from '../../backends/composable/enclosure-host.ts';
import { SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';
import { LEG_TYPE_GUID } from '../../system/format.ts';
import { ownerLabelBytes } from '../disk/owner-label.ts';
import { createLocalEnclosureHost } from '../local-enclosure-host.ts';
import { DOMAIN, ENCLOSURE, openRig, OTHER_DOMAIN, SECRETS, stillClock } from '../testing/agent-rig.ts';
import type { AgentRig } from '../testing/agent-rig.ts';
import { exported, extent, HDD, leg, LEG_A, LEG_B, SSD, valueOf } from '../testing/story.ts';

const standingOfSsd = async (rig: AgentRig): Promise<DriveStanding | undefined> =>
  valueOf(await rig.start().observe()).drives.find(({ id }) => id === SSD)?.standing;

const MIB = 2n ** 20n;
const NEXT_EPOCH = { epoch: 2, generation: 1 };

/** A drive with a leg of ours, then changed. */
async function changed(change: (drive: AgentRig['model']['drives'][number]) => void): Promise<AgentRig> {
  const rig = openRig();
  valueOf(await rig.start().cutLeg(leg()));
  change(rig.model.drives[0]!);
  return rig;
}

const labelFor = (labels: { domain?: typeof DOMAIN; drive?: DriveId }) =>
  ownerLabelBytes({ domain: DOMAIN, drive: SSD, enclosure: ENCLOSURE, ...labels });

const labelAlone = (domain: typeof DOMAIN): DriveStanding => ({
  kind: 'unknown-data',
  found: `the owner label of drive ${SSD} of domain ${domain}, without the partition table that goes with it`,
});

describe('whose a drive is', () => {
  const cases: readonly (readonly [string, Parameters<typeof changed>[0], DriveStanding])[] = [
    ['ours', () => undefined, { kind: 'owned' }],
    ['mounted', (drive) => (drive.mountPoint = '/srv'), { kind: 'in-use', by: 'mounted at /srv' }],
    ['part of an array', (drive) => (drive.holder = 'md127'), { kind: 'in-use', by: 'raid1 device md127' }],
    [
      'labelled by another domain',
      (drive) => drive.written.set(MIB, labelFor({ domain: OTHER_DOMAIN })),
      { kind: 'foreign', domain: OTHER_DOMAIN },
    ],
    [
      'a copy of another drive',
      (drive) => drive.written.set(MIB, labelFor({ drive: 'eui.0025385c21403f07' as DriveId })),
      { kind: 'unknown-data', found: 'the owner label of another drive, eui.0025385c21403f07' },
    ],
    [
      'without its label',
      (drive) => drive.written.delete(MIB),
      { kind: 'unknown-data', found: 'a partition for an owner label, without the label' },
    ],
    [
      'damaged',
      (drive) => (drive.damage = 'The primary GPT table is corrupt, but the backup appears OK, so that will be used.'),
      {
        kind: 'unknown-data',
        found:
          'a damaged partition table (The primary GPT table is corrupt, but the backup appears OK, so that will be used.)',
      },
    ],
    [
      'given a partition by somebody else',
      (drive) => {
        addPartition(drive, { type: '0fc63daf-8483-4772-8e79-3d69d8477de4' });
      },
      { kind: 'unknown-data', found: 'partition 9 of type 0fc63daf-8483-4772-8e79-3d69d8477de4 among ours' },
    ],
    [
      'given a leg off the GiB boundaries',
      (drive) => {
        addPartition(drive, { start: 40n * 2n ** 30n + MIB });
      },
      { kind: 'unknown-data', found: `partition 9 of type ${LEG_TYPE_GUID} among ours` },
    ],
    [
      'made a filesystem',
      (drive) => {
        makeSignature(drive, 'ext4');
      },
      { kind: 'unknown-data', found: 'a signature of ext4' },
    ],
    [
      'robbed of its table, and another domain’s',
      (drive) => {
        drive.written.set(MIB, labelFor({ domain: OTHER_DOMAIN }));
        drive.gpt = undefined;
      },
      labelAlone(OTHER_DOMAIN),
    ],
    [
      'robbed of table and label, and written to by something that leaves no signature',
      (drive) => {
        drive.gpt = undefined;
        drive.written.delete(MIB);
        drive.written.set(0n, Uint8Array.of(0, 0, 1));
      },
      { kind: 'unknown-data', found: 'data without a signature' },
    ],
    ['robbed of its table, with the legs that it told of', (drive) => (drive.gpt = undefined), labelAlone(DOMAIN)],
  ];

  it.each(cases)('that is %s', async (_name, change, standing) => {
    expect(await standingOfSsd(await changed(change))).toEqual(standing);
  });

  it.each([
    ['mounted', cases[1]?.[1], 'drive-in-use'],
    ['labelled by another domain', cases[3]?.[1], 'foreign-drive'],
    ['a copy', cases[4]?.[1], 'unknown-data'],
    ['damaged', cases[6]?.[1], 'unknown-data'],
    ['changed by somebody else', cases[7]?.[1], 'unknown-data'],
    ['made a filesystem', cases[9]?.[1], 'unknown-data'],
  ])('decides what it takes: %s', async (_name, change, code) => {
    const rig = await changed(change!);
    const host = rig.start();
    const tableBefore = rig.model.drives[0]!.gpt;
    const another = { ...leg(LEG_B), extent: extent(50, 1) };
    expect(await host.cutLeg(another)).toMatchObject({ kind: 'error', code });
    expect(await host.growLeg({ ...leg(), extent: extent(1, 5) })).toMatchObject({ kind: 'error', code });
    expect(await host.releaseLeg(leg())).toMatchObject({ kind: 'error', code });
    expect(rig.model.drives[0]!.gpt).toBe(tableBefore);
  });

  it('is told of all drives but one that cannot be read', async () => {
    const rig = openRig();
    const system = rig.model.system();
    const readBytes: System['readBytes'] = (path, range) =>
      path === '/dev/sdb'
        ? Promise.reject(new SystemError('file', 'cannot read /dev/sdb: EIO', { errno: 'EIO' }))
        : system.readBytes(path, range);
    const { store } = rig;
    const host = createLocalEnclosureHost({
      ...{ system: { ...system, readBytes }, store, secrets: SECRETS },
      ...{ domain: DOMAIN, enclosure: ENCLOSURE, clock: stillClock() },
    });
    expect(valueOf(await host.observe()).drives.map(({ standing }) => standing)).toEqual([
      { kind: 'blank' },
      { kind: 'unknown-data', found: 'what cannot be read (cannot read /dev/sdb: EIO)' },
    ]);
    expect(await host.cutLeg(leg(LEG_A, HDD))).toMatchObject({ code: 'unavailable' });
  });

  it('is told of all drives but one that never answers, which keeps no command about another waiting', async () => {
    const rig = openRig();
    const system = rig.model.system();
    const readBytes: System['readBytes'] = (path, range) =>
      path === '/dev/sdb' ? new Promise(() => undefined) : system.readBytes(path, range);
    let ring = (): void => undefined;
    const rings = new Promise<void>((resolve) => (ring = resolve));
    const host = createLocalEnclosureHost({
      ...{ system: { ...system, readBytes }, store: rig.store, secrets: SECRETS },
      ...{ domain: DOMAIN, enclosure: ENCLOSURE, clock: stillClock(rings) },
    });
    valueOf(await rig.start().cutLeg(leg()));
    const waiting = Promise.all([host.observe(), host.exportLeg({ ...exported(leg()), fence: NEXT_EPOCH })]);
    // All that does answer has answered once nothing but timers is left.
    await new Promise((done) => setImmediate(done));
    ring();
    const [observed, exportedLeg] = await waiting;
    expect(valueOf(observed).drives.map(({ standing }) => standing)).toEqual([
      { kind: 'owned' },
      { kind: 'unknown-data', found: 'what cannot be read (it does not answer)' },
    ]);
    expect(exportedLeg.kind).toBe('ok');
  });

  it('does not keep the legs of a damaged drive from their volumes', async () => {
    const rig = await changed((drive) => (drive.damage = 'The backup GPT table is corrupt'));
    valueOf(await rig.start().exportLeg(exported(leg())));
  });
});

describe('decisions about drives', () => {
  it('adopt a drive of another domain with its legs, and say who decided it and what was there', async () => {
    const rig = openRig();
    valueOf(await rig.start({ domain: OTHER_DOMAIN }).cutLeg(leg()));
    const host = rig.start();
    valueOf(await host.adoptDrive({ epoch: 1, drive: SSD, by: 'ada' }));
    expect(await standingOfSsd(rig)).toEqual({ kind: 'owned' });
    expect(valueOf(await host.observe()).legs).toMatchObject([{ leg: LEG_A, extent: extent(1, 2) }]);
    expect(await host.decisions()).toEqual([
      {
        drive: SSD,
        kind: 'adopt',
        by: 'ada',
        at: '2026-11-21T12:00:00.000Z',
        before: { kind: 'foreign', domain: OTHER_DOMAIN },
        done: '2026-11-21T12:00:00.000Z',
      },
    ]);
  });

  it('adopt nothing that this host exports for the other domain', async () => {
    const rig = openRig();
    const others = rig.start({ domain: OTHER_DOMAIN });
    valueOf(await others.cutLeg(leg()));
    valueOf(await others.exportLeg(exported(leg())));
    const host = rig.start();
    expect(await host.adoptDrive({ epoch: 1, drive: SSD, by: 'ada' })).toMatchObject({ code: 'exported' });
    expect(await host.wipeDrive({ epoch: 1, drive: SSD, by: 'ada' })).toMatchObject({ code: 'drive-in-use' });
    expect(await host.decisions()).toEqual([]);
  });

  it.each([
    {
      what: 'unknown data',
      change: (drive: AgentRig['model']['drives'][number]) => {
        makeSignature(drive, 'xfs');
      },
    },
    { what: 'a foreign partition', change: foreignAndStrange },
  ])('adopt no drive with $what, but wipe it', async ({ change }) => {
    const rig = await changed(change);
    const host = rig.start();
    expect(await host.adoptDrive({ epoch: 1, drive: SSD, by: 'ada' })).toMatchObject({ code: 'unknown-data' });
    valueOf(await host.wipeDrive({ epoch: 1, drive: SSD, by: 'ada' }));
    expect(await standingOfSsd(rig)).toEqual({ kind: 'owned' });
    expect(rig.model.drives[0]!.dirty).toEqual([]);
    expect(rig.model.drives[0]!.kernelPartitions.size).toBe(0);
  });

  it('wipe no drive with a leg of ours, also where its table is damaged', async () => {
    const rig = await changed((drive) => (drive.damage = 'The backup GPT table is corrupt'));
    expect(await rig.start().wipeDrive({ epoch: 1, drive: SSD, by: 'ada' })).toMatchObject({ code: 'differs' });
  });
});

function makeSignature(drive: AgentRig['model']['drives'][number], type: string): void {
  drive.gpt = undefined;
  drive.written.clear();
  drive.kernelPartitions.clear();
  drive.signature = type;
}

function foreignAndStrange(drive: AgentRig['model']['drives'][number]): void {
  drive.written.set(MIB, labelFor({ domain: OTHER_DOMAIN }));
  addPartition(drive, { type: '0fc63daf-8483-4772-8e79-3d69d8477de4' });
}

function addPartition(
  drive: AgentRig['model']['drives'][number],
  { type = LEG_TYPE_GUID, start = 40n * 2n ** 30n }: { readonly type?: string; readonly start?: bigint },
): void {
  const partition = { type, start, length: 2n ** 30n, uuid: LEG_B, name: LEG_B, attrs: '' };
  drive.gpt = { ...drive.gpt!, partitions: new Map([...drive.gpt!.partitions, [9, partition]]) };
}
