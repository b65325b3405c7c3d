import { formatBytes, formatGiB, gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { Volume } from '../model/volume.ts';
import type { Accounts } from './accounts.ts';
import { isTooFullFor, isTooSmallFor } from './tallies.ts';

/** Why the backend or a pool of a volume lets it not grow to a size, in one sentence; `undefined` where they let it. */
export function overTallies({ entries }: Accounts, { id }: Volume, target: GiB): string | undefined {
  const entry = entries.get(id);
  if (!entry) return undefined;
  const more = gib(target - entry.size);
  for (const tally of entry.tallies) {
    const { maxVolumeBytes, maxTotalBytes } = tally.limits;
    if (maxVolumeBytes !== undefined && isTooSmallFor(tally, target)) {
      return `${formatGiB(target)} is more than limits.maxVolumeSize of ${tally.name}, ${formatBytes(maxVolumeBytes)}`;
    }
    if (maxTotalBytes !== undefined && isTooFullFor(tally, more)) {
      return `${formatGiB(more)} more is over limits.maxTotalSize of ${tally.name}: it has ${formatGiB(gib(tally.size))} of ${formatBytes(maxTotalBytes)}`;
    }
  }
  return undefined;
}
