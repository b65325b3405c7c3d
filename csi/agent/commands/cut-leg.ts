import type { CutLeg } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { freeNumber, withLeg } from '../disk/drive-layout.ts';
import type { DriveLayout, LegPartition } from '../disk/drive-layout.ts';
import { ensureKernelPartition } from '../disk/kernel-partitions.ts';
import { labelDrive } from '../disk/label-drive.ts';
import { writeLayout } from '../disk/sfdisk.ts';
import { extentProblem, sameExtent } from './extent-problem.ts';
import { bytesWithin, legWipe } from './leg-wipe.ts';
import { usableDriveOf } from './look-at-drive.ts';
import type { SeenDrive } from './look-at-drive.ts';
import { differs, done } from './refusals.ts';
import type { Step } from './run-command.ts';

/**
 * Cuts a leg: takes its bytes in the partition table as `wiping`, wipes them, then takes the mark away. A crash leaves a
 * partition that is marked, and the repeat wipes it anew.
 */
export async function cutLeg(parts: AgentParts, command: CutLeg): Promise<Step<undefined>> {
  const { leg, volume, drive: id, extent } = command;
  const drive = await usableDriveOf(parts, id);
  if (drive.kind === 'error') return drive;
  const { found, legs } = drive.value;
  const existing = legs.find((other) => other.leg === leg);
  if (existing && (existing.volume !== volume || !sameExtent(existing.extent, extent))) return differs(`leg ${leg}`);
  if (existing && !existing.wiping) return done;
  const problem = existing ? undefined : extentProblem(found, { legs, reserved: parts.wipes.reserved(id) }, extent);
  if (problem) return problem;
  const layout = await layoutOf(parts, drive.value);
  if (existing) return wipeAndHandOver(parts, found, layout, existing);
  const number = freeNumber(layout);
  if (number === undefined)
    return failed('outside-drive', `the partition table of drive ${id} is full; use another drive`);
  const toFill = command.toFill === true;
  const taken: LegPartition = { number, leg, volume, extent, zeroed: false, wiping: true, toFill };
  const written = await writeLayout(parts.system, found, withLeg(layout, taken));
  return wipeAndHandOver(parts, found, written, taken);
}

/** A blank drive is labelled with its first leg. */
function layoutOf(parts: AgentParts, { found, content }: SeenDrive): Promise<DriveLayout> {
  const { system, domain, enclosure } = parts;
  if (content.kind === 'labelled') return Promise.resolve(content.layout);
  return labelDrive(system, found, { domain, drive: found.id, enclosure });
}

async function wipeAndHandOver(
  { system, wipes }: AgentParts,
  drive: FoundDrive,
  layout: DriveLayout,
  leg: LegPartition,
): Promise<Step<undefined>> {
  const { kernelName, zeroesFast } = drive;
  const partition = await ensureKernelPartition(system, kernelName, leg);
  const ranges = bytesWithin(leg.extent, zeroesFast);
  const wipe = wipes.join(legWipe(leg.leg), { zeroing: { drive, device: partition, ranges, shared: false } });
  if (wipe.kind === 'underway') return wipe;
  await writeLayout(system, drive, withLeg(layout, { ...leg, wiping: false, zeroed: zeroesFast }));
  await ensureKernelPartition(system, kernelName, leg);
  return done;
}
