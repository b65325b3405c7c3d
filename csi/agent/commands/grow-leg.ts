import { gib } from '../../../core/model/capacity.ts';
import type { GrowLeg } from '../../backends/composable/enclosure-host.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { withLeg } from '../disk/drive-layout.ts';
import type { LegPartition } from '../disk/drive-layout.ts';
import { ensureKernelPartition } from '../disk/kernel-partitions.ts';
import { writeLayout } from '../disk/sfdisk.ts';
import { extentProblem } from './extent-problem.ts';
import { bytesOf, tailWipe } from './leg-wipe.ts';
import { usableDriveOf } from './look-at-drive.ts';
import { differs, done, unknownLeg } from './refusals.ts';
import type { Step } from './run-command.ts';

/**
 * Lengthens a leg, also while initiators use it: what it grows into is wiped first, outside of every partition; then the
 * table says so, then the kernel, then its initiators.
 */
export async function growLeg(parts: AgentParts, command: GrowLeg): Promise<Step<undefined>> {
  const { leg, volume, drive: id, extent } = command;
  const drive = await usableDriveOf(parts, id);
  if (drive.kind === 'error') return drive;
  const { found, legs, content } = drive.value;
  const existing = legs.find((other) => other.leg === leg && !other.wiping);
  if (!existing || content.kind !== 'labelled') return unknownLeg(leg, parts);
  if (existing.volume !== volume || existing.extent.start !== extent.start) return differs(`leg ${leg}`);
  if (extent.length <= existing.extent.length) return showGrowth(parts, found, existing);
  const others = legs.filter((other) => other !== existing);
  const reserved = parts.wipes.reserved(id, tailWipe(leg));
  const problem = extentProblem(found, { legs: others, reserved }, extent);
  if (problem) return problem;
  const wipe = wipeTail(parts, found, existing, command);
  if (wipe.kind === 'underway') return wipe;
  const grown = { ...existing, extent, zeroed: existing.zeroed && found.zeroesFast };
  await writeLayout(parts.system, found, withLeg(content.layout, grown));
  return showGrowth(parts, found, grown);
}

function wipeTail({ wipes }: AgentParts, found: FoundDrive, existing: LegPartition, { leg, drive, extent }: GrowLeg) {
  const tail = {
    start: gib(existing.extent.start + existing.extent.length),
    length: gib(extent.length - existing.extent.length),
  };
  return wipes.join(tailWipe(leg), {
    zeroing: { drive: found, device: found.device, ranges: bytesOf(tail, found.zeroesFast), shared: true },
    reserves: { drive, extent: tail },
  });
}

/** Also for a leg that is long enough already: a crash may have come before the kernel was told. */
async function showGrowth(parts: AgentParts, { kernelName }: FoundDrive, leg: LegPartition): Promise<Step<undefined>> {
  await ensureKernelPartition(parts.system, kernelName, leg);
  await parts.exporter.announceSize(leg.leg);
  return done;
}
