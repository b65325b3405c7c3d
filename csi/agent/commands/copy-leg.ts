import { FIRST_DATA_KIB, KIB_PER_GIB } from '../../../core/model/format.ts';
import type { CopyLeg } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { withLeg } from '../disk/drive-layout.ts';
import type { LegPartition } from '../disk/drive-layout.ts';
import { ensureKernelPartition } from '../disk/kernel-partitions.ts';
import { writeLayout } from '../disk/sfdisk.ts';
import { leaveSource, openSource } from './copy-source.ts';
import type { OpenSource } from './copy-source.ts';
import { usableDriveOf } from './look-at-drive.ts';
import { differs, unknownLeg } from './refusals.ts';
import type { Step } from './run-command.ts';

/**
 * Fills a leg that is marked for it, and takes the mark away once all of it is on the medium. The mark is what says that it
 * may be written to: a command that comes late finds none.
 */
export async function copyLeg(parts: AgentParts, command: CopyLeg): Promise<Step<undefined>> {
  const { leg, volume, drive: id, lengthKiB } = command;
  const drive = await usableDriveOf(parts, id);
  if (drive.kind === 'error') return drive;
  const { found, legs, content } = drive.value;
  const existing = legs.find((other) => other.leg === leg && !other.wiping);
  if (!existing || content.kind !== 'labelled') return unknownLeg(leg, parts);
  if (existing.volume !== volume) return differs(`leg ${leg}`);
  if (!existing.toFill) return leaveSource(parts, leg);
  if (FIRST_DATA_KIB + lengthKiB > existing.extent.length * KIB_PER_GIB) {
    return failed('outside-drive', `leg ${leg} is shorter than what it is to be filled with`);
  }
  const source = await openSource(parts, command.source);
  if (source.kind === 'error') return source;
  const filling = await fill(parts, command, { found, existing, source: source.value });
  if (filling.kind === 'underway') return filling;
  await writeLayout(parts.system, found, withLeg(content.layout, { ...existing, toFill: false }));
  await ensureKernelPartition(parts.system, found.kernelName, existing);
  return leaveSource(parts, leg);
}

interface ToFill {
  readonly found: FoundDrive;
  readonly existing: LegPartition;
  readonly source: OpenSource;
}

async function fill(
  { system, begun, copies }: AgentParts,
  { leg, source: asked, lengthKiB }: CopyLeg,
  { found, existing, source }: ToFill,
) {
  const before = await begun.of(leg);
  const from = { kind: asked.kind, leg: asked.leg };
  // Two legs of a pair may differ where nothing was ever stored: a copy is of one of them.
  const start = before?.source.leg === asked.leg ? before.done : undefined;
  const copy = { leg, source: from, done: start ?? 0 };
  if (start === undefined) await begun.put(copy);
  const device = await ensureKernelPartition(system, found.kernelName, existing);
  return copies.join(leg, {
    drive: found,
    device,
    source,
    bytes: lengthKiB * 1024,
    done: copy.done,
    blank: existing.zeroed,
    reached: (reached) => begun.put({ ...copy, done: reached }),
  });
}

/** Ends a copy into a leg that is given up. */
export async function giveUpCopy(parts: AgentParts, leg: CopyLeg['leg']): Promise<Step<undefined>> {
  const running = parts.copies.cancel(leg);
  return running ?? leaveSource(parts, leg);
}
