import type {
  EnclosureObservation,
  ObservedDrive,
  ObservedExport,
  ObservedLeg,
} from '../../backends/composable/enclosure-host.ts';
import type { AgentParts } from '../agent-parts.ts';
import { findDrives } from '../discovery/find-drives.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { percentageUsedOf } from '../discovery/percentage-used.ts';
import { standingOf } from '../discovery/standing.ts';
import { isHostTrouble } from '../host-trouble.ts';
import type { StandingExport } from '../exports/exporter.ts';
import type { VolumesHere } from '../state/fences.ts';
import type { WantedExport } from '../state/wanted-exports.ts';
import { inTime, lookAtDrive } from './look-at-drive.ts';
import type { SeenDrive } from './look-at-drive.ts';

/** Reads drives and kernel. What a record adds is only what neither can hold. @throws AgentError, SystemError */
export async function observe(parts: AgentParts): Promise<EnclosureObservation> {
  const drives = await seenDrives(parts);
  const legs = drives.flatMap(legsOn);
  const [standing, wanted] = await Promise.all([parts.exporter.standing(), parts.wanted.all()]);
  const told = await Promise.all(drives.map((drive) => observed(parts, drive)));
  return { drives: told, legs, exports: standing.flatMap((made) => seenExport(made, legs, wanted)) };
}

/** Volumes that have a leg here, or are owed an export. @throws AgentError, SystemError */
export async function volumesHere(parts: AgentParts): Promise<VolumesHere> {
  const [drives, wanted] = await Promise.all([seenDrives(parts), parts.wanted.all()]);
  if (drives.some(({ content }) => content.kind === 'unreadable')) return { kind: 'not-all-seen' };
  return { kind: 'all-seen', volumes: new Set([...drives.flatMap(legsOn), ...wanted].map(({ volume }) => volume)) };
}

/** Each in its turn: a table that is being written is not read half. */
async function seenDrives(parts: AgentParts): Promise<readonly SeenDrive[]> {
  const { drives } = await findDrives(parts.system);
  return Promise.all(drives.map((drive) => lookAtAny(parts, drive)));
}

/** One drive that cannot be read, or never answers, does not hide the others. */
async function lookAtAny(parts: AgentParts, found: FoundDrive): Promise<SeenDrive> {
  try {
    const looking = parts.turns.take(found.id, () => lookAtDrive(parts, found));
    return (await inTime(parts, looking)) ?? unreadable(parts, found, 'it does not answer');
  } catch (error) {
    if (!isHostTrouble(error)) throw error;
    return unreadable(parts, found, error.message);
  }
}

function unreadable({ domain }: AgentParts, found: FoundDrive, why: string): SeenDrive {
  const content = { kind: 'unreadable', why } as const;
  return { found, content, standing: standingOf(found, content, domain), legs: [] };
}

/** One that is being wiped still takes its bytes. */
const legsOn = ({ found, legs }: SeenDrive): readonly ObservedLeg[] =>
  legs.map(({ leg, volume, extent }) => ({ leg, volume, drive: found.id, extent }));

async function observed({ system }: AgentParts, { found, standing }: SeenDrive): Promise<ObservedDrive> {
  const { id, mediaType, protocol, rotationSpeedRPM, capacityBytes, model, serialNumber } = found;
  // One that does not answer is not asked more.
  const percentageUsed = standing.kind === 'unreadable' ? undefined : await percentageUsedOf(system, found);
  return {
    id,
    mediaType,
    protocol,
    rotationSpeedRPM,
    capacityBytes,
    percentageUsed,
    model,
    serialNumber,
    standing,
  };
}

/** Whose node it is stands in no kernel file. One that nobody wrote down is not described, and goes at the next start. */
function seenExport(
  { publication, leg, target }: StandingExport,
  legs: readonly ObservedLeg[],
  wanted: readonly WantedExport[],
): readonly ObservedExport[] {
  const known = wanted.find((made) => made.address.target === target);
  if (!known) return [];
  const volume = legs.find((other) => other.leg === leg)?.volume ?? known.volume;
  return [{ publication, leg, volume, node: known.node, address: known.address }];
}
