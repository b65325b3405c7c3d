import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DriveId, VolumeId } from '../../../../core/model/ids.ts';
import type { Fence } from '../../../fence.ts';
import type { EnclosureObservation } from '../enclosure-host.ts';
import {
  aLegOn,
  anExportOf,
  decision,
  expectRefusal,
  extent,
  EXTENTS,
  FENCE,
  observedDrive,
  patientUnderTest,
  standingOf,
  twice,
  valueOf,
} from './enclosure-under-test.ts';
import type { EnclosureUnderTest, TriedExtents } from './enclosure-under-test.ts';
import { describeExports } from './export-contract.ts';

/** What every host of an enclosure must do, simulated or real. Of extents a slow host may be tried with a few. */
export function describeEnclosureHost(
  name: string,
  open: () => Promise<EnclosureUnderTest>,
  extents: TriedExtents = EXTENTS,
): void {
  describeExports(name, open);

  describe(`${name} as the host of an enclosure`, () => {
    let given: EnclosureUnderTest;
    beforeEach(async () => {
      given = patientUnderTest(await open());
    });
    afterEach(() => given.blank?.());

    const aLeg = ({ drive, ...changes }: { start?: number; length?: number; drive?: DriveId; fence?: Fence } = {}) =>
      aLegOn(drive ?? given.drives[0], changes);

    const cut = async (changes?: Parameters<typeof aLeg>[0]) => {
      const leg = aLeg(changes);
      valueOf(await given.host.cutLeg(leg));
      return leg;
    };

    const observe = async (): Promise<EnclosureObservation> => valueOf(await given.host.observe());

    describe('cutting legs', () => {
      it('starts with nothing', async () => {
        expect(await observe()).toMatchObject({ legs: [], exports: [] });
      });

      it('labels a drive as ours with its first leg, and not before', async () => {
        const [first, second] = given.drives;
        expect(await standingOf(given.host, first)).toEqual({ kind: 'blank' });
        const leg = await cut();
        expect(await standingOf(given.host, first)).toEqual({ kind: 'owned' });
        expect(await standingOf(given.host, second)).toEqual({ kind: 'blank' });
        valueOf(await given.host.releaseLeg(leg));
        expect(await standingOf(given.host, first)).toEqual({ kind: 'owned' });
      });

      it('keeps them where they were cut, also over a restart', async () => {
        const { leg, volume, drive, extent: where } = await cut();
        const other = await cut({ start: 11, drive: given.drives[0] });
        given = { ...given, host: await given.restart() };
        expect((await observe()).legs).toHaveLength(2);
        expect((await observe()).legs).toContainEqual({ leg, volume, drive, extent: where });
        expect((await observe()).legs.map((seen) => seen.leg)).toContain(other.leg);
      });

      it('may be repeated', async () => {
        const leg = await cut();
        expect(await given.host.cutLeg(leg)).toMatchObject({ kind: 'ok' });
        expect((await observe()).legs).toHaveLength(1);
      });

      it('fills a drive to its end, and not a GiB more', async () => {
        const whole = given.end - 1;
        await expectRefusal(given.host.cutLeg(aLeg({ length: whole + 1 })), 'outside-drive');
        await cut({ length: whole });
        await cut({ drive: given.drives[1] });
      });

      it.each(extents.unfit)('refuses to cut $what', async ({ start, length }) => {
        await expectRefusal(given.host.cutLeg(aLeg({ start, length })), 'outside-drive');
        expect((await observe()).legs).toEqual([]);
      });

      it.each(extents.overlapping)('gives no byte to two legs: $what', async ({ start, length }) => {
        await cut({ start: 20, length: 10 });
        await expectRefusal(given.host.cutLeg(aLeg({ start, length })), 'overlap');
        expect((await observe()).legs).toHaveLength(1);
      });

      it('cuts two at the same time as if one after the other', async () => {
        const outcomes = await Promise.all([given.host.cutLeg(aLeg()), given.host.cutLeg(aLeg({ start: 5 }))]);
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['error', 'ok']);
        expect((await observe()).legs).toHaveLength(1);
      });

      it('refuses a drive that is not there', async () => {
        const drive = 'wwn-0x0000000000000000' as DriveId;
        await expectRefusal(given.host.cutLeg(aLeg({ drive })), 'unknown-drive');
      });

      it.each(['volume', 'extent'] as const)('refuses a leg of that name with another %s', async (field) => {
        const leg = await cut();
        const other = { volume: randomUUID() as VolumeId, extent: extent(50, 10) };
        await expectRefusal(given.host.cutLeg({ ...leg, [field]: other[field] }), 'differs');
      });
    });

    describe('growing legs', () => {
      it('lengthens them in place', async () => {
        const leg = await cut();
        const grow = { ...leg, extent: extent(1, 20) };
        await twice(() => given.host.growLeg(grow));
        expect((await observe()).legs).toMatchObject([{ leg: leg.leg, extent: extent(1, 20) }]);
      });

      it('never shortens them', async () => {
        const leg = await cut();
        valueOf(await given.host.growLeg({ ...leg, extent: extent(1, 4) }));
        expect((await observe()).legs).toMatchObject([{ extent: extent(1, 10) }]);
      });

      it('stops at the next leg and at the end of the drive', async () => {
        const leg = await cut();
        await expectRefusal(given.host.growLeg({ ...leg, extent: extent(1, given.end) }), 'outside-drive');
        await cut({ start: 15 });
        await expectRefusal(given.host.growLeg({ ...leg, extent: extent(1, 15) }), 'overlap');
        valueOf(await given.host.growLeg({ ...leg, extent: extent(1, 14) }));
      });

      it('neither moves them nor takes them for another volume', async () => {
        const leg = await cut({ start: 20 });
        await expectRefusal(given.host.growLeg({ ...leg, extent: extent(19, 12) }), 'differs');
        await expectRefusal(given.host.growLeg({ ...leg, volume: randomUUID() as VolumeId }), 'differs');
      });

      it('refuses a leg that is not there', async () => {
        await expectRefusal(given.host.growLeg(aLeg()), 'unknown-leg');
      });
    });

    describe('releasing legs', () => {
      it('frees their bytes, and may be repeated', async () => {
        const leg = await cut();
        await twice(() => given.host.releaseLeg(leg));
        expect((await observe()).legs).toEqual([]);
        await cut();
      });

      it('refuses a leg that is another volume’s', async () => {
        const leg = await cut();
        await expectRefusal(given.host.releaseLeg({ ...leg, volume: randomUUID() as VolumeId }), 'differs');
        expect((await observe()).legs).toHaveLength(1);
      });
    });

    describe('telling of drives', () => {
      it('finds each once, in the order of their ids, with its size', async () => {
        const ids = (await observe()).drives.map(({ id }) => id);
        expect(ids).toEqual([...new Set(ids)].sort());
        expect(ids).toEqual(expect.arrayContaining([...given.drives]));
        const { capacityBytes } = await observedDrive(given.host, given.drives[0]);
        expect(capacityBytes).toBeGreaterThanOrEqual(BigInt(given.end) * 2n ** 30n);
      });
    });

    describe('decisions about drives', () => {
      it('leave a drive of ours, and may be repeated', async () => {
        const [one, other] = given.drives;
        await twice(() => given.host.wipeDrive(decision(one)));
        await twice(() => given.host.adoptDrive(decision(other)));
        expect(await standingOf(given.host, one)).toEqual({ kind: 'owned' });
        expect(await standingOf(given.host, other)).toEqual({ kind: 'owned' });
      });

      it('wipe no leg of ours', async () => {
        const leg = await cut();
        await expectRefusal(given.host.wipeDrive(decision(leg.drive)), 'differs');
        valueOf(await given.host.adoptDrive(decision(leg.drive)));
        expect((await observe()).legs).toMatchObject([{ leg: leg.leg }]);
        valueOf(await given.host.releaseLeg(leg));
        valueOf(await given.host.wipeDrive(decision(leg.drive)));
      });

      it('are refused for a drive that is not there', async () => {
        const drive = 'wwn-0x0000000000000000' as DriveId;
        await expectRefusal(given.host.adoptDrive(decision(drive)), 'unknown-drive');
        await expectRefusal(given.host.wipeDrive(decision(drive)), 'unknown-drive');
      });

      it('are refused from a leader that was deposed, and depose one themselves', async () => {
        const [drive] = given.drives;
        valueOf(await given.host.adoptDrive(decision(drive, FENCE.epoch + 1)));
        await expectRefusal(given.host.adoptDrive(decision(drive)), 'stale');
        await expectRefusal(given.host.wipeDrive(decision(drive)), 'stale');
        await expectRefusal(given.host.cutLeg(aLeg()), 'stale');
      });
    });

    describe('fencing', () => {
      it('refuses an older epoch for every volume, also after a restart', async () => {
        await cut({ fence: { epoch: 6, generation: 1 } });
        given = { ...given, host: await given.restart() };
        await expectRefusal(given.host.cutLeg(aLeg({ start: 50, fence: { epoch: 5, generation: 9 } })), 'stale');
      });

      it('refuses an older generation of the same volume', async () => {
        const leg = await cut({ fence: { epoch: 5, generation: 3 } });
        given = { ...given, host: await given.restart() };
        await expectRefusal(given.host.releaseLeg({ ...leg, fence: { epoch: 5, generation: 2 } }), 'stale');
        await cut({ start: 50, fence: { epoch: 5, generation: 1 } });
        expect((await observe()).legs).toHaveLength(2);
      });

      it('holds for every command', async () => {
        const leg = anExportOf(given, await cut());
        const late = { ...leg, fence: { epoch: 4, generation: 3 } };
        const { host } = given;
        await expectRefusal(host.cutLeg(late), 'stale');
        await expectRefusal(host.growLeg(late), 'stale');
        await expectRefusal(host.exportLeg(late), 'stale');
        await expectRefusal(host.withdrawExport(late), 'stale');
        await expectRefusal(host.releaseLeg(late), 'stale');
      });

      it('remembers the fence of a command it refused for another reason', async () => {
        await expectRefusal(given.host.growLeg(aLeg({ fence: { epoch: 8, generation: 1 } })), 'unknown-leg');
        await expectRefusal(given.host.cutLeg(aLeg({ fence: { epoch: 7, generation: 1 } })), 'stale');
      });

      it('does not let a late command bring back what was released', async () => {
        const leg = await cut();
        valueOf(await given.host.releaseLeg({ ...leg, fence: { epoch: 5, generation: 4 } }));
        await expectRefusal(given.host.cutLeg(leg), 'stale');
        valueOf(await given.host.withdrawExport({ ...anExportOf(given, leg), fence: { epoch: 6, generation: 4 } }));
        await expectRefusal(given.host.cutLeg(leg), 'stale');
      });
    });
  });
}
