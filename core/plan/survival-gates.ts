import type { Finding } from '../model/finding.ts';
import type { PlannedVolume } from '../model/plan.ts';
import type { InTurns } from '../model/turns.ts';
import type { DeclaredGround } from './declared-ground.ts';
import { volumesText } from './volumes-text.ts';

/**
 * Warns of volumes that were placed to survive the loss of a domain and would no longer, one finding per level. A box
 * that is carried elsewhere must be declared where it is, so this refuses nothing; what runs broken is not told anew.
 */
export function* survivalGates(
  before: DeclaredGround,
  after: DeclaredGround,
  volumes: readonly PlannedVolume[],
): InTurns<readonly Finding[]> {
  const broken = new Map<string, Set<PlannedVolume>>();
  for (const volume of volumes) {
    for (const level of volume.survives) {
      if (apart(volume, level, after) || !isNews(volume, level, before)) continue;
      broken.set(level, (broken.get(level) ?? new Set()).add(volume));
    }
    yield;
  }
  return [...broken].map(([level, held]) => ({
    code: 'plan/no-longer-survives',
    severity: 'warning',
    message: `${volumesText(held)} would no longer survive the loss of a domain of level ${level}: both legs of a pair come to stand in one, or where one stands is not declared`,
    help: 'the volumes stay as they are; to have the promise again, delete and make them anew, or declare the enclosures where they stood',
  }));
}

/** Enclosures that do not run yet have broken nothing so far. */
const isNews = (volume: PlannedVolume, level: string, before: DeclaredGround): boolean =>
  volume.legs.some(({ enclosure }) => !before.domains.has(enclosure)) || apart(volume, level, before);

/** Whether every pair, legs 2i and 2i+1, stands in two domains of the level. Enclosures that are gone are not judged. */
function apart({ legs }: PlannedVolume, level: string, { domains }: DeclaredGround): boolean {
  if (legs.some(({ enclosure }) => !domains.has(enclosure))) return true;
  const stands = legs.map(({ enclosure }) => domains.get(enclosure)?.get(level));
  return stands.every((domain, at) => domain !== undefined && domain !== stands[at ^ 1]);
}
