import type { Leg, Volume } from '../../core/model/volume.ts';
import type { VolumeCondition } from '../services/driver-port.ts';
import type { DriverContext } from './context.ts';
import { isDropped } from './integrity.ts';

/** What is wrong with the legs of a volume, as far as agents and nodes have told. */
export function conditionOf(context: DriverContext, volume: Volume): VolumeCondition {
  const troubles = volume.legs.flatMap((leg) => troubleOf(context, volume, leg) ?? []);
  if (troubles.length === 0) return { abnormal: false, message: 'every leg is in place' };
  const others = troubles.length - MOST_TOLD;
  const told = troubles.slice(0, MOST_TOLD).join('; ');
  return { abnormal: true, message: others > 0 ? `${told}; and ${String(others)} more` : told };
}

/** The message becomes an event of Kubernetes, which takes a kilobyte. */
const MOST_TOLD = 4;

function troubleOf(context: DriverContext, volume: Volume, leg: Leg): string | undefined {
  const { id, drive, enclosure } = leg;
  const what = `leg ${id} on drive ${drive} of enclosure ${enclosure}`;
  if (isDropped(volume, id)) return `${what} missed writes and is left out`;
  if (volume.integrity.rebuilding.includes(id)) return `${what} is being rebuilt`;
  if (isDeclaredLost(context, leg)) return `${what} is declared failed`;
  if (!context.backend.drives.answers(enclosure)) return `${what}: its host does not answer`;
  const report = context.state.reports.get(enclosure);
  return report && !report.has(drive) ? `${what}: its host does not find the drive` : undefined;
}

function isDeclaredLost({ state }: DriverContext, { enclosure, drive }: Leg): boolean {
  const declared = state.active?.enclosures.get(enclosure)?.drives.find(({ id }) => id === drive);
  return declared?.state === 'failed';
}
