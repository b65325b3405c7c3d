import { describe, expect, it } from 'vitest';
import type { EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import { ownerLabelBytes } from './disk/owner-label.ts';
import type { LocalEnclosureHost } from './local-enclosure-host.ts';
import { ENCLOSURE, openRig, OTHER_DOMAIN } from './testing/agent-rig.ts';
import type { AgentRig } from './testing/agent-rig.ts';
import { LeavesBehind } from './testing/model-host.ts';
import { isDirty } from './testing/model-drive.ts';
import { snapshotOf } from './testing/snapshot.ts';
import {
  exported,
  extent,
  filling,
  FIRST,
  HDD,
  leg,
  LEG_A,
  LEG_B,
  SECOND,
  SSD,
  toFill,
  valueOf,
  withdrawn,
} from './testing/story.ts';

class Crash extends Error {}

/** Few steps to wipe, few places to crash. */
const SMALL = { gib: 8 };

type Command = (host: LocalEnclosureHost) => Promise<EnclosureOutcome<unknown>>;

/** A life of two legs, each step of it to be cut short anywhere. */
const LIFE: readonly (readonly [string, Command])[] = [
  ['cutting the first leg of a blank SSD', (host) => host.cutLeg(leg())],
  ['cutting a leg of an HDD', (host) => host.cutLeg(leg(LEG_B, HDD))],
  ['cutting a leg to be filled', (host) => host.cutLeg(toFill)],
  ['filling a leg', (host) => host.copyLeg(filling)],
  ['exporting by NVMe/TCP', (host) => host.exportLeg(exported(leg()))],
  ['exporting by iSCSI', (host) => host.exportLeg(exported(leg(LEG_B, HDD), FIRST, 'iscsi'))],
  ['growing an exported leg', (host) => host.growLeg({ ...leg(), extent: extent(1, 4) })],
  ['growing a leg that LIO holds', (host) => host.growLeg({ ...leg(LEG_B, HDD), extent: extent(1, 3) })],
  ['withdrawing two exports', (host) => host.withdrawExport(withdrawn())],
  ['exporting to a second publication', (host) => host.exportLeg(exported(leg(LEG_B, HDD), SECOND, 'iscsi'))],
  ['withdrawing the last export', (host) => host.withdrawExport(withdrawn(SECOND))],
  ['releasing a leg of an SSD', (host) => host.releaseLeg(leg())],
  ['releasing a filled leg', (host) => host.releaseLeg(toFill)],
  ['releasing a leg of an HDD', (host) => host.releaseLeg(leg(LEG_B, HDD))],
];

const DECISIONS: readonly (readonly [string, Command])[] = [
  ['adopting a drive', (host) => host.adoptDrive({ epoch: 1, drive: SSD, by: 'ada' })],
  ['wiping a drive', (host) => host.wipeDrive({ epoch: 1, drive: SSD, by: 'ada' })],
  ['wiping a slow drive', (host) => host.wipeDrive({ epoch: 1, drive: HDD, by: 'ada' })],
];

/** Each tries a host for every effect of a command. */
describe('a crash before any effect', { timeout: 60_000 }, () => {
  for (const [index, [name, command]] of LIFE.entries()) {
    for (const after of ['a restart', 'a reboot'] as const) {
      it(`of ${name} leaves nothing that a repeat does not mend, after ${after}`, async () => {
        await tryEveryCrash({ before: afterLife(index), command, after });
      });
    }
  }

  for (const [name, command] of DECISIONS) {
    it(`of ${name} leaves nothing that a repeat does not mend`, async () => {
      await tryEveryCrash({ before: fillWithForeignDrives, command, after: 'a restart' });
    });
  }
});

describe('a program that a killed agent left behind', { timeout: 60_000 }, () => {
  const trials = [
    ...LIFE.map(([name, command], index) => ({ name, command, before: afterLife(index) })),
    ...DECISIONS.map(([name, command]) => ({ name, command, before: fillWithForeignDrives })),
  ];
  it.each(trials)('while $name changes nothing that was made use of since', async ({ command, before }) => {
    const programs = await programsOf(before, command);
    for (const [effect, line] of programs) {
      const rig = openRig(SMALL);
      await before(rig);
      await crashAt(rig, command, effect, LeavesBehind);
      const host = rig.start();
      await host.restore();
      valueOf(await command(host));
      fillLegs(rig);
      const inUse = await snapshotOf(rig);
      rig.model.endLeftBehind();
      expect(await snapshotOf(rig), `what stands after the end of ${line}`).toEqual(inUse);
    }
  });
});

/** Those that a command runs, by the number of their effect. */
async function programsOf(before: Trial['before'], command: Command): Promise<readonly (readonly [number, string])[]> {
  const rig = openRig(SMALL);
  await before(rig);
  const lines: string[] = [];
  valueOf(await command(rig.start({ onEffect: (line) => lines.push(line) })));
  return lines.flatMap((line, index) => (line.startsWith('$') ? [[index + 1, line] as const] : []));
}

/** As initiators do that are given a leg: every byte of it. */
function fillLegs({ model }: AgentRig): void {
  for (const drive of model.drives) {
    for (const [number, { start, length, attrs }] of drive.gpt?.partitions ?? []) {
      if (number > 1 && !attrs.includes('49')) drive.dirty = [...drive.dirty, { start, length }];
    }
  }
}

interface Trial {
  readonly before: (rig: AgentRig) => Promise<void>;
  readonly command: Command;
  readonly after: 'a restart' | 'a reboot';
}

async function tryEveryCrash({ before, command, after }: Trial): Promise<void> {
  const undisturbed = openRig(SMALL);
  await before(undisturbed);
  let effects = 0;
  const wanted = await command(undisturbed.start({ onEffect: () => (effects += 1) }));
  if (after === 'a reboot') undisturbed.model.reboot();
  valueOf(wanted);
  await undisturbed.start().restore();
  const goal = await snapshotOf(undisturbed);
  expect(effects).toBeGreaterThan(0);
  for (let crash = 1; crash <= effects; crash += 1) {
    const rig = openRig(SMALL);
    await before(rig);
    await crashAt(rig, command, crash);
    if (after === 'a reboot') rig.model.reboot();
    const host = rig.start();
    await host.restore();
    expectOnlyCleanLegs(rig);
    expect(await command(host), `the answer after a crash before effect ${String(crash)}`).toEqual(wanted);
    await host.restore();
    expect(await snapshotOf(rig), `what stands after a crash before effect ${String(crash)}`).toEqual(goal);
  }
}

/** Where that many steps of the life are done. */
function afterLife(steps: number): Trial['before'] {
  return async (rig) => {
    const host = rig.start();
    for (const [, earlier] of LIFE.slice(0, steps)) valueOf(await earlier(host));
  };
}

/** From its crash on, a process has no effect. */
async function crashAt(rig: AgentRig, command: Command, crash: number, How: new () => Error = Crash): Promise<void> {
  let effects = 0;
  const dying = rig.start({
    onEffect: () => {
      effects += 1;
      if (effects === crash) throw new How();
      if (effects > crash) throw new Crash();
    },
  });
  await expect(command(dying)).rejects.toThrow(How);
}

/** No partition is taken for a leg whose beginning or end holds what stood there before. */
function expectOnlyCleanLegs({ model }: AgentRig): void {
  const END = 16n * 2n ** 20n;
  for (const drive of model.drives) {
    for (const [number, { start, length, attrs }] of drive.gpt?.partitions ?? []) {
      if (number === 1 || attrs.includes('49')) continue;
      expect(isDirty(drive, { start, length: END }), `the beginning of partition ${String(number)}`).toBe(false);
      expect(isDirty(drive, { start: start + length - END, length: END }), `the end of ${String(number)}`).toBe(false);
    }
  }
}

/** A drive with a leg of another domain, and one with a filesystem. */
async function fillWithForeignDrives(rig: AgentRig): Promise<void> {
  const other = openRig(SMALL);
  valueOf(await other.start({ domain: OTHER_DOMAIN }).cutLeg(leg(LEG_A, SSD)));
  const [ssd] = other.model.drives;
  rig.model.drives[0] = ssd!;
  rig.model.drives[1]!.signature = 'ext4';
  expect(ssd!.written.get(2n ** 20n)).toEqual(
    ownerLabelBytes({ domain: OTHER_DOMAIN, drive: SSD, enclosure: ENCLOSURE }),
  );
}
