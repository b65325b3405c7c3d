import type { ReleaseLeg } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { withLeg, withoutLeg } from '../disk/drive-layout.ts';
import type { DriveLayout, LegPartition } from '../disk/drive-layout.ts';
import { dropKernelPartition, ensureKernelPartition } from '../disk/kernel-partitions.ts';
import { writeLayout } from '../disk/sfdisk.ts';
import { giveUpCopy } from './copy-leg.ts';
import { exportsOfLeg } from './exports-of-leg.ts';
import { bytesWithin, legWipe } from './leg-wipe.ts';
import { usableDriveOf } from './look-at-drive.ts';
import { differs, done } from './refusals.ts';
import type { Step } from './run-command.ts';

/** Wipes a leg from end to end and takes it away. From the first moment on it is marked, and nobody can export it. */
export async function releaseLeg(parts: AgentParts, command: ReleaseLeg): Promise<Step<undefined>> {
  const { leg, volume, drive: id } = command;
  const drive = await usableDriveOf(parts, id);
  if (drive.kind === 'error') return drive;
  const { found, legs, content } = drive.value;
  const existing = legs.find((other) => other.leg === leg);
  if (!existing || content.kind !== 'labelled') return done;
  if (existing.volume !== volume) return differs(`leg ${leg}`);
  if ((await exportsOfLeg(parts, leg)).length > 0)
    return failed('exported', `leg ${leg} is exported; withdraw that first`);
  const ended = await giveUpCopy(parts, leg);
  if (ended.kind !== 'ok') return ended;
  const marked: LegPartition = { ...existing, wiping: true, zeroed: false, toFill: false };
  const layout = existing.wiping
    ? content.layout
    : await writeLayout(parts.system, found, withLeg(content.layout, marked));
  return wipeAndTakeAway(parts, found, layout, marked);
}

async function wipeAndTakeAway(
  { system, wipes }: AgentParts,
  drive: FoundDrive,
  layout: DriveLayout,
  leg: LegPartition,
): Promise<Step<undefined>> {
  const { kernelName } = drive;
  const partition = await ensureKernelPartition(system, kernelName, leg);
  const ranges = bytesWithin(leg.extent, true);
  const wipe = wipes.join(legWipe(leg.leg), { zeroing: { drive, device: partition, ranges, shared: false } });
  if (wipe.kind === 'underway') return wipe;
  await dropKernelPartition(system, kernelName, leg.number);
  await writeLayout(system, drive, withoutLeg(layout, leg.leg));
  // udev may have read the table once more before it was written.
  await dropKernelPartition(system, kernelName, leg.number);
  return done;
}
