import type { LegView, VolumeView } from '../api/views/volume-view.ts';

/** How far the legs of a volume can be trusted, in one line. */
export function integrityText({ legs, use, publishedTo }: VolumeView): string {
  const behind = [
    ['dropped', legs.filter(({ dropped }) => dropped).length] as const,
    ['rebuilding', legs.filter(({ rebuilding }) => rebuilding).length] as const,
  ].flatMap(([state, count]) => (count === 0 ? [] : [`${String(count)} of ${String(legs.length)} legs ${state}`]));
  const extent = behind.length === 0 ? [] : [`degraded, ${behind.join(', ')}`];
  return [...extent, useText(use, { isPublished: publishedTo.length > 0, isWhole: behind.length === 0 })].join('; ');
}

/** Whether a leg does not hold everything, as far as is known. */
export const isBehind = ({ dropped, rebuilding }: LegView): boolean => dropped || rebuilding;

function useText(
  use: VolumeView['use'],
  { isPublished, isWhole }: { readonly isPublished: boolean; readonly isWhole: boolean },
): string {
  switch (use) {
    case 'unused':
      return 'no node has started it yet';
    case 'stopped':
      return isWhole ? 'every leg holds every write' : 'the others hold every write';
    case 'in-use':
      return isPublished
        ? 'in use: its node drops a leg that misses a write'
        : 'not stopped in good order: it starts only with every leg that is not dropped';
  }
}

export const legState = (leg: LegView): string =>
  [
    standingOf(leg),
    ...(leg.unfenced ? ['unfenced'] : []),
    ...leg.differences.map((difference) => `drive ${difference}`),
  ].join(',');

function standingOf({ dropped, rebuilding }: LegView): string {
  if (dropped) return 'dropped';
  return rebuilding ? 'rebuilding' : 'current';
}

/** What the states of the legs mean; nothing where there is nothing to know. */
export const integrityNotes = ({ legs }: VolumeView): readonly string[] => [
  ...(legs.some(({ dropped }) => dropped) ? [DROPPED] : []),
  ...(legs.some(({ rebuilding }) => rebuilding) ? [REBUILDING] : []),
  ...(legs.some(({ unfenced }) => unfenced) ? [UNFENCED] : []),
  ...(legs.some(({ differences }) => differences.length > 0) ? [DIFFERENT] : []),
];

const DROPPED =
  'dropped: it missed writes, or may have. The volume starts without it; it comes back rebuilt from the others';
const REBUILDING =
  'rebuilding: it was dropped and is being taken back. The volume does not start without it, and it stands in for no other leg yet';
const UNFENCED =
  'unfenced: its host did not answer when an export was to be destroyed, so an earlier node may still write to it. No node is given it until its host has answered';
const DIFFERENT =
  'drive …: its agent found the drive otherwise than declared, or not at all. "stowage inventory" shows more; what lies on it stays there';
