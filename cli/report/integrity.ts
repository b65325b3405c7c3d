import type { LegView, VolumeView } from '../api/views/volume-view.ts';

/** How far the legs of a volume can be trusted, in one line. */
export function integrityText({ legs, use, publishedTo }: VolumeView): string {
  const dropped = legs.filter((leg) => leg.dropped).length;
  const extent = dropped === 0 ? [] : [`degraded, ${String(dropped)} of ${String(legs.length)} legs dropped`];
  return [...extent, useText(use, { isPublished: publishedTo.length > 0, isWhole: dropped === 0 })].join('; ');
}

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

export const legState = ({ dropped, unfenced }: LegView): string =>
  [dropped ? 'dropped' : 'current', ...(unfenced ? ['unfenced'] : [])].join(',');

/** What the states of the legs mean; nothing where there is nothing to know. */
export const integrityNotes = ({ legs }: VolumeView): readonly string[] => [
  ...(legs.some(({ dropped }) => dropped) ? [DROPPED] : []),
  ...(legs.some(({ unfenced }) => unfenced) ? [UNFENCED] : []),
];

const DROPPED =
  'dropped: it missed writes, or may have. The volume starts without it; it comes back rebuilt from the others';
const UNFENCED =
  'unfenced: its host did not answer when an export was to be destroyed, so an earlier node may still write to it. No node is given it until its host has answered';
