// @ts-check
import { occupy, vacate } from '../../dist/core/placement/inventory-index.js';
import { place } from '../../dist/core/placement/place.js';
import { constraintsFor } from '../../dist/core/policy/index.js';
import { surroundingsOf } from './world.mjs';

/**
 * Milliseconds of each turn: all of it, and its parts.
 *
 * @typedef {import('./kinds.mjs').Kind} Kind
 * @typedef {Record<'whole' | 'policies' | 'search' | 'commit', number[]>} Times
 * @typedef {{ readonly kind: Kind, readonly times: Times, readonly live: (readonly PlacedLeg[])[], turn: number }} Series
 * @typedef {import('../../dist/core/model/volume.js').PlacedLeg} PlacedLeg
 *
 * `milliseconds` is how long each kind may take.
 * @typedef {{ readonly turns: number, readonly milliseconds: number }} Allowance
 */

/** @param {Kind} kind @returns {Series} */
export const seriesOf = (kind) => ({ kind, times: noTimes(), live: [], turn: 0 });

/** @returns {Times} */
const noTimes = () => ({ whole: [], policies: [], search: [], commit: [] });

/**
 * The kinds take turns, so that none finds the index as it left it.
 * @param {import('./world.mjs').World} world
 * @param {readonly Series[]} all
 * @param {Allowance} allowance
 */
export function takeTurns(world, all, { turns, milliseconds }) {
  const spent = new Map(all.map((series) => [series, 0]));
  for (let turn = 0; turn < turns && spent.size > 0; turn++) {
    for (const [series, before] of spent) {
      const after = before + takeTurn(world, series);
      if (after < milliseconds) spent.set(series, after);
      else spent.delete(series);
    }
  }
}

/** Without what was measured so far; what is live stays. @param {Series} series @returns {Series} */
export const startOver = ({ kind, live, turn }) => ({ kind, live, turn, times: noTimes() });

/**
 * Asks the policies, places a volume, takes its drives, and gives back those of the oldest of its kind.
 * @param {import('./world.mjs').World} world
 * @param {Series} series
 * @returns {number} milliseconds
 */
function takeTurn(world, series) {
  const { kind, times, live } = series;
  const { index } = world;
  const request = kind.ask(series.turn++);
  const surroundings = surroundingsOf(world, request);
  const started = performance.now();
  const asked = constraintsFor(kind.policies, request, surroundings);
  const constrained = performance.now();
  const outcome = place(index, request, kind.adapt ? kind.adapt(asked) : asked);
  const placed = performance.now();
  if (outcome.kind === 'placed') {
    occupy(index, outcome.placement.legs, useOf(outcome.placement.layout));
    live.push(outcome.placement.legs);
    if (live.length > kind.window) vacate(index, live.shift() ?? []);
  }
  const done = performance.now();
  checkOutcome(kind, request, outcome);
  times.whole.push(done - started);
  times.policies.push(constrained - started);
  times.search.push(placed - constrained);
  times.commit.push(done - placed);
  return done - started;
}

/** @param {import('../../dist/core/model/volume.js').Layout} layout */
const useOf = (layout) => (layout === 'slice' || layout === 'mirrored-slice' ? 'sliced' : 'whole');

/**
 * @param {Kind} kind
 * @param {import('./kinds.mjs').VolumeRequest} request
 * @param {import('../../dist/core/placement/outcome.js').PlacementOutcome} outcome
 */
function checkOutcome({ name, becomes }, request, outcome) {
  const right =
    becomes === 'refused'
      ? outcome.kind === 'refused' && outcome.code !== 'policy-denied'
      : outcome.kind === 'placed' &&
        outcome.placement.layout === becomes.layout &&
        outcome.placement.legs.length === becomes.legs;
  if (!right) throw new Error(`${name}: ${request.name} should become ${JSON.stringify(becomes)}: ${shown(outcome)}`);
}

/** @param {unknown} outcome */
const shown = (outcome) => JSON.stringify(outcome).slice(0, 1500);
