import type { DriveId } from '../../../core/model/ids.ts';
import type { DriveStanding, EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { failed, ok } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';
import { findDrives } from '../discovery/find-drives.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { standingProblem } from '../../backends/composable/standing-problem.ts';
import { standingOf } from '../discovery/standing.ts';
import { readDriveContent } from '../disk/drive-content.ts';
import type { DriveContent } from '../disk/drive-content.ts';
import type { LegPartition } from '../disk/drive-layout.ts';

/** A drive with everything on it. */
export interface SeenDrive {
  readonly found: FoundDrive;
  readonly content: DriveContent;
  readonly standing: DriveStanding;
  /** Of our domain, those that are being wiped among them. */
  readonly legs: readonly LegPartition[];
}

/** Errors: unknown-drive. @throws AgentError, SystemError */
export async function driveOf(parts: AgentParts, id: DriveId): Promise<EnclosureOutcome<SeenDrive>> {
  const { drives } = await findDrives(parts.system);
  const found = drives.find((drive) => drive.id === id);
  if (!found) return failed('unknown-drive', `enclosure ${parts.enclosure} holds no drive ${id}, or cannot tell it`);
  return ok(await lookAtDrive(parts, found));
}

/** Errors: unknown-drive, foreign-drive, unknown-data, drive-in-use. @throws AgentError, SystemError */
export async function usableDriveOf(parts: AgentParts, id: DriveId): Promise<EnclosureOutcome<SeenDrive>> {
  const drive = await driveOf(parts, id);
  if (drive.kind === 'error') return drive;
  if (parts.wipes.isRunning(driveWipe(id))) return failed('unavailable', `drive ${id} is being wiped as a whole`);
  return standingProblem(id, drive.value.standing) ?? drive;
}

/** The job that wipes a whole drive. */
export const driveWipe = (id: DriveId): string => `drive ${id}`;

/** @throws AgentError, SystemError */
export async function lookAtDrive({ system, domain }: AgentParts, found: FoundDrive): Promise<SeenDrive> {
  const content = await readDriveContent(system, found.device);
  return { found, content, standing: standingOf(found, content, domain), legs: legsOf(found.id, content, domain) };
}

/** Less than the time after which nobody waits for an answer any more. */
const PATIENCE_MS = 20_000;

/** `undefined` for what a drive that does not answer keeps waiting. It goes on all the same. */
export async function inTime<Value>({ clock }: AgentParts, work: Promise<Value>): Promise<Value | undefined> {
  const alarm = clock.alarm(PATIENCE_MS);
  try {
    return await Promise.race([work, alarm.rung.then(() => undefined)]);
  } finally {
    alarm.cancel();
  }
}

/** Also of a drive that takes no new ones: what stands there is ours all the same. */
function legsOf(id: DriveId, content: DriveContent, domain: AgentParts['domain']): readonly LegPartition[] {
  switch (content.kind) {
    case 'blank':
    case 'unknown':
    case 'wiping':
    case 'unreadable':
      return [];
    case 'labelled':
    case 'altered':
      return content.label.drive === id && content.label.domain === domain ? content.layout.legs : [];
  }
}
