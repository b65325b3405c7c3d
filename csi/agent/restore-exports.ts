import { failed, ok } from '../outcome.ts';
import type { EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import type { AgentParts } from './agent-parts.ts';
import { makeExport } from './commands/export-leg.ts';
import { driveOf } from './commands/look-at-drive.ts';
import { answering } from './commands/run-command.ts';
import { withdrawExports } from './commands/withdraw-export.ts';
import { listenAddress } from './exports/local-addresses.ts';
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
  const restored: WantedExport[] = [];
  const notRestored: { wanted: WantedExport; reason: string }[] = [];
  for (const wanted of await parts.wanted.all()) {
    const outcome = await answering(parts, () => restoreExport(parts, wanted));
    if (outcome.kind === 'ok') restored.push(wanted);
    else notRestored.push({ wanted, reason: outcome.message });
  }
  return { restored, notRestored };
}

async function withdrawUnwanted(parts: AgentParts): Promise<void> {
  const known = await parts.wanted.all();
  const wanted = new Set(known.filter(({ phase }) => phase === 'wanted').map(({ address }) => address.target));
  for (const made of await parts.exporter.standing()) if (!wanted.has(made.target)) await parts.exporter.destroy(made);
  const withdrawing = known.filter(({ phase }) => phase === 'withdrawing').map(({ publication }) => publication);
  for (const publication of new Set(withdrawing)) await withdrawExports(parts, publication);
}

async function restoreExport(parts: AgentParts, wanted: WantedExport): Promise<EnclosureOutcome<undefined>> {
  const drive = await driveOf(parts, wanted.drive);
  if (drive.kind === 'error') return drive;
  const { found, legs } = drive.value;
  if (found.usedBy !== undefined)
    return failed('drive-in-use', `drive ${found.id} is used by its host: ${found.usedBy}`);
  const leg = legs.find((other) => other.leg === wanted.leg && other.volume === wanted.volume && !other.wiping);
  if (!leg) return failed('unknown-leg', `drive ${found.id} holds no leg ${wanted.leg} of volume ${wanted.volume}`);
  const listen = await listenAddress(parts.system, wanted.address);
  if (!listen) return failed('no-portal', `this host has no address ${wanted.address.address}`);
  await makeExport(parts, { drive: drive.value, leg, wanted, listen });
  return ok(undefined);
}
