import { describe, expect, it } from 'vitest';
import type { System } from '../system/system.ts';
import { createLocalEnclosureHost } from './local-enclosure-host.ts';
import { DOMAIN, ENCLOSURE, openRig, SECRETS, stillClock } from './testing/agent-rig.ts';
import type { AgentRig } from './testing/agent-rig.ts';
import { exported, HDD, leg, LEG_A, LEG_B, SECOND, valueOf, withdrawn } from './testing/story.ts';

/** A host that exports a leg of each drive. */
async function openExporting() {
  const rig = openRig();
  const host = rig.start();
  for (const each of [leg(), leg(LEG_B, HDD)]) valueOf(await host.cutLeg(each));
  valueOf(await host.exportLeg(exported(leg())));
  valueOf(await host.exportLeg(exported(leg(LEG_B, HDD), SECOND)));
  return { rig };
}

/** All that answers has answered once nothing but timers is left. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a drive that hangs', () => {
  it('keeps neither the exports of others that are to be restored nor a withdrawal waiting', async () => {
    const { rig } = await openExporting();
    rig.model.reboot();
    const { host, ring, answer } = withHangingDrive(rig);
    const restoring = host.restore();
    await settled();
    valueOf(await host.withdrawExport(withdrawn()));
    ring();
    const { restored, notRestored } = await restoring;
    expect(restored.map(({ leg: id }) => id)).toEqual([LEG_B]);
    expect(notRestored).toEqual([]);
    answer();
    await settled();
    expect(valueOf(await host.observe()).exports).toMatchObject([{ publication: SECOND }]);
  });

  it('is told of as the reason why its exports are not restored', async () => {
    const { rig } = await openExporting();
    rig.model.reboot();
    const { host, ring } = withHangingDrive(rig);
    const restoring = host.restore();
    await settled();
    ring();
    const reason = expect.stringContaining('does not answer') as string;
    expect((await restoring).notRestored).toMatchObject([{ wanted: { leg: LEG_A }, reason }]);
  });

  it('does not keep what is being exported from being withdrawn, and it is exported no more when it answers', async () => {
    const { rig } = await openExporting();
    valueOf(await rig.start().withdrawExport(withdrawn()));
    const { host, answer } = withHangingDrive(rig);
    const exporting = host.exportLeg(exported(leg()));
    await settled();
    valueOf(await host.withdrawExport({ ...withdrawn(), fence: { epoch: 1, generation: 2 } }));
    answer();
    expect(await exporting).toMatchObject({ code: 'stale' });
    expect(valueOf(await host.observe()).exports).toMatchObject([{ publication: SECOND }]);
  });
});

/** The first drive answers nothing until it is told to. */
function withHangingDrive(rig: AgentRig) {
  const system = rig.model.system();
  let [answer, ring] = [(): void => undefined, (): void => undefined];
  const answers = new Promise<void>((resolve) => (answer = resolve));
  const rings = new Promise<void>((resolve) => (ring = resolve));
  const readBytes: System['readBytes'] = async (path, range) => {
    if (path === '/dev/sda') await answers;
    return system.readBytes(path, range);
  };
  const host = createLocalEnclosureHost({
    ...{ system: { ...system, readBytes }, store: rig.store, secrets: SECRETS },
    ...{ domain: DOMAIN, enclosure: ENCLOSURE, clock: stillClock(rings) },
  });
  return { host, answer, ring };
}
