// @ts-check
import { compiled, ownPolicy } from '../inventory/policies.mjs';
import { claimed } from './world.mjs';

/**
 * A kind of request that is measured. `window`: how many of its volumes are there at a time, the oldest of which goes
 * when one comes. `most`: what it is held to at 100,000 drives, in microseconds.
 *
 * @typedef {import('../../dist/core/model/volume.js').VolumeRequest} VolumeRequest
 * @typedef {import('../../dist/core/model/volume.js').Layout} Layout
 * @typedef {import('../../dist/core/model/constraints.js').PolicyConstraints} PolicyConstraints
 * @typedef {import('../../dist/core/policy/index.js').CompiledPolicies} CompiledPolicies
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {CompiledPolicies} policies
 * @property {(turn: number) => VolumeRequest} ask
 * @property {(constraints: PolicyConstraints) => PolicyConstraints} [adapt]
 * @property {{ readonly layout: Layout, readonly legs: number } | 'refused'} becomes
 * @property {number} window
 * @property {{ readonly p50?: number, readonly p99?: number }} most
 */

/**
 * @param {import('./world.mjs').World} world
 * @returns {readonly Kind[]}
 */
export function kindsOf({ configuration, racks }) {
  const packs = compiled(configuration.policies);
  const and = (/** @type {ReturnType<typeof ownPolicy>} */ own) => compiled([...configuration.policies, own]);
  const mirror = { layout: /** @type {const} */ ('mirror'), legs: 2 };
  const mirrored = (/** @type {number} */ turn) => claimed(turn, 'disk-mirror', turnOf(turn, [4096, 8192, 10_240]));
  return [
    {
      name: 'slice',
      policies: packs,
      ask: (turn) => claimed(turn, turnOf(turn, ['gold', 'silver']), turnOf(turn, [10, 25, 50, 100, 200, 400, 1000])),
      becomes: { layout: 'slice', legs: 1 },
      window: 64,
      most: { p50: 5, p99: 50 },
    },
    {
      name: 'mirrored-slice',
      policies: packs,
      ask: (turn) => claimed(turn, turnOf(turn, ['gold-mirror', 'silver-mirror']), turnOf(turn, [10, 50, 200])),
      becomes: { layout: 'mirrored-slice', legs: 2 },
      window: 16,
      most: { p50: 5, p99: 50 },
    },
    {
      name: 'mirror',
      policies: packs,
      ask: (turn) =>
        claimed(
          turn,
          turnOf(turn, ['disk-mirror', 'disk-mirror-xfs', 'ssd-mirror']),
          turnOf(turn, [4096, 8192, 4096, 10_240, 9000, 6000]),
        ),
      becomes: mirror,
      window: 4,
      most: { p50: 10, p99: 100 },
    },
    {
      name: 'striped-mirror-4',
      policies: packs,
      ask: (turn) => claimed(turn, 'disk-mirror', 30_000),
      becomes: { layout: 'striped-mirror', legs: 4 },
      window: 4,
      most: {},
    },
    {
      name: 'striped-mirror-16',
      policies: packs,
      // Seven of the largest disks within reach would not hold it.
      ask: (turn) => {
        const rack = turnOf(Math.imul(turn, 7), racks);
        return claimed(turn, 'disk-mirror', rack.zoneNumber % 2 === 1 ? 128_000 : 160_000, rack);
      },
      becomes: { layout: 'striped-mirror', legs: 16 },
      window: 2,
      most: { p50: 40, p99: 300 },
    },
    {
      name: 'cel-64th',
      policies: and(OWN_RULE),
      ask: mirrored,
      adapt: admittingThe64th,
      becomes: mirror,
      window: 4,
      most: { p50: 300 },
    },
    {
      name: 'cel-none',
      policies: and(OWN_RULE),
      ask: mirrored,
      becomes: 'refused',
      window: 0,
      most: {},
    },
    {
      name: 'scored-by-drive',
      policies: and(SCORE_BY_DRIVE),
      ask: mirrored,
      becomes: mirror,
      window: 4,
      most: {},
    },
    {
      name: 'scored-by-placement',
      policies: and(SCORE_BY_PLACEMENT),
      ask: mirrored,
      becomes: mirror,
      window: 4,
      most: {},
    },
    {
      name: 'refusal',
      policies: packs,
      ask: (turn) => turnOf(turn, REFUSED)(turn, turnOf(turn, racks)),
      becomes: 'refused',
      window: 0,
      most: { p99: 5000 },
    },
  ];
}

/**
 * What there is no room for, and why: larger than any array, than any hole, than any drive without an array, and than
 * what one node reaches.
 * @type {readonly ((turn: number, rack: import('../inventory/shape.mjs').Rack) => VolumeRequest)[]}
 */
const REFUSED = [
  (turn) => claimed(turn, 'disk-mirror', 250_000),
  (turn) => claimed(turn, 'gold', 14_400),
  (turn) => claimed(turn, 'ssd-mirror', 8 * 7200),
  (turn, rack) => claimed(turn, 'disk-mirror', 200_000, rack),
];

/** It depends on all legs together, so that it stays CEL, and holds for no mirror. */
const OWN_RULE = ownPolicy(
  'Placement',
  'placement.legs.map(l, l.enclosure).distinct().size() * 2 < placement.legs.size()',
);

/** One that the search takes in, and one that is asked about placements one by one. */
const SCORE_BY_DRIVE = ownPolicy('Score', 'placement.legs.map(l, l.tags.size() * 2 + l.capacityGiB % 7).sum()');
const SCORE_BY_PLACEMENT = ownPolicy(
  'Score',
  '-placement.legs.map(l, l.enclosure).distinct().size() - placement.strandedGiB % 5',
);

/** The search looks at so many placements for rules that stay CEL. */
const CANDIDATES = 64;

/**
 * Our own rule is asked about each candidate, and the last one that the search may look at is let pass.
 * @param {PolicyConstraints} constraints
 * @returns {PolicyConstraints}
 */
function admittingThe64th(constraints) {
  let looked = 0;
  const filters = constraints.filters.map((filter) => {
    if (filter.source.kind !== 'policy' || filter.source.policy !== OWN_RULE.name) return filter;
    /** @param {import('../../dist/core/model/constraints.js').PlacementView} candidate */
    const admits = (candidate) => filter.admits(candidate) || ++looked === CANDIDATES;
    return { ...filter, admits };
  });
  return { ...constraints, filters };
}

/**
 * @template Item
 * @param {number} turn
 * @param {readonly Item[]} items
 */
const turnOf = (turn, items) => /** @type {Item} */ (items[(turn >>> 0) % items.length]);
