import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { LevelName } from '../model/ids.ts';
import { levelsOf } from '../model/levels.ts';
import type { Layout, Placement } from '../model/volume.ts';
import { domainAt, enclosuresByName } from './domains.ts';
import { takenBy } from './ground.ts';
import type { SimulationGround } from './ground.ts';
import { placeOne } from './place-one.ts';
import { requestFor, simulatedName } from './requests.ts';
import type { ClassRequest, Unknown } from './requests.ts';
import { tellRefusal } from './told-refusal.ts';
import type { ToldRefusal } from './told-refusal.ts';

export interface PlaceQuestion extends ClassRequest {
  /** At most {@link MOST_VOLUMES}. */
  readonly count: number;
}

/** More than anybody asks for at once, and some seconds of searching. */
export const MOST_VOLUMES = 10_000;

/** What becomes of so many volumes, one after another. */
export interface SimulatedPlacements extends PlaceQuestion {
  readonly kind: 'place';
  readonly placed: number;
  readonly layouts: readonly { readonly layout: Layout; readonly volumes: number }[];
  /** GiB of drives that nobody else may use then, what is held for growth included. */
  readonly taken: GiB;
  /** Drives that had no leg before. */
  readonly drivesOpened: number;
  /** Where the legs lie, level by level. */
  readonly spread: readonly LevelSpread[];
  /** Why the next one is not placed; left out where all are. */
  readonly refusal?: ToldRefusal;
}

interface LevelSpread {
  readonly level: LevelName;
  readonly domains: number;
  /** In the domain with the fewest of those that have some, and in the one with the most. */
  readonly fewest: number;
  readonly most: number;
}

/** Places volumes until one is refused. Each is as the next request would find it. Yields after each search. */
export function* placeMany(
  ground: SimulationGround,
  question: PlaceQuestion,
): Generator<undefined, SimulatedPlacements | Unknown> {
  const made = requestFor(ground.configuration, question);
  if (made.kind === 'unknown') return made;
  const placed: Placement[] = [];
  let refusal: ToldRefusal | undefined;
  while (placed.length < question.count && !refusal) {
    const request = made.named(simulatedName(placed.length));
    const outcome = placeOne(ground, request);
    yield;
    if (outcome.kind === 'refused') {
      const taken = takenBy([...ground.volumes, ...placed]);
      refusal = yield* tellRefusal(ground, { request, refusal: outcome, taken });
    } else {
      placed.push(outcome.placement);
    }
  }
  return { kind: 'place', ...question, ...summaryOf(ground, placed), ...(refusal && { refusal }) };
}

function summaryOf(
  ground: SimulationGround,
  placed: readonly Placement[],
): Pick<SimulatedPlacements, 'placed' | 'layouts' | 'taken' | 'drivesOpened' | 'spread'> {
  const legs = placed.flatMap((each) => each.legs);
  const before = new Set(ground.volumes.flatMap((volume) => volume.legs.map(({ drive }) => drive)));
  const opened = new Set(legs.flatMap(({ drive }) => (before.has(drive) ? [] : [drive])));
  const layouts = countBy(placed.map(({ layout }) => layout));
  const enclosures = enclosuresByName(ground.configuration);
  return {
    placed: placed.length,
    layouts: [...layouts].map(([layout, volumes]) => ({ layout, volumes })),
    taken: gib(legs.reduce((sum, { extent, stranded }) => sum + extent.length + stranded, 0)),
    drivesOpened: opened.size,
    spread: levelsOf(ground.configuration).flatMap((level): LevelSpread[] => {
      const domains = legs.flatMap((leg) => {
        const enclosure = enclosures.get(leg.enclosure);
        return (enclosure && domainAt(enclosure, level)) ?? [];
      });
      const counts = [...countBy(domains).values()];
      return counts.length === 0
        ? []
        : [{ level, domains: counts.length, fewest: Math.min(...counts), most: Math.max(...counts) }];
    }),
  };
}

function countBy<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
