import { formatGiB } from '../model/capacity.ts';
import type { LevelName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { isWhole, legCount } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';
import type { Shortage } from './search.ts';

/** What the layout that came closest is short of: "needs 4 storage groups with a free SSD of 2 TiB or more, there are 3". */
export function nearestShortageText(request: VolumeRequest, shortages: readonly Shortage[]): string {
  const nearest = nearestShortage(shortages);
  return nearest ? shortageText(request, nearest) : 'fits no layout that the class allows';
}

/** The one that lacks the smallest share; one that has too few legs comes last, as no drive helps it. */
export function nearestShortage(shortages: readonly Shortage[]): Shortage | undefined {
  const lacking = shortages.filter(({ need, layout }) => need <= legCount(layout));
  const [first, ...others] = lacking.length > 0 ? lacking : shortages;
  return first && others.reduce((best, next) => (next.have / next.need > best.have / best.need ? next : best), first);
}

/** The same of one layout. */
export function shortageText({ parameters }: Pick<VolumeRequest, 'parameters'>, shortage: Shortage): string {
  const { layout, level, need, have } = shortage;
  const kind = parameters.type === 'hdd' ? 'HDD' : 'SSD';
  const legs = legCount(layout);
  if (level === undefined) return `needs ${drivesText(need, kind, layout)}${pairsText(layout)}, ${thereIs(have)}`;
  if (need > legs) {
    const has = `${layout.layout} of ${formatGiB(layout.extent)} a leg has ${String(legs)}`;
    return `needs legs in ${levelText(level, need)}, and a ${has}`;
  }
  if (layout.stripes > 1 && need === legs) {
    const most = `at most ${String(layout.stripes)} of them in one ${wordOf(level) ?? `domain of level ${level}`}`;
    return `needs ${drivesText(need, kind, layout)}${pairsText(layout)}, ${most}; at best ${thereIs(have)}`;
  }
  const each = drivesText(1, kind, layout);
  return `needs ${levelText(level, need)} with ${each}${pairsText(layout)}, ${thereIs(have)}`;
}

/** `a free HDD of 91 GiB or more`, `2 SSDs with 91 GiB free in one piece`. */
function drivesText(count: number, kind: 'HDD' | 'SSD', { layout, extent }: LayoutOption): string {
  const size = formatGiB(extent);
  const plural = count === 1 ? kind : `${kind}s`;
  if (isWhole(layout)) return `${count === 1 ? 'a' : String(count)} free ${plural} of ${size} or more`;
  return `${count === 1 ? 'an' : String(count)} ${plural} with ${size} free in one piece`;
}

const pairsText = ({ stripes }: LayoutOption): string => (stripes > 1 ? ` for ${String(stripes)} mirrored pairs` : '');

function thereIs(count: number): string {
  if (count === 0) return 'there is none';
  return count === 1 ? 'there is 1' : `there are ${String(count)}`;
}

/** `4 storage groups`; a level that nobody can tell the plural of is named as it is. */
const levelText = (level: LevelName, count: number): string => {
  const word = wordOf(level);
  if (word === undefined) return `${String(count)} domains of level ${level}`;
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
};

/** What one domain of a level is called. */
export function wordOf(level: LevelName): string | undefined {
  const word = level.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return /[a-z]$/.test(word) && !/(s|x|z|ch|sh|[^aeiou]y)$/.test(word) ? word : undefined;
}
