import fc from 'fast-check';
import type { ClassParameters } from '../../model/class.ts';
import type { EnclosureSpec } from './inventory.ts';

/** A few HDDs in a few enclosures: few enough to try every choice. */
export const smallInventories = fc
  .array(
    fc.record({
      group: fc.constantFrom('sg-a', 'sg-b', 'sg-c'),
      drives: fc.array(fc.constantFrom(20, 30, 50), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) =>
    list.map(({ group, drives }, at): EnclosureSpec => ({
      name: `e${String(at)}`,
      group,
      drives: drives.map((size) => ({ size })),
    })),
  );

/** A mirrored volume, and which levels its pairs must survive. */
interface MirrorRequest {
  readonly size: number;
  readonly sg: boolean;
  readonly jbod: boolean;
  readonly maxDrives: number;
}

export const mirrorRequests: fc.Arbitrary<MirrorRequest> = fc.record({
  size: fc.integer({ min: 1, max: 120 }),
  sg: fc.boolean(),
  jbod: fc.boolean(),
  maxDrives: fc.constantFrom(2, 4, 6),
});

export const parametersFor = ({ sg, jbod, maxDrives }: MirrorRequest): Partial<ClassParameters> => ({
  redundancy: true,
  sgResiliency: sg,
  jbodResiliency: jbod,
  raidMaxDrives: maxDrives,
});

/** A drive, as far as the cost of a choice is concerned. */
interface Flat {
  readonly enclosure: string;
  readonly group: string;
  /** GiB that partitions may cover. */
  readonly size: number;
}

/** By id. */
export const flatDrives = (enclosures: readonly EnclosureSpec[]): ReadonlyMap<string, Flat> =>
  new Map(
    enclosures.flatMap(({ name, group, drives }) =>
      drives.map(
        ({ size }, at) => [`${name}-${String(at).padStart(3, '0')}`, { enclosure: name, group, size }] as const,
      ),
    ),
  );

type Cost = readonly [sharedGroups: number, sharedEnclosures: number, total: number];

const less = (a: Cost, b: Cost): boolean => (a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) < 0;

/** The cost of the best choice for the fewest pairs that any choice has; `undefined` where none has. */
export function leastCost(drives: readonly Flat[], { size, sg, jbod, maxDrives }: MirrorRequest): Cost | undefined {
  return Array.from({ length: maxDrives / 2 }, (_, at) => at + 1)
    .filter((pairs) => pairs === 1 || pairs <= size)
    .map((pairs) => bruteForce(drives, pairs, Math.ceil(size / pairs) + 1, sg, jbod))
    .find((cost) => cost !== undefined);
}

/** Every way to pick pairs, tried one by one: the least cost, or nothing. Hard levels forbid, soft ones cost. */
function bruteForce(
  drives: readonly Flat[],
  pairs: number,
  legExtent: number,
  sg: boolean,
  jbod: boolean,
): Cost | undefined {
  if (pairs === 0) return [0, 0, 0];
  let best: Cost | undefined;
  drives.forEach((a, i) => {
    drives.forEach((b, j) => {
      const group = a.group === b.group ? 1 : 0;
      const enclosure = a.enclosure === b.enclosure ? 1 : 0;
      if (j <= i || a.size < legExtent || b.size < legExtent || (sg && group) || (jbod && enclosure)) return;
      const rest = drives.filter((_, at) => at > i && at !== j);
      const more = bruteForce(rest, pairs - 1, legExtent, sg, jbod);
      if (!more) return;
      const cost: Cost = [more[0] + group, more[1] + enclosure, more[2] + a.size + b.size];
      if (!best || less(cost, best)) best = cost;
    });
  });
  return best;
}

export function costOf(flat: ReadonlyMap<string, Flat>, legs: readonly { readonly drive: string }[]): Cost {
  const cost: [number, number, number] = [0, 0, 0];
  legs.forEach((leg, at) => {
    const a = flat.get(leg.drive)!;
    cost[2] += a.size;
    if (at % 2 === 0) return;
    const b = flat.get(legs[at - 1]!.drive)!;
    if (a.group === b.group) cost[0] += 1;
    if (a.enclosure === b.enclosure) cost[1] += 1;
  });
  return cost;
}

/** Every set of drives that costs as little as {@link leastCost}, by id, each once. */
export function cheapestChoices(flat: ReadonlyMap<string, Flat>, asked: MirrorRequest): readonly (readonly string[])[] {
  const { size, sg, jbod, maxDrives } = asked;
  const all = [...flat].map(([id, drive]) => ({ id, ...drive }));
  for (let pairs = 1; pairs <= maxDrives / 2 && (pairs === 1 || pairs <= size); pairs++) {
    const cost = bruteForce(all, pairs, Math.ceil(size / pairs) + 1, sg, jbod);
    if (!cost) continue;
    const sets = new Map<string, readonly string[]>();
    for (const legs of everyPairing(all, pairs)) {
      const fits = legs.every(({ size: has }) => has >= Math.ceil(size / pairs) + 1);
      const [groups, enclosures, total] = costOf(
        flat,
        legs.map(({ id }) => ({ drive: id })),
      );
      const allowed = !(sg && groups > 0) && !(jbod && enclosures > 0);
      const ids = legs.map(({ id }) => id).sort();
      const same = groups === cost[0] && enclosures === cost[1] && total === cost[2];
      if (fits && allowed && same) sets.set(ids.join(' '), ids);
    }
    return [...sets.values()];
  }
  return [];
}

/** Every way to pick so many pairs, the drives of each next to each other. */
function everyPairing<Drive>(drives: readonly Drive[], pairs: number): readonly (readonly Drive[])[] {
  if (pairs === 0) return [[]];
  return drives.flatMap((a, i) =>
    drives.slice(i + 1).flatMap((b) => {
      const rest = drives.slice(i + 1).filter((other) => other !== b);
      return everyPairing(rest, pairs - 1).map((more) => [a, b, ...more]);
    }),
  );
}
