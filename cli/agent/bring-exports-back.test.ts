import { describe, expect, it } from 'vitest';
import { DOMAIN, ENCLOSURE, openRig, stillClock } from '../../csi/agent/testing/agent-rig.ts';
import type { AgentRig } from '../../csi/agent/testing/agent-rig.ts';
import { exported, HDD, leg, LEG_B, SECOND, valueOf, withdrawn } from '../../csi/agent/testing/story.ts';
import { recordingLog } from '../../csi/channel/testing/recording-log.ts';
import { bringExportsBack } from './bring-exports-back.ts';

/** An agent that has just started over a host that was rebooted, owing an export of each of two drives. */
async function opened(change: (rig: AgentRig) => void) {
  const rig = openRig();
  const before = rig.start();
  for (const each of [leg(), leg(LEG_B, HDD)]) valueOf(await before.cutLeg(each));
  valueOf(await before.exportLeg(exported(leg())));
  valueOf(await before.exportLeg(exported(leg(LEG_B, HDD), SECOND)));
  rig.model.reboot();
  const { drives } = rig.model;
  change(rig);
  const host = rig.start();
  const restored = await host.restore();
  const log = recordingLog();
  const stop = new AbortController();
  /** What happens in each pause; then the agent is stopped. */
  const bringBack = async (...pauses: readonly (() => Promise<void> | void)[]) => {
    const left = [...pauses];
    const next = async (): Promise<void> => {
      const happens = left.shift();
      if (happens) await happens();
      else stop.abort();
    };
    const clock = { ...stillClock(), alarm: () => ({ rung: next(), cancel: () => undefined }) };
    const options = { host, enclosure: ENCLOSURE, domain: DOMAIN, clock, stop: stop.signal };
    await bringExportsBack({ ...options, log: { ...log, error: log.warn.bind(log) } }, restored);
    return log.lines.map(
      (line) => /^(?:ready: enclosure \S+ exports \d+ legs?|\d+ exports? (?:is|are) not back)/.exec(line)?.[0],
    );
  };
  return { rig, host, drives, bringBack };
}

const nothing = (): void => undefined;

describe('exports that are not back', () => {
  it('none: it is ready at once', async () => {
    const { bringBack } = await opened(nothing);
    expect(await bringBack()).toEqual(['ready: enclosure jbod-1 exports 2 legs']);
  });

  it('are told once, and tried until they are back', async () => {
    const { rig, bringBack } = await opened(({ model }) => (model.addresses = []));
    const said = await bringBack(nothing, nothing, () => {
      rig.model.addresses = ['192.0.2.1'];
    });
    expect(said).toEqual(['2 exports are not back', 'ready: enclosure jbod-1 exports 2 legs']);
  });

  it('are told again when fewer are missing, and one that is withdrawn is missed no more', async () => {
    const { rig, host, drives, bringBack } = await opened(({ model }) => (model.drives = []));
    const said = await bringBack(
      () => {
        rig.model.drives = drives.slice(1);
      },
      async () => {
        valueOf(await host.withdrawExport(withdrawn()));
      },
    );
    expect(said).toEqual(['2 exports are not back', '1 export is not back', 'ready: enclosure jbod-1 exports 1 leg']);
  });

  it('never make it ready where it is stopped first', async () => {
    const { bringBack } = await opened(({ model }) => (model.addresses = []));
    expect(await bringBack()).toEqual(['2 exports are not back']);
  });
});
