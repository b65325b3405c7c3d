import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PlacementFilter, PlacementScore, PlacementView, PolicyConstraints } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { LevelName } from '../model/ids.ts';
import { verifyPlacement } from '../verify/verify-placement.ts';
import { freeCapacity } from './capacity.ts';
import { seatOf, buildInventoryIndex, occupy } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import {
  cheapestChoices,
  costOf,
  flatDrives,
  leastCost,
  mirrorRequests,
  parametersFor,
  smallInventories,
} from './testing/brute-force.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import type { EnclosureSpec } from './testing/inventory.ts';
import { scoreOf, worthOf } from './testing/scores.ts';

const box = (name: string, group: string, sizes: readonly number[], tags: readonly string[] = []): EnclosureSpec => ({
  name,
  group,
  rack: `r-${name.slice(1)}`,
  drives: sizes.map((size) => ({ size, tags })),
});

const BOXES: readonly EnclosureSpec[] = [
  box('a1', 'sg-a', [100]),
  box('a2', 'sg-a', [100], ['quiet']),
  box('b1', 'sg-b', [100]),
  box('b2', 'sg-b', [100], ['quiet']),
  box('c3', 'sg-c', [200], ['quiet']),
];

const isQuiet = ({ tags }: DriveClass): boolean => tags.includes('quiet');
const quiet = worthOf('quiet', (drives) => (isQuiet(drives) ? 1 : 0));
const loud = worthOf('loud', (drives) => (isQuiet(drives) ? 0 : 3));
const racks = scoreOf(
  'racks',
  ({ legs }) => new Set(legs.map((leg) => leg.drives.domains.get('rack' as LevelName))).size,
);
const oneRack = scoreOf('one-rack', (view) => -racks.score(view)!);
const broken = scoreOf('broken', () => undefined);

const withScores = (...scores: readonly PlacementScore[]): PolicyConstraints => ({ ...NO_POLICY_CONSTRAINTS, scores });

/** `mirror a1 b1`, and what the reasons say of scores. */
function placedIn(
  index: InventoryIndex,
  policy: PolicyConstraints,
  size = 50,
  parameters: Partial<ClassParameters> = { redundancy: true },
): readonly [placed: string, told: string | undefined] {
  const outcome = place(index, requestOf(size, parameters), policy);
  if (outcome.kind === 'refused') return [outcome.code, undefined];
  expect(verifyPlacement(index.configuration, [], outcome.placement)).toEqual([]);
  const told = outcome
    .reasons()
    .filter((reason) => /score/.test(reason))
    .join(' | ');
  const { layout, legs } = outcome.placement;
  return [[layout, ...legs.map(({ enclosure }) => enclosure)].join(' '), told === '' ? undefined : told];
}

const inBoxes = (policy: PolicyConstraints, size?: number, parameters?: Partial<ClassParameters>) =>
  placedIn(buildInventoryIndex(inventoryOf(BOXES)), policy, size, parameters);

describe('scores choose among what fits equally well', () => {
  it.each<[string, PolicyConstraints, string, string | undefined]>([
    ['nothing is said without scores', NO_POLICY_CONSTRAINTS, 'mirror a2 b1', undefined],
    [
      'a sum over drives',
      withScores(quiet),
      'mirror a2 b2',
      'highest score of what fits as well: 2, 1 more than without scores (policy quiet, score 0: 2 against 1)',
    ],
    [
      'a score of the whole',
      withScores(oneRack),
      'mirror a2 b2',
      'highest score of what fits as well: -1, 1 more than without scores (policy one-rack, score 0: -1 against -2)',
    ],
    [
      'what is best already',
      withScores(racks),
      'mirror a2 b1',
      'scores change nothing: of what fits as well none has more than its 2',
    ],
    [
      'the highest sum, of which one part may lose',
      withScores(quiet, loud),
      'mirror a1 b1',
      'highest score of what fits as well: 6, 2 more than without scores (policy quiet, score 0: 0 against 1; policy loud, score 0: 6 against 3)',
    ],
    [
      'what cannot be worked out counts as 0',
      withScores(quiet, broken),
      'mirror a2 b2',
      'highest score of what fits as well: 2, 1 more than without scores (policy quiet, score 0: 2 against 1) | policy broken, score 0 cannot be worked out for it, and counts as 0',
    ],
  ])('%s', (_, policy, placed, told) => {
    expect(inBoxes(policy)).toEqual([placed, told]);
  });

  it('and never above best fit, nor above what is required', () => {
    const far = worthOf('far', ({ enclosure }) => (enclosure === 'c3' ? 1000 : 0));
    expect(inBoxes(withScores(far))[0]).toBe('mirror a2 b1');
    expect(inBoxes(withScores(oneRack), 50, { redundancy: true, sgResiliency: false, jbodResiliency: false })[0]).toBe(
      'mirror a2 b2',
    );
  });

  it('of candidates that free-form rules admit', () => {
    const inTwoRacks: PlacementFilter = {
      source: { kind: 'inventory' },
      label: 'in two racks',
      admits: (view) => racks.score(view) === 2,
    };
    const firstBox = worthOf('first-box', ({ enclosure }) => (enclosure === 'a1' ? 1 : 0));
    expect(inBoxes({ ...withScores(firstBox), filters: [inTwoRacks] })[0]).toBe('mirror a1 b2');
    expect(inBoxes({ ...withScores(quiet, oneRack), filters: [inTwoRacks] })[0]).toBe('mirror a2 b1');
  });

  it('of pairs that differ at levels that cross', () => {
    const crossing = [
      box('e1', 'sg-a', [100]),
      box('f1', 'sg-b', [100]),
      box('g2', 'sg-a', [100]),
      box('h2', 'sg-b', [100]),
    ];
    const survive = [{ source: { kind: 'inventory' } as const, level: 'rack' as LevelName, hard: true }];
    const favourite = worthOf('favourite', ({ enclosure }) => (enclosure === 'g2' ? 1 : 0));
    const placed = (...scores: readonly PlacementScore[]) =>
      placedIn(buildInventoryIndex(inventoryOf(crossing)), { ...withScores(...scores), survive });
    expect([placed(), placed(favourite)]).toEqual([
      ['mirror e1 h2', undefined],
      [
        'mirror g2 f1',
        'highest score of what fits as well: 1, 1 more than without scores (policy favourite, score 0: 1 against 0)',
      ],
    ]);
  });

  it('changes neither how much there is nor whether a volume is refused', () => {
    const index = buildInventoryIndex(inventoryOf(BOXES));
    const request = requestOf(1, { redundancy: true });
    const refuse = withScores(scoreOf('refuse', () => -1e9));
    expect(freeCapacity(index, request, refuse)).toEqual(freeCapacity(index, request, NO_POLICY_CONSTRAINTS));
    expect(inBoxes(refuse, 5000)[0]).toBe('no-capacity');
  });

  it('tells the space that slices leave apart, also within one box', () => {
    const index = buildInventoryIndex(
      inventoryOf([{ name: 'a1', group: 'sg-a', drives: [0, 1].map(() => ({ size: 100, media: 'SSD' as const })) }]),
    );
    // A hole of 30 GiB on either drive, behind which the second one has more.
    const legs = [
      ['a1-000', 1, 10],
      ['a1-000', 41, 60],
      ['a1-001', 1, 10],
      ['a1-001', 41, 20],
    ] as const;
    for (const [drive, start, length] of legs) {
      const extent = { start, length } as never;
      occupy(index, [{ drive: drive as never, enclosure: 'a1' as never, extent, stranded: 0 as never }], 'sliced');
    }
    const sumOf = (part: 'left', view: PlacementView): number => view.legs.reduce((sum, leg) => sum + leg[part], 0);
    const roomy = scoreOf('roomy', (view) => sumOf('left', view));
    const drivesBy = (policy: PolicyConstraints): string => {
      const outcome = place(index, requestOf(29, { type: 'slice' }), policy);
      return outcome.kind === 'placed' ? outcome.placement.legs.map(({ drive }) => drive).join(' ') : outcome.code;
    };
    expect([drivesBy(NO_POLICY_CONSTRAINTS), drivesBy(withScores(roomy))]).toEqual(['a1-000', 'a1-001']);
  });
});

describe('many that fit equally well', () => {
  const fleet = Array.from({ length: 400 }, (_, at) => box(`x${String(at)}`, `sg-${String(at % 4)}`, [100]));
  const best = (drives: DriveClass): number => (drives.enclosure === 'x397' || drives.enclosure === 'x222' ? 5 : 0);

  it('are searched for a sum over drives', () => {
    const index = buildInventoryIndex(inventoryOf(fleet));
    expect(
      placedIn(index, withScores(worthOf('best', best)))[0]
        .split(' ')
        .sort(),
    ).toEqual(['mirror', 'x222', 'x397']);
  });

  it('are looked at within a bound for any other score, and the same ones each time', () => {
    const index = buildInventoryIndex(inventoryOf(fleet));
    let looked = 0;
    const counted = scoreOf('counted', ({ legs }) => {
      looked += 1;
      return legs.reduce((sum, { drive }) => sum + Number(drive.slice(1, -4)), 0);
    });
    const [placed, told] = placedIn(index, withScores(counted));
    expect(looked).toBe(64);
    expect(told).toMatch(/^highest score of the 64 placements looked at that fit as well: \d+, \d+ more than/);
    expect(placedIn(index, withScores(counted))[0]).toBe(placed);
  });

  it('begin with those on drives that are worth more by the scores that are sums', () => {
    const index = buildInventoryIndex(inventoryOf(fleet));
    const [placed] = placedIn(index, withScores(worthOf('best', best), racks));
    expect(placed.split(' ').sort()).toEqual(['mirror', 'x222', 'x397']);
  });
});

const worths = fc.record({
  e0: fc.integer({ min: -3, max: 3 }),
  e1: fc.integer({ min: -3, max: 3 }),
  e2: fc.nat(3),
  e3: fc.nat(3),
});

/** Scores by the boxes of drives, which are sums or not, and whether the search may know. */
const boxScores = fc.tuple(worths, fc.boolean(), fc.integer({ min: -4, max: 4 })).map(([worth, told, groups]) => {
  const ofDrive = ({ enclosure }: DriveClass): number => worth[enclosure as string as keyof typeof worth];
  const sum = worthOf('sum', ofDrive);
  const spread = scoreOf('groups', ({ legs }) => groups * new Set(legs.map((leg) => leg.drives.storageGroup)).size);
  return [told ? sum : { ...sum, ofDrive: undefined }, ...(groups === 0 ? [] : [spread])];
});

/** A placement without its layout: scores here look at drives alone. */
const viewOn = (index: InventoryIndex, ids: readonly string[]): PlacementView => ({
  backend: 'main' as never,
  pools: [],
  layout: 'mirror',
  size: 0 as never,
  legs: ids.map((id) => {
    const { drives } = seatOf(index, id as never)!.cohort;
    return { drive: id as never, drives, extent: 0 as never, stranded: 0 as never, left: 0 as never };
  }),
});

describe('scores against a brute-force oracle', () => {
  it('take the highest sum of all that fit best, as long as those are no more than the bound', () => {
    fc.assert(
      fc.property(smallInventories, mirrorRequests, boxScores, (enclosures, asked, scores) => {
        const small = { ...asked, maxDrives: Math.min(asked.maxDrives, 4) };
        const configuration = inventoryOf(enclosures);
        const index = buildInventoryIndex(configuration);
        const outcome = place(index, requestOf(small.size, parametersFor(small)), withScores(...scores));
        const flat = flatDrives(enclosures);
        if (outcome.kind === 'refused') {
          expect(leastCost([...flat.values()], small)).toBeUndefined();
          return;
        }
        const { legs } = outcome.placement;
        expect(verifyPlacement(configuration, [], outcome.placement)).toEqual([]);
        expect(costOf(flat, legs)).toEqual(leastCost([...flat.values()], small));
        const choices = cheapestChoices(flat, small);
        const totalOf = (ids: readonly string[]): number =>
          scores.reduce((sum, score) => sum + score.score(viewOn(index, ids))!, 0);
        const boxesOf = (ids: readonly string[]): string => ids.map((id) => id.slice(0, 2)).join(' ');
        const areSums = scores.every(({ ofDrive }) => ofDrive !== undefined);
        if (!areSums && new Set(choices.map(boxesOf)).size > 64) return;
        expect(totalOf(legs.map(({ drive }) => drive))).toBe(Math.max(...choices.map(totalOf)));
      }),
      { numRuns: 300 },
    );
  });

  it('change nothing where all are alike', () => {
    fc.assert(
      fc.property(smallInventories, mirrorRequests, fc.boolean(), (enclosures, asked, sums) => {
        const request = requestOf(asked.size, parametersFor(asked));
        const alike = sums ? worthOf('alike', () => 2) : scoreOf('alike', () => 7);
        const drives = (policy: PolicyConstraints): unknown => {
          const outcome = place(buildInventoryIndex(inventoryOf(enclosures)), request, policy);
          return outcome.kind === 'placed' ? outcome.placement : outcome.message;
        };
        expect(drives(withScores(alike))).toEqual(drives(NO_POLICY_CONSTRAINTS));
      }),
      { numRuns: 100 },
    );
  });
});
