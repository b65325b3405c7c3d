import type { LegId } from '../../core/model/ids.ts';
import type { Layout, Volume, VolumeIntegrity } from '../../core/model/volume.ts';

/*
 * Which legs an array may be started from. Acknowledged writes lie on every leg that is in sync in the running array,
 * and the driver learns of a leg that fell out only when the node says so. So a leg is left out, which is what "dropped"
 * means, only when the other leg of its pair is proved to hold everything: because the node says so, or because the
 * last node stopped the array with that other leg in sync, or because a person takes it upon himself.
 *
 * A leg that comes back is rebuilding before the node begins with it: once it is in sync, its partner may fall out
 * before the node has told of either. From then on it may be the only one that holds everything, so it is needed; until
 * the node says that it is in sync it may be half empty, so it stands in for no other.
 */

/** What the rules look at. */
export type Integral = Pick<Volume, 'layout' | 'integrity'> & {
  readonly legs: readonly { readonly id: LegId }[];
};

export const NEW_INTEGRITY: VolumeIntegrity = { dropped: [], rebuilding: [], use: 'unused' };

/** What is to be believed of a volume of which nothing was written down: a node may be writing to all its legs. */
export const UNKNOWN_INTEGRITY: VolumeIntegrity = { dropped: [], rebuilding: [], use: 'in-use' };

export const isDropped = ({ integrity }: Integral, leg: LegId): boolean => integrity.dropped.includes(leg);

/** Whether a leg is counted on to hold everything. */
export const isCurrent = (volume: Integral, leg: LegId): boolean =>
  !isDropped(volume, leg) && !volume.integrity.rebuilding.includes(leg);

/** Whether what else is current holds all that a leg holds. A leg that is not current itself can be spared. */
export function canSpare(volume: Integral, leg: LegId): boolean {
  if (!isCurrent(volume, leg)) return true;
  const partner = partnerOf(volume, leg);
  return partner !== undefined && isCurrent(volume, partner);
}

/** The volume with these legs dropped as well; `undefined` where it cannot spare them all. */
export function dropLegs<Of extends Integral>(volume: Of, legs: readonly LegId[]): Of | undefined {
  let left = volume;
  for (const leg of legs) {
    if (!canSpare(left, leg)) return undefined;
    if (!isDropped(left, leg)) left = dropLeg(left, leg);
  }
  return left;
}

const dropLeg = <Of extends Integral>(volume: Of, leg: LegId): Of =>
  withIntegrity(volume, {
    dropped: [...volume.integrity.dropped, leg],
    rebuilding: volume.integrity.rebuilding.filter((other) => other !== leg),
  });

/**
 * The same for legs of which it is not known what happened to them: only while no node has the array running is it
 * certain that the others miss nothing.
 */
export const dropUnseenLegs = <Of extends Integral>(volume: Of, legs: readonly LegId[]): Of | undefined => {
  const unknown = legs.filter((leg) => !isDropped(volume, leg));
  if (unknown.length > 0 && volume.integrity.use !== 'stopped') return undefined;
  return dropLegs(volume, unknown);
};

/** From here on any leg may miss writes that another has. */
export const afterStarting = <Of extends Integral>(volume: Of): Of => withIntegrity(volume, { use: 'in-use' });

/**
 * `undefined` where the legs in sync cannot make the array up. A leg that is dropped stays dropped, however it was when
 * the array stopped: only `returning` takes it back. No leg is rebuilding afterwards.
 */
export function afterStopped<Of extends Integral>(volume: Of, inSync: readonly LegId[]): Of | undefined {
  // An array that was never started has nothing to be in sync with.
  if (volume.integrity.use === 'unused') return volume;
  const out = volume.legs.map(({ id }) => id).filter((leg) => !inSync.includes(leg));
  const stopped = dropLegs(afterRecovered(volume, inSync), out);
  return stopped && withIntegrity(stopped, { use: 'stopped' });
}

/** Legs that are taken back into a running array: from here on any of them may have writes that its partner misses. */
export function afterReturning<Of extends Integral>(volume: Of, legs: readonly LegId[]): Of {
  const { dropped, rebuilding } = volume.integrity;
  const returning = dropped.filter((leg) => legs.includes(leg));
  if (returning.length === 0) return volume;
  return withIntegrity(volume, {
    dropped: dropped.filter((leg) => !legs.includes(leg)),
    rebuilding: [...rebuilding, ...returning],
  });
}

/** Legs that are in sync in a running array. One that is dropped has to return first, and stays dropped. */
export function afterRecovered<Of extends Integral>(volume: Of, legs: readonly LegId[]): Of {
  const rebuilding = volume.integrity.rebuilding.filter((leg) => !legs.includes(leg));
  return rebuilding.length === volume.integrity.rebuilding.length ? volume : withIntegrity(volume, { rebuilding });
}

function withIntegrity<Of extends Integral>(volume: Of, change: Partial<VolumeIntegrity>): Of {
  return { ...volume, integrity: { ...volume.integrity, ...change } };
}

/** The leg that holds the same data; `undefined` where none does. */
function partnerOf({ layout, legs }: Integral, leg: LegId): LegId | undefined {
  const at = legs.findIndex(({ id }) => id === leg);
  return at < 0 || !isMirrored(layout) ? undefined : legs[at % 2 === 0 ? at + 1 : at - 1]?.id;
}

function isMirrored(layout: Layout): boolean {
  switch (layout) {
    case 'single':
    case 'slice':
      return false;
    case 'mirror':
    case 'mirrored-slice':
    case 'striped-mirror':
      return true;
  }
}
