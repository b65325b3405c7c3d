import type { EnclosureOutcome, ExportedLeg, ExportLeg } from '../../backends/composable/enclosure-host.ts';
import { beingCopied, exportedProblem, stillToFill } from '../../backends/composable/exported-problem.ts';
import { exportAddress } from '../../export-address.ts';
import { failed, ok } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';
import { ensureKernelPartition } from '../disk/kernel-partitions.ts';
import type { LegPartition } from '../disk/drive-layout.ts';
import type { ListenAddress } from '../exports/leg-export.ts';
import { listenAddress } from '../exports/local-addresses.ts';
import type { WantedExport } from '../state/wanted-exports.ts';
import { exportsOfLeg } from './exports-of-leg.ts';
import { driveOf } from './look-at-drive.ts';
import type { SeenDrive } from './look-at-drive.ts';
import { differs, unknownLeg } from './refusals.ts';
import { standingProblem } from '../../backends/composable/standing-problem.ts';

/**
 * Opens a leg to the initiator of one publication. The turn of the publication comes once the drive has answered: one that
 * hangs must not keep it from being withdrawn. What was withdrawn meanwhile is fenced by then.
 */
export async function exportLeg(parts: AgentParts, command: ExportLeg): Promise<EnclosureOutcome<ExportedLeg>> {
  const { volume, fence, drive: id, publication } = command;
  const drive = await exportableDriveOf(parts, id);
  if (drive.kind === 'error') return drive;
  return parts.turns.take(publication, async () => {
    const admitted = await parts.fences.admit(volume, fence);
    return admitted.kind === 'ok' ? exportFrom(parts, drive.value, command) : admitted;
  });
}

/** Written down first, so that a crash cannot leave it unknown. */
async function exportFrom(
  parts: AgentParts,
  drive: SeenDrive,
  command: ExportLeg,
): Promise<EnclosureOutcome<ExportedLeg>> {
  const { leg, volume, drive: id, publication, node, portal, chap } = command;
  const existing = drive.legs.find((other) => other.leg === leg && !other.wiping);
  if (!existing) return unknownLeg(leg, parts);
  if (existing.volume !== volume) return differs(`leg ${leg}`);
  if (existing.toFill) return stillToFill(leg);
  const reader = await parts.begun.readerOf(leg);
  if (reader !== undefined) return beingCopied(leg, reader);
  const listen = await listenAddress(parts.system, portal);
  if (!listen) {
    return failed('no-portal', `the host of enclosure ${parts.enclosure} has no address ${portal.address}`);
  }
  const address = exportAddress(portal, leg, publication);
  const wanted: WantedExport = { publication, leg, volume, drive: id, node, address, phase: 'wanted' };
  const known = await parts.wanted.of(publication, leg);
  if (known?.phase === 'wanted' && !isSame(known, wanted)) return differs(`publication ${publication} of leg ${leg}`);
  const problem = exportedProblem(wanted, await exportsOfLeg(parts, leg));
  if (problem) return problem;
  if (chap) await parts.chap.write(publication, leg, chap);
  // What was being withdrawn may stand half, and by another transport.
  if (known?.phase === 'withdrawing') await parts.exporter.destroy(known);
  if (known?.phase !== 'wanted') await parts.wanted.put(wanted);
  await makeExport(parts, { drive, leg: existing, wanted, listen });
  return ok({ address, zeroed: existing.zeroed });
}

/**
 * A drive that takes no new legs for what stands among ours still gives those it has. Not one that its host uses: that
 * may be the leg, taken by the host's own md.
 */
async function exportableDriveOf(parts: AgentParts, id: ExportLeg['drive']): Promise<EnclosureOutcome<SeenDrive>> {
  const drive = await driveOf(parts, id);
  if (drive.kind === 'error') return drive;
  const { found, content, standing } = drive.value;
  if (content.kind === 'altered' && found.usedBy === undefined) return drive;
  return standingProblem(id, standing) ?? drive;
}

const isSame = (one: WantedExport, other: WantedExport): boolean =>
  one.node === other.node &&
  one.address.transport === other.address.transport &&
  one.address.address === other.address.address &&
  one.address.port === other.address.port;

interface ExportToMake {
  readonly drive: SeenDrive;
  readonly leg: LegPartition;
  readonly wanted: WantedExport;
  readonly listen: ListenAddress;
}

/** @throws AgentError, SystemError */
export async function makeExport(parts: AgentParts, { drive, leg, wanted, listen }: ExportToMake): Promise<void> {
  const { publication, address } = wanted;
  const device = await ensureKernelPartition(parts.system, drive.found.kernelName, leg);
  const chap = await parts.chap.read(publication, leg.leg);
  const { target } = address;
  const { discards } = drive.found;
  await parts.exporter.make({ publication, leg: leg.leg, target, device, discards, listen, chap });
}
