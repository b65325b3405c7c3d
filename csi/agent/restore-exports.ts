import type { Portal } from '../../core/model/inventory.ts';
import type { EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import { exportedProblem } from '../backends/composable/exported-problem.ts';
import { failed, ok } from '../outcome.ts';
import { AgentError } from './agent-error.ts';
import type { AgentParts } from './agent-parts.ts';
import { makeExport } from './commands/export-leg.ts';
import { exportsOfLeg } from './commands/exports-of-leg.ts';
import { inTime, lookAtDrive } from './commands/look-at-drive.ts';
import type { SeenDrive } from './commands/look-at-drive.ts';
import { done } from './commands/refusals.ts';
import { answering } from './commands/run-command.ts';
import { withdrawExports } from './commands/withdraw-export.ts';
import { findDrives } from './discovery/find-drives.ts';
import type { FoundDrive } from './discovery/found-drive.ts';
import type { LegPartition } from './disk/drive-layout.ts';
import type { ListenAddress } from './exports/leg-export.ts';
import { localPortals } from './exports/local-addresses.ts';
import type { WantedExport } from './state/wanted-exports.ts';

/** What this host owes. */
export interface RestoredExports {
  readonly restored: readonly WantedExport[];
  /** They stay owed: the driver takes a leg that it has had exported for exported, and does not ask for it again. */
  readonly notRestored: readonly MissingExport[];
}

export interface MissingExport {
  readonly wanted: WantedExport;
  readonly reason: string;
}

/**
 * Makes the kernel's exports what the records say: withdraws what nobody wants, finishes what was being withdrawn, makes
 * again what a reboot took. What cannot be made does not keep the rest from it.
 * @throws AgentError, SystemError where what must go cannot be read or removed: the host must not say that it is ready
 */
export async function restoreExports(parts: AgentParts): Promise<RestoredExports> {
  await withdrawUnwanted(parts);
  await parts.exporter.sweep();
  await parts.chap.keepOnly(await parts.wanted.all());
  return makeOwed(parts, () => true);
}

/** Tries once more to make what was missing, as far as it is owed still. Commands may come meanwhile. */
export const restoreAgain = (parts: AgentParts, missing: RestoredExports['notRestored']): Promise<RestoredExports> => {
  const targets = new Set(missing.map(({ wanted }) => wanted.address.target));
  return makeOwed(parts, ({ address }) => targets.has(address.target));
};

async function withdrawUnwanted(parts: AgentParts): Promise<void> {
  const known = await parts.wanted.all();
  const wanted = new Set(known.filter(({ phase }) => phase === 'wanted').map(({ address }) => address.target));
  for (const made of await parts.exporter.standing()) if (!wanted.has(made.target)) await parts.exporter.destroy(made);
  const withdrawing = known.filter(({ phase }) => phase === 'withdrawing').map(({ publication }) => publication);
  for (const publication of new Set(withdrawing)) {
    const outcome = await withdrawExports(parts, publication);
    if (outcome.kind === 'error') throw new AgentError('not-read-back', outcome.message);
  }
}

async function makeOwed(parts: AgentParts, isTried: (owed: WantedExport) => boolean): Promise<RestoredExports> {
  const tried = (await owedNow(parts)).filter(isTried);
  const reasons = tried.length === 0 ? new Map<string, string>() : await tryEach(parts, tried);
  const owed = await owedNow(parts);
  return {
    restored: owed.filter(({ address }) => !reasons.has(address.target)),
    notRestored: owed.flatMap((wanted) => {
      const reason = reasons.get(wanted.address.target);
      return reason === undefined ? [] : [{ wanted, reason }];
    }),
  };
}

const owedNow = async ({ wanted }: AgentParts): Promise<readonly WantedExport[]> =>
  (await wanted.all()).filter(({ phase }) => phase === 'wanted');

/** Why exports could not be made, by their targets. A hundred exports of one drive read it once. */
async function tryEach(parts: AgentParts, tried: readonly WantedExport[]): Promise<ReadonlyMap<string, string>> {
  const around = await answering(parts, async () => ok(await lookAround(parts)));
  const drives = [...new Set(tried.map(({ drive }) => drive))];
  const answers = await Promise.all(
    drives.map(async (drive) => {
      const owed = tried.filter((each) => each.drive === drive);
      if (around.kind === 'error') return all(owed, around);
      const found = around.value.drives.find(({ id }) => id === drive);
      if (!found) return all(owed, failed('unknown-drive', `drive ${drive} is not there, or cannot be told`));
      // The turn stays with a drive that hangs: whoever comes after waits, and does not hang beside it.
      const work = parts.turns.take(drive, () => restoreDrive(parts, around.value, found, owed));
      return (await inTime(parts, work)) ?? all(owed, failed('unavailable', `drive ${drive} does not answer`));
    }),
  );
  return new Map(
    answers
      .flat()
      .flatMap(({ wanted, outcome }) => (outcome.kind === 'error' ? [[wanted.address.target, outcome.message]] : [])),
  );
}

const isShown = ({ wiping, toFill }: LegPartition): boolean => !wiping && !toFill;

interface Tried {
  readonly wanted: WantedExport;
  readonly outcome: EnclosureOutcome<undefined>;
}

const all = (owed: readonly WantedExport[], outcome: EnclosureOutcome<never>): readonly Tried[] =>
  owed.map((wanted) => ({ wanted, outcome }));

interface HostNow {
  readonly drives: readonly FoundDrive[];
  listen(portal: Portal): Promise<ListenAddress | undefined>;
}

async function lookAround({ system }: AgentParts): Promise<HostNow> {
  const { drives } = await findDrives(system);
  return { drives, listen: await localPortals(system) };
}

/** In the turn of the drive; that of a publication comes once the drive has answered, so that it can be withdrawn. */
async function restoreDrive(
  parts: AgentParts,
  host: HostNow,
  found: FoundDrive,
  owed: readonly WantedExport[],
): Promise<readonly Tried[]> {
  const drive = await answering(parts, async () => ok(await lookAtDrive(parts, found)));
  if (drive.kind === 'error') return all(owed, drive);
  const tried: Tried[] = [];
  for (const wanted of owed) {
    const restore = () => answering(parts, () => restoreExport(parts, host, drive.value, wanted));
    tried.push({ wanted, outcome: await parts.turns.take(wanted.publication, restore) });
  }
  return tried;
}

async function restoreExport(
  parts: AgentParts,
  host: HostNow,
  drive: SeenDrive,
  wanted: WantedExport,
): Promise<EnclosureOutcome<undefined>> {
  const { found, legs } = drive;
  const record = await parts.wanted.of(wanted.publication, wanted.leg);
  if (record?.phase !== 'wanted') return done;
  // Of two that are owed of one leg, nobody here can tell which one is right.
  const problem = exportedProblem(wanted, await exportsOfLeg(parts, wanted.leg));
  if (problem) return problem;
  if (found.usedBy !== undefined)
    return failed('drive-in-use', `drive ${found.id} is used by its host: ${found.usedBy}`);
  const leg = legs.find((other) => other.leg === wanted.leg && other.volume === wanted.volume && isShown(other));
  if (!leg) return failed('unknown-leg', `drive ${found.id} holds no leg ${wanted.leg} of volume ${wanted.volume}`);
  const listen = await host.listen(wanted.address);
  if (!listen) return failed('no-portal', `this host has no address ${wanted.address.address}`);
  await makeExport(parts, { drive, leg, wanted, listen });
  return done;
}
