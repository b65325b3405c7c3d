// @ts-check
import { compiled, ownPolicy } from '../inventory/policies.mjs';
import { claimed, inTurn } from './claims.mjs';

/** @typedef {import('./kinds.mjs').PolicyConstraints} PolicyConstraints */

/** It depends on all legs together, so that it stays CEL, and holds for no mirror. */
const RULE = ownPolicy('Placement', 'placement.legs.map(l, l.enclosure).distinct().size() * 2 < placement.legs.size()');

/** One that the search takes in, and one that is asked about placements one by one. */
const SCORE_BY_DRIVE = ownPolicy('Score', 'placement.legs.map(l, l.tags.size() * 2 + l.capacityGiB % 7).sum()');
const SCORE_BY_PLACEMENT = ownPolicy(
  'Score',
  '-placement.legs.map(l, l.enclosure).distinct().size() - placement.strandedGiB % 5',
);

/**
 * Mirrors under the packs and one policy more.
 * @param {import('./world.mjs').World} world
 * @returns {readonly import('./kinds.mjs').Kind[]}
 */
export function ruleKinds({ configuration }) {
  const and = (/** @type {typeof RULE} */ own) => compiled([...configuration.policies, own]);
  const ask = (/** @type {number} */ turn) => claimed(turn, 'disk-mirror', inTurn(turn, [4096, 8192, 10_240]));
  const mirror = { ask, becomes: { layout: /** @type {const} */ ('mirror'), legs: 2 }, window: 4, most: {} };
  const sixtyFourth = { ...mirror, name: 'cel-64th', policies: and(RULE), adapt: admittingThe64th, most: { p50: 300 } };
  return [
    // Among so few drives there are not always as many placements as the search may look at.
    ...(configuration.enclosures.length < FEW_ENCLOSURES ? [] : [sixtyFourth]),
    { ...mirror, name: 'cel-none', policies: and(RULE), becomes: 'refused' },
    { ...mirror, name: 'scored-by-drive', policies: and(SCORE_BY_DRIVE) },
    { ...mirror, name: 'scored-by-placement', policies: and(SCORE_BY_PLACEMENT) },
  ];
}

const FEW_ENCLOSURES = 100;

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
    if (filter.source.kind !== 'policy' || filter.source.policy !== RULE.name) return filter;
    /** @param {import('../../dist/core/model/constraints.js').PlacementView} candidate */
    const admits = (candidate) => filter.admits(candidate) || ++looked === CANDIDATES;
    return { ...filter, admits };
  });
  return { ...constraints, filters };
}
