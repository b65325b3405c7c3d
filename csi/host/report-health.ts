import type { LegId } from '../../core/model/ids.ts';
import { mapOk, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { reportInSync, reportOut, takeBack } from './array-members.ts';
import type { LegsByState } from './array-members.ts';
import { livePublication } from './live-publication.ts';
import type { NodeParts } from './node-parts.ts';
import type { PublishedLegs } from './publication-directory.ts';
import type { StagedVolume } from './staged-volume.ts';

/**
 * Tells which legs are in sync, and then which are out. Refused where the driver takes for dropped what alone holds the
 * data here: that is claimed back first. Errors: as PublicationDirectory.report and livePublication.
 * @param inSync those in sync of which the driver may not know
 */
export async function reportHealth(
  parts: NodeParts,
  staged: StagedVolume,
  { 'in-sync': allInSync, rebuilding, out }: LegsByState,
  inSync: readonly LegId[] = allInSync,
): Promise<DriverOutcome<StagedVolume>> {
  const tell = async (from: StagedVolume, legs: readonly LegId[]): Promise<DriverOutcome<StagedVolume>> => {
    const told = await reportInSync(parts, from, legs);
    return told.kind === 'error' ? told : reportOut(parts, told.value, out);
  };
  const told = await tell(staged, inSync);
  if (told.kind === 'ok' || told.code !== 'unsupported') return told;
  const claimed = await claimBack(parts, staged, [...allInSync, ...rebuilding]);
  if (claimed.kind === 'error') return claimed;
  return claimed.value === staged ? told : tell(claimed.value, allInSync);
}

/**
 * Tells the driver that legs return which it takes for dropped, and which the array has all the same. Answers the same
 * object where there are none. Errors: as PublicationDirectory.report and livePublication.
 */
export async function claimBack(
  parts: NodeParts,
  staged: StagedVolume,
  running: readonly LegId[],
): Promise<DriverOutcome<StagedVolume>> {
  const published = await livePublication(parts, staged.volume, staged.publication);
  if (published.kind === 'error') return published;
  const given = droppedAmong(published.value, running);
  if (given.length === 0) return ok(staged);
  const noted = { ...staged, dropped: [...new Set([...staged.dropped, ...given])] };
  await parts.volumes.put(noted);
  return mapOk(await takeBack(parts, noted, { members: [], running: given }), () => noted);
}

/** Legs that the array has, and that were given up meanwhile. */
export const droppedAmong = ({ legs }: PublishedLegs, running: readonly LegId[]): readonly LegId[] =>
  legs
    .filter(({ leg, dropped, export: reachable }) => dropped && reachable && running.includes(leg))
    .map(({ leg }) => leg);
