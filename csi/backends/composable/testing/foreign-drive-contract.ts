import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DriveId } from '../../../../core/model/ids.ts';
import type { EnclosureHost } from '../enclosure-host.ts';
import { aLegOn, decision, expectRefusal, patient, standingOf, twice, valueOf } from './enclosure-under-test.ts';
import type { EnclosureWithForeignDrives } from './enclosure-under-test.ts';

/** What every host of an enclosure must do with drives that others have used. */
export function describeForeignDrives(name: string, open: () => Promise<EnclosureWithForeignDrives>): void {
  describe(`${name} with drives of others`, () => {
    let given: EnclosureWithForeignDrives;
    let host: EnclosureHost;
    let drive: DriveId;
    beforeEach(async () => {
      given = await open();
      host = patient(given.host);
      [drive] = given.drives;
    });
    afterEach(() => given.blank?.());

    const expectTaken = async (): Promise<void> => {
      expect(await standingOf(host, drive)).toEqual({ kind: 'owned' });
      valueOf(await host.cutLeg(aLegOn(drive)));
    };

    it('takes no legs on a drive of another domain, until that is adopted', async () => {
      const domain = await given.plantForeignLabel(drive);
      expect(await standingOf(host, drive)).toEqual({ kind: 'foreign', domain });
      await expectRefusal(host.cutLeg(aLegOn(drive)), 'foreign-drive');
      expect(valueOf(await host.observe()).legs).toEqual([]);
      await twice(() => host.adoptDrive(decision(drive)));
      await expectTaken();
    });

    it('still knows after a restart whose a drive is', async () => {
      const domain = await given.plantForeignLabel(drive);
      expect(await standingOf(await given.restart(), drive)).toEqual({ kind: 'foreign', domain });
      valueOf(await host.adoptDrive(decision(drive)));
      expect(await standingOf(await given.restart(), drive)).toEqual({ kind: 'owned' });
    });

    it('wipes a drive of another domain when told', async () => {
      await given.plantForeignLabel(drive);
      await twice(() => host.wipeDrive(decision(drive)));
      await expectTaken();
    });

    it('takes no legs on a drive with unknown data, and wipes it only when told', async () => {
      await given.plantData(drive);
      expect(await standingOf(host, drive)).toMatchObject({ kind: 'unknown-data' });
      await expectRefusal(host.cutLeg(aLegOn(drive)), 'unknown-data');
      await expectRefusal(host.adoptDrive(decision(drive)), 'unknown-data');
      expect(await standingOf(host, drive)).toMatchObject({ kind: 'unknown-data' });
      await twice(() => host.wipeDrive(decision(drive)));
      await expectTaken();
    });

    it('minds its other drives meanwhile', async () => {
      await given.plantData(drive);
      valueOf(await host.cutLeg(aLegOn(given.drives[1])));
      expect(valueOf(await host.observe()).legs).toHaveLength(1);
    });
  });
}
