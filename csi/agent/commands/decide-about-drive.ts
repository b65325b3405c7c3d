import { LABEL_OFFSET_BYTES } from '../../../core/model/format.ts';
import type { DriveCommand, EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { standingProblem } from '../../backends/composable/standing-problem.ts';
import { dropKernelPartition, kernelPartitionNumbers } from '../disk/kernel-partitions.ts';
import { labelDrive } from '../disk/label-drive.ts';
import { LABEL_TEXT_BYTES, ownerLabelBytes, writeOwnerLabel } from '../disk/owner-label.ts';
import type { OwnerLabel } from '../disk/owner-label.ts';
import { writeLayout } from '../disk/sfdisk.ts';
import type { Zeroing } from '../disk/zero-device.ts';
import { driveOf, driveWipe } from './look-at-drive.ts';
import type { SeenDrive } from './look-at-drive.ts';
import { done } from './refusals.ts';
import type { Step } from './run-command.ts';

/** Makes a drive of another domain ours, with its legs. The label, which decides whose it is, is written last. */
export async function adoptDrive(parts: AgentParts, command: DriveCommand): Promise<EnclosureOutcome<undefined>> {
  const drive = await driveOf(parts, command.drive);
  if (drive.kind === 'error') return drive;
  const { found, content, standing } = drive.value;
  if (standing.kind === 'owned') return carriedOut(parts, command);
  if (standing.kind !== 'foreign' && standing.kind !== 'blank') {
    return standingProblem(command.drive, standing) ?? done;
  }
  if (content.kind === 'altered') {
    return failed(
      'unknown-data',
      `drive ${command.drive} holds ${content.found}; put it right first, or wipe the drive`,
    );
  }
  const user = await exportedPart(parts, found);
  if (user !== undefined)
    return failed('exported', `${user} is exported by this host; withdraw that where it was made`);
  await record(parts, 'adopt', command, drive.value);
  const label = { domain: parts.domain, drive: found.id, enclosure: parts.enclosure };
  if (content.kind === 'labelled') {
    const { layout } = content;
    await writeLayout(parts.system, found, { ...layout, label: { ...layout.label, domain: parts.domain } });
    await writeOwnerLabel(parts.system, found.device, label);
  } else {
    await labelDrive(parts.system, found, label);
  }
  return carriedOut(parts, command);
}

/**
 * Destroys what a drive holds, every byte of it, and labels it as ours. On a drive that cannot zero itself that takes
 * hours; but nothing else would destroy the bytes in the middle, and whoever gets a leg there could read them.
 */
export async function wipeDrive(parts: AgentParts, command: DriveCommand): Promise<Step<undefined>> {
  const drive = await driveOf(parts, command.drive);
  if (drive.kind === 'error') return drive;
  const { found, content, standing, legs } = drive.value;
  if (standing.kind === 'in-use') return standingProblem(command.drive, standing) ?? done;
  const [leg] = legs;
  if (leg) {
    return failed(
      'differs',
      `drive ${command.drive} holds leg ${leg.leg} of volume ${leg.volume}; delete the volume first`,
    );
  }
  const user = await exportedPart(parts, found);
  if (user !== undefined) return failed('drive-in-use', `${user} is exported by this host; withdraw that first`);
  if (standing.kind === 'owned' && content.kind === 'labelled') return carriedOut(parts, command);
  await record(parts, 'wipe', command, drive.value);
  for (const number of await kernelPartitionNumbers(parts.system, found.kernelName)) {
    await dropKernelPartition(parts.system, found.kernelName, number);
  }
  // Somebody has written to the drive since.
  if (content.kind !== 'wiping') parts.wipes.forgetDone(driveWipe(found.id));
  const label = { domain: parts.domain, drive: found.id, enclosure: parts.enclosure };
  const wipe = parts.wipes.join(driveWipe(found.id), { zeroing: wholeDrive(found, label) });
  if (wipe.kind === 'underway') return wipe;
  await labelDrive(parts.system, found, label);
  return carriedOut(parts, command);
}

/**
 * A label goes first, which says until the end that the drive is being wiped: whoever comes after a wipe that was cut
 * short must not take the blank beginning for a blank drive. The beginning goes next: as long as it names an array, udev
 * may start that again between two steps [tried].
 */
function wholeDrive(drive: FoundDrive, label: OwnerLabel): Zeroing {
  const at = { offset: BigInt(LABEL_OFFSET_BYTES), length: BigInt(LABEL_TEXT_BYTES) };
  const end = at.offset + at.length;
  const ranges = [
    { ...at, leaving: ownerLabelBytes({ ...label, unfinished: 'wiping' }) },
    { offset: 0n, length: at.offset },
    { offset: end, length: drive.capacityBytes - end },
  ];
  return { drive, device: drive.device, ranges, shared: false };
}

/** A partition of the drive that somebody exports from here, or the drive itself. */
async function exportedPart({ exporter }: AgentParts, { device }: FoundDrive): Promise<string | undefined> {
  const devices = await exporter.exportedDevices();
  return devices.find((other) => other.startsWith(device) && /^(?:p?\d+)?$/.test(other.slice(device.length)));
}

const record = (
  { decisions, clock }: AgentParts,
  kind: 'adopt' | 'wipe',
  { drive, by }: DriveCommand,
  { standing }: SeenDrive,
): Promise<void> => decisions.record({ drive, kind, by, at: clock.now().toISOString(), before: standing });

async function carriedOut(
  { decisions, clock }: AgentParts,
  { drive }: DriveCommand,
): Promise<EnclosureOutcome<undefined>> {
  await decisions.markDone(drive, clock.now().toISOString());
  return done;
}
