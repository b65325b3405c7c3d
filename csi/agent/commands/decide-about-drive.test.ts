import { describe, expect, it } from 'vitest';
import { standingOf } from '../../backends/composable/testing/enclosure-under-test.ts';
import { openRig, OTHER_DOMAIN } from '../testing/agent-rig.ts';
import { changed, foreignAndStrange, makeSignature } from '../testing/changed-drive.ts';
import type { ModelDrive } from '../testing/model-drive.ts';
import { exported, extent, leg, LEG_A, SSD, valueOf } from '../testing/story.ts';

describe('decisions about drives', () => {
  it('adopt a drive of another domain with its legs, and say who decided it and what was there', async () => {
    const rig = openRig();
    valueOf(await rig.start({ domain: OTHER_DOMAIN }).cutLeg(leg()));
    const host = rig.start();
    valueOf(await host.adoptDrive({ epoch: 1, drive: SSD, by: 'ada' }));
    expect(await standingOf(host, SSD)).toEqual({ kind: 'owned' });
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
      change: (drive: ModelDrive) => {
        makeSignature(drive, 'xfs');
      },
    },
    { what: 'a foreign partition', change: foreignAndStrange },
  ])('adopt no drive with $what, but wipe it', async ({ change }) => {
    const rig = await changed(change);
    const host = rig.start();
    expect(await host.adoptDrive({ epoch: 1, drive: SSD, by: 'ada' })).toMatchObject({ code: 'unknown-data' });
    valueOf(await host.wipeDrive({ epoch: 1, drive: SSD, by: 'ada' }));
    expect(await standingOf(host, SSD)).toEqual({ kind: 'owned' });
    expect(rig.model.drives[0]!.dirty).toEqual([]);
    expect(rig.model.drives[0]!.kernelPartitions.size).toBe(0);
  });

  it('wipe no drive with a leg of ours, also where its table is damaged', async () => {
    const rig = await changed((drive) => (drive.damage = 'The backup GPT table is corrupt'));
    expect(await rig.start().wipeDrive({ epoch: 1, drive: SSD, by: 'ada' })).toMatchObject({ code: 'differs' });
  });
});
