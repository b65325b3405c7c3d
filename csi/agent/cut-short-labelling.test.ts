import { describe, expect, it } from 'vitest';
import type { EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import { parseOwnerLabel } from './disk/owner-label.ts';
import type { LocalEnclosureHost } from './local-enclosure-host.ts';
import { openRig } from './testing/agent-rig.ts';
import type { AgentRig } from './testing/agent-rig.ts';
import { readSpan, TABLE_PIECES, tearTable } from './testing/model-drive.ts';
import type { TablePiece } from './testing/model-drive.ts';
import { LeavesBehind } from './testing/model-host.ts';
import { snapshotOf } from './testing/snapshot.ts';
import { HDD, leg, LEG_A, LEG_B, SSD, valueOf } from './testing/story.ts';

const SMALL = { gib: 8 };
const LABEL = 2n ** 20n;
const cut = (host: LocalEnclosureHost) => host.cutLeg(leg());
const decided = { epoch: 1, drive: SSD, by: 'ada' };

/** Everything that labels a blank drive. */
const LABELLINGS: readonly (readonly [string, (host: LocalEnclosureHost) => Promise<EnclosureOutcome<unknown>>])[] = [
  ['the first leg on an SSD', cut],
  ['the first leg on an HDD', (host) => host.cutLeg(leg(LEG_B, HDD))],
  ['adopting a blank drive', (host) => host.adoptDrive(decided)],
];

const standings = async (rig: AgentRig): Promise<readonly string[]> =>
  valueOf(await rig.start().observe()).drives.map(({ standing }) => standing.kind);

/** Kills the agent before an effect; whether it came to that one. */
async function killBefore(
  rig: AgentRig,
  isLast: (line: string, effects: number) => boolean,
  work: (typeof LABELLINGS)[number][1],
): Promise<boolean> {
  let effects = 0;
  let killed = false;
  const onEffect = (line: string): void => {
    effects += 1;
    killed ||= isLast(line, effects);
    if (killed) throw new LeavesBehind();
  };
  await work(rig.start({ onEffect })).catch(() => undefined);
  return killed;
}

describe('a blank drive whose labelling is cut short', () => {
  it.each(LABELLINGS)('by a kill before any effect of %s is never taken for data of others', async (_, work) => {
    let killed = 0;
    for (let effect = 1; ; effect += 1) {
      const rig = openRig(SMALL);
      if (!(await killBefore(rig, (_line, effects) => effects === effect, work))) break;
      killed += 1;
      for (const standing of await standings(rig)) expect(['blank', 'owned']).toContain(standing);
      rig.model.reboot();
      for (const standing of await standings(rig)) expect(['blank', 'owned']).toContain(standing);
      valueOf(await cut(rig.start()));
      valueOf(await rig.start().cutLeg(leg(LEG_B, HDD)));
      expect(await standings(rig)).toEqual(['owned', 'owned']);
    }
    expect(killed).toBeGreaterThan(4);
  });

  it.each(piecesLeft())('by the power is labelled anew, where of its table is left: %s', async (_, left) => {
    const rig = await withTornTable(left);
    expect(await standings(rig)).toEqual(['blank', 'blank']);
    valueOf(await cut(rig.start()));
    const undisturbed = openRig(SMALL);
    valueOf(await cut(undisturbed.start()));
    expect((await snapshotOf(rig)).drives).toEqual((await snapshotOf(undisturbed)).drives);
  });
});

describe('a drive of ours that has lost its table since', () => {
  it.each(piecesLeft().filter(([, left]) => left.size < TABLE_PIECES.length))(
    'is left alone, where of the table is left: %s',
    async (_, left) => {
      const rig = openRig(SMALL);
      valueOf(await cut(rig.start()));
      const [drive] = rig.model.drives;
      tearTable(drive!, drive!.gpt!, left);
      const before = await snapshotOf(rig);
      expect(await standings(rig)).toEqual(['unknown-data', 'blank']);
      expect(await rig.start().cutLeg({ ...leg(LEG_B), extent: leg(LEG_A).extent })).toMatchObject({
        code: 'unknown-data',
      });
      expect(await rig.start().adoptDrive(decided)).toMatchObject({ code: 'unknown-data' });
      expect((await snapshotOf(rig)).drives).toEqual(before.drives);
    },
  );
});

describe('an unfinished label', () => {
  it.each([
    ['a filesystem that was made since', (rig: AgentRig) => (rig.model.drives[0]!.signature = 'ext4')],
    [
      'something without a signature in the first sector',
      (rig: AgentRig) => rig.model.drives[0]!.written.set(0n, Uint8Array.of(1)),
    ],
  ])('gives nobody %s', async (_, change) => {
    const rig = await withTornTable(new Set());
    change(rig);
    expect(await standings(rig)).toEqual(['unknown-data', 'blank']);
    expect(await cut(rig.start())).toMatchObject({ code: 'unknown-data' });
  });

  it('is one no more when the table is whole', async () => {
    const rig = openRig(SMALL);
    valueOf(await cut(rig.start()));
    const label = parseOwnerLabel(readSpan(rig.model.drives[0]!, LABEL, 4096));
    expect(label).toMatchObject({ drive: SSD });
    expect(label).not.toHaveProperty('unfinished');
  });
});

/** The agent and its sfdisk end together, in the midst of the first table of a drive. */
async function withTornTable(left: ReadonlySet<TablePiece>): Promise<AgentRig> {
  const rig = openRig(SMALL);
  expect(await killBefore(rig, (line) => line.startsWith('$ sfdisk'), cut)).toBe(true);
  rig.model.endLeftBehind();
  const [drive] = rig.model.drives;
  tearTable(drive!, drive!.gpt!, left);
  return rig;
}

/** Every choice of the pieces of a table, with its name. */
function piecesLeft(): readonly (readonly [string, ReadonlySet<TablePiece>])[] {
  const choices = TABLE_PIECES.reduce<readonly (readonly TablePiece[])[]>(
    (before, piece) => [...before, ...before.map((left) => [...left, piece])],
    [[]],
  );
  return choices.map((left) => [left.join(', ') || 'nothing', new Set(left)]);
}
