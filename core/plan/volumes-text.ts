import type { PlannedVolume } from '../model/plan.ts';

/** `2 volumes (pvc-1, pvc-2; 30 GiB)`. */
export function volumesText(volumes: ReadonlySet<PlannedVolume>): string {
  const names = [...volumes].map((volume) => volume.name);
  const size = [...volumes].reduce((sum, volume) => sum + volume.size, 0);
  return `${count(names.length, 'volume')} (${shortList(names)}; ${String(size)} GiB)`;
}

export const count = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;

/** The first three, sorted: enough to know which are meant. */
export function shortList(names: Iterable<string>): string {
  const sorted = [...names].sort();
  return sorted.slice(0, 3).join(', ') + (sorted.length > 3 ? ', …' : '');
}
