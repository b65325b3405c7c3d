import { describe, expect, it } from 'vitest';
import { openRig } from './testing/agent-rig.ts';
import { snapshotOf } from './testing/snapshot.ts';
import { exported, FIRST, HDD, leg, LEG_B, SECOND, valueOf, withdrawn } from './testing/story.ts';

/** A host that owes an export of a leg on each drive, and has been rebooted. */
async function openRebooted() {
  const rig = openRig();
  const host = rig.start();
  for (const each of [leg(), leg(LEG_B, HDD)]) valueOf(await host.cutLeg(each));
  valueOf(await host.exportLeg(exported(leg())));
  valueOf(await host.exportLeg(exported(leg(LEG_B, HDD), SECOND, 'iscsi')));
  const before = await snapshotOf(rig);
  rig.model.reboot();
  return { rig, before, model: rig.model };
}

type Rebooted = Awaited<ReturnType<typeof openRebooted>>;

describe('exports that could not be restored', () => {
  const cases: readonly (readonly [string, (model: Rebooted['model']) => () => void])[] = [
    [
      'the storage address',
      (model) => {
        const { addresses } = model;
        model.addresses = [];
        return () => (model.addresses = addresses);
      },
    ],
    [
      'a slow drive',
      (model) => {
        const { drives } = model;
        model.drives = drives.slice(1);
        return () => (model.drives = drives);
      },
    ],
    [
      'a drive that its host had taken',
      ({ drives: [drive] }) => {
        drive!.holder = 'md127';
        return () => (drive!.holder = undefined);
      },
    ],
  ];

  it.each(cases)('are restored once there is %s', async (_what, lose) => {
    const { rig, before, model } = await openRebooted();
    const bringBack = lose(model);
    const host = rig.start();
    const first = await host.restore();
    expect(first.notRestored).not.toEqual([]);
    expect((await host.restoreAgain(first.notRestored)).notRestored).toEqual(first.notRestored);
    bringBack();
    const { restored, notRestored } = await host.restoreAgain(first.notRestored);
    expect(notRestored).toEqual([]);
    expect(restored.map(({ publication }) => publication)).toEqual([FIRST, SECOND]);
    expect(await snapshotOf(rig)).toEqual(before);
  });

  it('are made no more once they are withdrawn', async () => {
    const { rig, model } = await openRebooted();
    const { addresses } = model;
    model.addresses = [];
    const host = rig.start();
    const { notRestored } = await host.restore();
    valueOf(await host.withdrawExport(withdrawn()));
    model.addresses = addresses;
    const again = await host.restoreAgain(notRestored);
    expect(again.restored.map(({ publication }) => publication)).toEqual([SECOND]);
    expect(valueOf(await host.observe()).exports).toMatchObject([{ publication: SECOND }]);
  });
});
