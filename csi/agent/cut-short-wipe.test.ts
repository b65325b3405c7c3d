import { describe, expect, it } from 'vitest';
import { standingOf } from '../backends/composable/testing/enclosure-under-test.ts';
import { openRig } from './testing/agent-rig.ts';
import type { ModelDrive } from './testing/model-drive.ts';
import { LeavesBehind } from './testing/model-host.ts';
import { extent, HDD, leg, LEG_B, SSD, valueOf } from './testing/story.ts';

/** Few steps to wipe, few places to be killed. */
const SMALL = { gib: 8 };

const DRIVES = [
  { kind: 'an SSD', index: 0, drive: SSD },
  { kind: 'an HDD', index: 1, drive: HDD },
];

const isUntouched = ({ signature, dirty, bytes }: ModelDrive): boolean =>
  signature === 'ext4' && dirty.length === 1 && dirty[0]?.length === bytes;

describe('a wipe of a whole drive that a kill cuts short', () => {
  it.each(DRIVES)('leaves $kind to nobody before it is wiped to its end', async ({ index, drive }) => {
    const decided = { epoch: 1, drive, by: 'ada' };
    let halfWiped = 0;
    for (let last = 1; ; last += 1) {
      const rig = openRig(SMALL);
      const wiped = rig.model.drives[index]!;
      wiped.signature = 'ext4';
      let effects = 0;
      const onEffect = (): void => {
        effects += 1;
        if (effects >= last) throw new LeavesBehind();
      };
      await rig
        .start({ onEffect })
        .wipeDrive(decided)
        .catch(() => undefined);
      if (effects < last) break;
      rig.model.endLeftBehind();
      const host = rig.start();
      await host.restore();
      if (wiped.dirty.length > 0 && !isUntouched(wiped)) {
        halfWiped += 1;
        expect(await standingOf(host, drive)).toMatchObject({ kind: 'unknown-data' });
        const cut = { ...leg(LEG_B, drive), extent: extent(4, 1) };
        expect(await host.cutLeg(cut)).toMatchObject({ code: 'unknown-data' });
        expect(await host.adoptDrive(decided)).toMatchObject({ code: 'unknown-data' });
      }
      valueOf(await host.wipeDrive(decided));
      expect(wiped.dirty).toEqual([]);
      expect(await standingOf(host, drive)).toEqual({ kind: 'owned' });
    }
    expect(halfWiped).toBeGreaterThan(SMALL.gib);
  });
});
