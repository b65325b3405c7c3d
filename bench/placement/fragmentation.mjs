// @ts-check
import { oneOf, randomFrom } from '../random.mjs';
import { rounded } from '../statistics.mjs';
import { firstFit, ours } from './allocators.mjs';
import { blankLedger, freeIn, withSite, withoutSite } from './drive-ledger.mjs';
import { leastRefused } from './every-choice.mjs';
import { SLICE_SIZES } from './lay-volumes.mjs';

/**
 * @typedef {import('./allocators.mjs').Allocator} Allocator
 * @typedef {import('./allocators.mjs').Drives} Drives
 * @typedef {import('./every-choice.mjs').Event} Event
 * @typedef {import('./drive-ledger.mjs').Site} Site
 */

/**
 * What is lost to fragmentation on drives that are nearly full, against a baseline; and on a few drives against the best
 * that anybody could do who knew what was to come.
 * @param {import('../benchmarks.mjs').BenchOptions} options
 */
export function* fragmentation(options) {
  yield* nearlyFull(options);
  yield* fewDrives(options);
}

/** SSDs of 7.68 TB. */
const MANY = { drives: 100, size: 7151 };
const FULL = 0.95;

/** @param {import('../benchmarks.mjs').BenchOptions} options */
function* nearlyFull({ smoke }) {
  const turns = smoke ? 50 : 5000;
  const [own, baseline] = [ours, firstFit].map((allocator) => churn(allocator(MANY), turns));
  const lost = [own?.lost ?? Number.NaN, baseline?.lost ?? Number.NaN];
  const refused = [own?.refused ?? Number.NaN, baseline?.refused ?? Number.NaN];
  yield compared('placement-fragmentation-lost', 'the baseline, first fit', lost);
  yield compared('placement-fragmentation-refused', 'the baseline, first fit', refused);
}

/**
 * Slices of mixed sizes come; what would fill the drives to more than 95 % makes others go, at random, and so does one
 * that is refused. Counted from the first such slice on: `lost` is the share of all bytes in holes too small for the next
 * slice, `refused` the share of slices for which there was room, but nowhere enough in one piece.
 * @param {Allocator} allocator
 * @param {number} turns
 */
function churn(allocator, turns) {
  const { drives, size } = MANY;
  const [sizes, victims] = [randomFrom(2), randomFrom(3)];
  const capacity = drives * size;
  const live = /** @type {Site[]} */ ([]);
  let ledger = blankLedger(drives);
  let [used, lost, refused] = [0, 0, 0];
  const goes = () => {
    const at = Math.floor(victims() * live.length);
    const [site] = live.splice(at, 1);
    if (!site) return;
    allocator.giveBack(site);
    ledger = withoutSite(ledger, site);
    used -= site.extent.length;
  };
  for (let counted = 0; counted < turns;) {
    const length = oneOf(sizes, SLICE_SIZES) + 1;
    if (counted > 0 || used + length > FULL * capacity) counted += 1;
    while (used + length > FULL * capacity) goes();
    if (counted > 0) lost += freeIn(ledger, size, length).lost / capacity;
    const site = allocator.take(length);
    if (site) {
      live.push(site);
      ledger = withSite(ledger, site);
      used += length;
    } else {
      counted = Math.max(counted, 1);
      refused += 1;
      goes();
    }
  }
  return { lost: (lost / turns) * 100, refused: (refused / turns) * 100 };
}

const FEW = { drives: 4, size: 60 };
const FEW_SIZES = [6, 11, 16, 21, 26, 31, 41];
/** So many slices come, of which about so many are there at a time. */
const [COMING, AT_A_TIME] = [14, 8];

/** @param {import('../benchmarks.mjs').BenchOptions} options */
function* fewDrives({ smoke }) {
  const random = randomFrom(4);
  const cases = Array.from({ length: smoke ? 5 : 300 }, () => eventsFrom(random));
  const shareOf = (/** @type {(events: readonly Event[]) => number} */ refusedOf) => {
    const asked = cases.flat().reduce((sum, event) => sum + (event.kind === 'comes' ? event.length : 0), 0);
    return (cases.reduce((sum, events) => sum + refusedOf(events), 0) / asked) * 100;
  };
  const own = shareOf((events) => refusedBy(ours(FEW), events));
  const baseline = shareOf((events) => refusedBy(firstFit(FEW), events));
  const best = shareOf((events) => leastRefused(FEW, events));
  yield compared('placement-few-drives-refused', 'the baseline, first fit', [own, baseline]);
  yield compared('placement-few-drives-refused', 'every choice tried, knowing what is to come', [own, best]);
}

/** More than there is room for, so that it matters what lies where. @param {() => number} random @returns {readonly Event[]} */
function eventsFrom(random) {
  const events = /** @type {Event[]} */ ([]);
  let here = /** @type {number[]} */ ([]);
  for (let coming = COMING; coming > 0;) {
    if (here.length > AT_A_TIME && random() < 0.5) {
      const event = oneOf(random, here);
      here = here.filter((other) => other !== event);
      events.push({ kind: 'goes', event });
    } else {
      here.push(events.length);
      events.push({ kind: 'comes', length: oneOf(random, FEW_SIZES) });
      coming -= 1;
    }
  }
  return events;
}

/**
 * GiB that found no place.
 * @param {Allocator} allocator
 * @param {readonly Event[]} events
 */
function refusedBy(allocator, events) {
  const sites = new Map();
  let refused = 0;
  for (const [at, event] of events.entries()) {
    if (event.kind === 'goes') {
      if (sites.has(event.event)) allocator.giveBack(sites.get(event.event));
      continue;
    }
    const site = allocator.take(event.length);
    if (site) sites.set(at, site);
    else refused += event.length;
  }
  return refused;
}

/**
 * @param {string} name
 * @param {string} rival
 * @param {readonly number[]} percents ours, and the rival's
 */
const compared = (name, rival, [own = Number.NaN, theirs = Number.NaN]) => ({
  name,
  value: rounded(own),
  unit: '%',
  rival,
  ...(theirs > 0 && { ratio: rounded(own / theirs) }),
});
