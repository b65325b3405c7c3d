import { describe, expect, it } from 'vitest';
import type { LegId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import {
  afterRecovered,
  afterReturning,
  afterStarting,
  afterStopped,
  canSpare,
  dropLegs,
  dropUnseenLegs,
  isDropped,
  NEW_INTEGRITY,
} from './integrity.ts';
import type { Integral } from './integrity.ts';

/** A volume as the driver knows it, and its legs as they are. */
interface Moment {
  readonly volume: Integral;
  /** Legs that have every acknowledged write. */
  readonly current: readonly LegId[];
  /** Members of the running array that get writes; `undefined` while it is stopped. */
  readonly inSync: readonly LegId[] | undefined;
}

const LAYOUTS: readonly { readonly layout: Layout; readonly pairs: readonly (readonly LegId[])[] }[] = [
  { layout: 'single', pairs: pairsOf('a') },
  { layout: 'slice', pairs: pairsOf('a') },
  { layout: 'mirror', pairs: pairsOf('ab') },
  { layout: 'mirrored-slice', pairs: pairsOf('ab') },
  { layout: 'striped-mirror', pairs: pairsOf('ab', 'cd') },
];

function pairsOf(...pairs: readonly string[]): readonly (readonly LegId[])[] {
  return pairs.map((pair) => Array.from(pair) as LegId[]);
}

const newVolume = (layout: Layout, legs: readonly LegId[]): Integral => ({
  layout,
  legs: legs.map((id) => ({ id })),
  integrity: NEW_INTEGRITY,
});

const subsetsOf = (legs: readonly LegId[]): readonly (readonly LegId[])[] =>
  legs.reduce<readonly (readonly LegId[])[]>((sets, leg) => [...sets, ...sets.map((set) => [...set, leg])], [[]]);

/** Whether a node says that a leg is being taken back before it can be complete, or once it is. */
type Telling = 'before-the-rebuild' | 'after-the-rebuild';

/** When a person may give a leg up. */
type GivingUp = 'while-no-node-has-it' | 'at-any-time';

interface Protocol {
  readonly telling: Telling;
  readonly givingUp: GivingUp;
}

const OURS: Protocol = { telling: 'before-the-rebuild', givingUp: 'while-no-node-has-it' };

/** All that can come next: to the legs, to what the node tells, to what the driver and people decide. */
function after(
  moment: Moment,
  pairs: readonly (readonly LegId[])[],
  { telling, givingUp }: Protocol,
): readonly Moment[] {
  const { volume, current, inSync } = moment;
  const given = inSync && givingUp === 'while-no-node-has-it' ? [] : givenUp(moment, pairs);
  const legs = pairs.flat();
  const covers = (kept: readonly LegId[]): boolean => pairs.every((pair) => pair.some((leg) => kept.includes(leg)));
  const told = (next: Integral | undefined, running = inSync): Moment[] =>
    next ? [{ volume: next, current, inSync: running }] : [];
  const decided = [...subsetsOf(legs).flatMap((set) => told(dropUnseenLegs(volume, set))), ...given];
  if (!inSync) {
    // md leaves out what has seen less than its partner.
    const members = legs.filter((leg) => !isDropped(volume, leg) && current.includes(leg));
    return [...decided, ...told(afterStarting(volume), members)];
  }
  const out = legs.filter((leg) => !inSync.includes(leg));
  const mayRebuild = (leg: LegId): boolean => telling === 'after-the-rebuild' || !isDropped(volume, leg);
  const writes = subsetsOf(inSync).filter(covers);
  return [
    ...decided,
    ...writes.map((kept) => ({ volume, current: kept, inSync: kept })),
    ...told(dropLegs(volume, out)),
    ...(telling === 'before-the-rebuild' ? legs : inSync).flatMap((leg) => told(afterReturning(volume, [leg]))),
    ...inSync.flatMap((leg) => told(afterRecovered(volume, [leg]))),
    ...out.filter(mayRebuild).map((leg) => ({
      volume,
      current: [...new Set([...current, leg])],
      inSync: [...inSync, leg],
    })),
    { volume: afterStopped(volume, inSync) ?? volume, current, inSync: undefined },
    // The node is gone and has told nothing.
    { volume, current, inSync: undefined },
  ];
}

/**
 * What comes of giving up each leg. Where it alone had every write, what its partner has counts from then on: that was
 * the decision. Writes that are acknowledged after it were not.
 */
const givenUp = ({ volume, current, inSync }: Moment, pairs: readonly (readonly LegId[])[]): readonly Moment[] =>
  pairs.flatMap((pair) =>
    pair.flatMap((leg) => {
      const without = volume.integrity.use === 'unused' ? undefined : dropLegs(volume, [leg]);
      if (!without) return [];
      const left = pair.filter((other) => !isDropped(without, other));
      const isSpared = left.some((other) => current.includes(other));
      const counting = isSpared ? current : [...current.filter((other) => other !== leg), ...left];
      return [{ volume: without, current: counting, inSync }];
    }),
  );

/** Every moment that can be, each once. */
function momentsOf(layout: Layout, pairs: readonly (readonly LegId[])[], protocol: Protocol = OURS): readonly Moment[] {
  const legs = pairs.flat();
  const nameOf = ({ volume: { integrity }, current, inSync }: Moment): string =>
    [
      integrity.use,
      ...[integrity.dropped, integrity.rebuilding, current, inSync ?? ['-']].map((set) => [...set].sort().join('')),
    ].join(' ');
  const found = new Map<string, Moment>();
  const next: Moment[] = [{ volume: newVolume(layout, legs), current: legs, inSync: undefined }];
  for (let moment = next.pop(); moment; moment = next.pop()) {
    if (found.has(nameOf(moment))) continue;
    found.set(nameOf(moment), moment);
    next.push(...after(moment, pairs, protocol));
  }
  return [...found.values()];
}

const isLost = ({ volume, current }: Moment, pairs: readonly (readonly LegId[])[]): boolean =>
  pairs.some((pair) => !pair.some((leg) => !isDropped(volume, leg) && current.includes(leg)));

describe('legs that are not dropped', () => {
  it.each(LAYOUTS)('have every acknowledged write of a $layout, at every moment that can be', ({ layout, pairs }) => {
    const moments = momentsOf(layout, pairs);
    expect(moments.length).toBeGreaterThan(layout === 'striped-mirror' ? 100 : 2);
    expect(moments.filter((moment) => isLost(moment, pairs))).toEqual([]);
  });

  it('would miss some, if a leg were told of only once it is rebuilt: its partner may be gone by then', () => {
    const moments = momentsOf('mirror', pairsOf('ab'), { ...OURS, telling: 'after-the-rebuild' });
    expect(moments.some((moment) => isLost(moment, pairsOf('ab')))).toBe(true);
  });

  it('would miss some, if a person gave up a leg that a node goes on with: its partner may fall out there', () => {
    const moments = momentsOf('mirror', pairsOf('ab'), { ...OURS, givingUp: 'at-any-time' });
    expect(moments.some((moment) => isLost(moment, pairsOf('ab')))).toBe(true);
  });

  it.each(LAYOUTS)('make the array of a $layout up, and what can be spared is not needed for that', (each) => {
    const { layout, pairs } = each;
    const legs = pairs.flat();
    for (const behind of subsetsOf(legs)) {
      const whole = (without: readonly LegId[]): boolean =>
        pairs.every((pair) => pair.some((leg) => !behind.includes(leg) && !without.includes(leg)));
      if (!whole([])) continue;
      for (const rebuilding of subsetsOf(behind)) {
        const dropped = behind.filter((leg) => !rebuilding.includes(leg));
        const volume: Integral = { ...newVolume(layout, legs), integrity: { dropped, rebuilding, use: 'in-use' } };
        for (const leg of legs) expect(canSpare(volume, leg)).toBe(behind.includes(leg) || whole([leg]));
        for (const more of subsetsOf(legs)) expect(dropLegs(volume, more) !== undefined).toBe(whole(more));
      }
    }
  });
});

describe('what a node tells', () => {
  const mirror: Integral = newVolume('mirror', pairsOf('ab').flat());
  const [a, b] = ['a', 'b'] as [LegId, LegId];
  const used = afterStarting(mirror);

  it('of a stop names the legs that missed nothing', () => {
    expect(afterStopped(used, [a, b])?.integrity).toEqual({ dropped: [], rebuilding: [], use: 'stopped' });
    expect(afterStopped(used, [a])?.integrity).toEqual({ dropped: [b], rebuilding: [], use: 'stopped' });
    expect(afterStopped(used, [])).toBeUndefined();
  });

  it('of a stop takes back no leg that was given up', () => {
    const without = { ...used, integrity: { ...used.integrity, dropped: [b] } };
    expect(afterStopped(without, [a, b])?.integrity.dropped).toEqual([b]);
    expect(afterStopped(without, [b])).toBeUndefined();
  });

  it('of a stop settles what was being rebuilt: it holds everything, or is dropped', () => {
    const rebuilt = { ...used, integrity: { ...used.integrity, rebuilding: [b] } };
    expect(afterStopped(rebuilt, [a, b])?.integrity).toEqual({ dropped: [], rebuilding: [], use: 'stopped' });
    expect(afterStopped(rebuilt, [a])?.integrity).toEqual({ dropped: [b], rebuilding: [], use: 'stopped' });
    expect(afterStopped(rebuilt, [b])?.integrity).toEqual({ dropped: [a], rebuilding: [], use: 'stopped' });
  });

  it('of a leg that returns makes it needed, and no stand-in before it is in sync', () => {
    const without = { ...used, integrity: { ...used.integrity, dropped: [b] } };
    const returning = afterReturning(without, [a, b]);
    expect(returning.integrity).toEqual({ dropped: [], rebuilding: [b], use: 'in-use' });
    expect(afterReturning(returning, [a, b])).toBe(returning);
    expect(dropLegs(returning, [a])).toBeUndefined();
    expect(dropUnseenLegs(returning, [b])).toBeUndefined();
    expect(dropLegs(returning, [b])?.integrity).toEqual(without.integrity);
    const recovered = afterRecovered(returning, [a, b]);
    expect(recovered.integrity).toEqual(used.integrity);
    expect(afterRecovered(recovered, [a, b])).toBe(recovered);
    expect(afterRecovered(without, [b])).toBe(without);
  });

  it('of a stop without a start says nothing', () => {
    expect(afterStopped(mirror, [a])).toBe(mirror);
  });

  it.each([
    { use: 'unused', may: false },
    { use: 'in-use', may: false },
    { use: 'stopped', may: true },
  ] as const)('decides whether a leg may be dropped unseen: $use', ({ use, may }) => {
    const volume: Integral = { ...mirror, integrity: { dropped: [], rebuilding: [], use } };
    expect(dropUnseenLegs(volume, [b]) !== undefined).toBe(may);
    expect(dropUnseenLegs(volume, [])).toBe(volume);
  });
});
