import type { DriveId } from '../../core/model/ids.ts';
import type { Portal } from '../../core/model/inventory.ts';
import type { EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import { exportedProblem } from '../backends/composable/exported-problem.ts';
import { failed, ok } from '../outcome.ts';
import type { AgentParts } from './agent-parts.ts';
import { makeExport } from './commands/export-leg.ts';
import { lookAtDrive } from './commands/look-at-drive.ts';
import type { SeenDrive } from './commands/look-at-drive.ts';
import { done } from './commands/refusals.ts';
import { answering } from './commands/run-command.ts';
import { withdrawExports } from './commands/withdraw-export.ts';
import { findDrives } from './discovery/find-drives.ts';
import type { ListenAddress } from './exports/leg-export.ts';
import { localPortals } from './exports/local-addresses.ts';
import type { WantedExport } from './state/wanted-exports.ts';

export interface RestoredExports {
  readonly restored: readonly WantedExport[];
  /** They stay wanted: the driver asks for them again, or withdraws them. */
  readonly notRestored: readonly { readonly wanted: WantedExport; readonly reason: string }[];
}

/**
 * Makes the kernel's exports what the records say: withdraws what nobody wants, finishes what was being withdrawn, makes
 * again what a reboot took. What cannot be made does not keep the rest from it.
 * @throws AgentError, SystemError where what must go cannot be read or removed: the host must not say that it is ready
 */
export async function restoreExports(parts: AgentParts): Promise<RestoredExports> {
  await withdrawUnwanted(parts);
  await parts.exporter.sweep();
  const wanted = await parts.wanted.all();
  await parts.chap.keepOnly(wanted);
  if (wanted.length === 0) return { restored: [], notRestored: [] };
  const host = await lookAround(parts);
  const tried: { wanted: WantedExport; outcome: EnclosureOutcome<undefined> }[] = [];
  for (const each of wanted) {
    // Of two that are owed of one leg, nobody here can tell which one is right.
    const outcome = exportedProblem(each, wanted) ?? (await answering(parts, () => restoreExport(parts, host, each)));
    tried.push({ wanted: each, outcome });
  }
  return {
    restored: tried.flatMap((each) => (each.outcome.kind === 'ok' ? [each.wanted] : [])),
    notRestored: tried.flatMap(({ wanted: each, outcome }) =>
      outcome.kind === 'error' ? [{ wanted: each, reason: outcome.message }] : [],
    ),
  };
}

async function withdrawUnwanted(parts: AgentParts): Promise<void> {
  const known = await parts.wanted.all();
  const wanted = new Set(known.filter(({ phase }) => phase === 'wanted').map(({ address }) => address.target));
  for (const made of await parts.exporter.standing()) if (!wanted.has(made.target)) await parts.exporter.destroy(made);
  const withdrawing = known.filter(({ phase }) => phase === 'withdrawing').map(({ publication }) => publication);
  for (const publication of new Set(withdrawing)) await withdrawExports(parts, publication);
}

/** The host as it is at its start: a hundred exports of one drive read it once. */
interface HostNow {
  /** Errors: unknown-drive. */
  drive(id: DriveId): Promise<EnclosureOutcome<SeenDrive>>;
  listen(portal: Portal): Promise<ListenAddress | undefined>;
}

async function lookAround(parts: AgentParts): Promise<HostNow> {
  const { drives } = await findDrives(parts.system);
  const seen = new Map<DriveId, Promise<SeenDrive>>();
  return {
    listen: await localPortals(parts.system),
    drive: async (id) => {
      const found = drives.find((drive) => drive.id === id);
      if (!found) return failed('unknown-drive', `drive ${id} is not there, or cannot be told`);
      const looking = seen.get(id) ?? lookAtDrive(parts, found);
      seen.set(id, looking);
      return ok(await looking);
    },
  };
}

async function restoreExport(
  parts: AgentParts,
  host: HostNow,
  wanted: WantedExport,
): Promise<EnclosureOutcome<undefined>> {
  const drive = await host.drive(wanted.drive);
  if (drive.kind === 'error') return drive;
  const { found, legs } = drive.value;
  if (found.usedBy !== undefined)
    return failed('drive-in-use', `drive ${found.id} is used by its host: ${found.usedBy}`);
  const leg = legs.find((other) => other.leg === wanted.leg && other.volume === wanted.volume && !other.wiping);
  if (!leg) return failed('unknown-leg', `drive ${found.id} holds no leg ${wanted.leg} of volume ${wanted.volume}`);
  const listen = await host.listen(wanted.address);
  if (!listen) return failed('no-portal', `this host has no address ${wanted.address.address}`);
  await makeExport(parts, { drive: drive.value, leg, wanted, listen });
  return done;
}
