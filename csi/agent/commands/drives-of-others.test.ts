import { describe, expect, it } from 'vitest';
import type { DriveId } from '../../../core/model/ids.ts';
import type { DriveStanding } from '../../backends/composable/enclosure-host.ts';
import { SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';
import { LEG_TYPE_GUID } from '../../system/format.ts';
import { createLocalEnclosureHost } from '../local-enclosure-host.ts';
import { DOMAIN, ENCLOSURE, openRig, OTHER_DOMAIN, SECRETS, stillClock } from '../testing/agent-rig.ts';
import type { AgentRig } from '../testing/agent-rig.ts';
import { addPartition, changed, labelFor, makeSignature, MIB } from '../testing/changed-drive.ts';
import { exported, extent, HDD, leg, LEG_A, LEG_B, SSD, valueOf } from '../testing/story.ts';

const standingOfSsd = async (rig: AgentRig): Promise<DriveStanding | undefined> =>
  valueOf(await rig.start().observe()).drives.find(({ id }) => id === SSD)?.standing;

const NEXT_EPOCH = { epoch: 2, generation: 1 };

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
      { kind: 'unreadable', why: 'cannot read /dev/sdb: EIO' },
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
      { kind: 'unreadable', why: 'it does not answer' },
    ]);
    expect(exportedLeg.kind).toBe('ok');
  });

  it('does not keep the legs of a damaged drive from their volumes', async () => {
    const rig = await changed((drive) => (drive.damage = 'The backup GPT table is corrupt'));
    valueOf(await rig.start().exportLeg(exported(leg())));
  });

  it.each([
    ['whole', undefined],
    ['damaged', 'The backup GPT table is corrupt'],
  ])('keeps a leg that its host holds open from a second writer, its table being %s', async (_what, damage) => {
    const rig = await changed((drive) => Object.assign(drive, { damage, holder: 'md127' }));
    expect(await rig.start().exportLeg(exported(leg()))).toMatchObject({ code: 'drive-in-use' });
  });
});
