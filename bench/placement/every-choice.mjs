// @ts-check
import { holesOf } from './drive-ledger.mjs';

/**
 * A slice comes, or the one goes that came at an earlier event; where that one was refused, nothing happens.
 * @typedef {{ readonly kind: 'comes', readonly length: number } | { readonly kind: 'goes', readonly event: number }} Event
 * @typedef {import('./drive-ledger.mjs').Extent & { readonly event: number }} Slice
 * @typedef {readonly (readonly Slice[])[]} Slices one list a drive, in order of start
 */

/**
 * The fewest GiB that must be refused when it is known what is still to come: every drive and every hole is tried for
 * each slice. Whatever fits somewhere is taken in.
 * @param {import('./allocators.mjs').Drives} of
 * @param {readonly Event[]} events
 */
export function leastRefused({ drives, size }, events) {
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @param {number} at @param {Slices} slices @returns {number} */
  const from = (at, slices) => {
    const event = events[at];
    if (!event) return 0;
    if (event.kind === 'goes') return from(at + 1, without(slices, event.event));
    const key = `${String(at)} ${slices.map(stateOf).sort().join(';')}`;
    const least = known.get(key) ?? leastOf(at, slices, event.length);
    known.set(key, least);
    return least;
  };
  /** @param {number} at @param {Slices} slices @param {number} length */
  const leastOf = (at, slices, length) => {
    const choices = choicesFor(slices, size, { event: at, length });
    if (choices.length === 0) return length + from(at + 1, slices);
    let least = Infinity;
    for (const choice of choices) {
      least = Math.min(least, from(at + 1, choice));
      if (least === 0) break;
    }
    return least;
  };
  return from(
    0,
    Array.from({ length: drives }, () => []),
  );
}

/** @param {Slices} slices @param {number} event */
const without = (slices, event) => slices.map((drive) => drive.filter((slice) => slice.event !== event));

/** @param {readonly Slice[]} drive */
const stateOf = (drive) => drive.map(({ start, event }) => `${String(start)}@${String(event)}`).join();

/**
 * The tightest first, which more often is the best. Of blank drives one is enough.
 * @param {Slices} slices
 * @param {number} size
 * @param {{ readonly event: number, readonly length: number }} slice
 * @returns {readonly Slices[]}
 */
function choicesFor(slices, size, slice) {
  const firstBlank = slices.findIndex((drive) => drive.length === 0);
  return slices
    .flatMap((drive, number) =>
      drive.length === 0 && number !== firstBlank ? [] : holesOf(drive, size).map((hole) => ({ hole, number })),
    )
    .filter(({ hole }) => hole.length >= slice.length)
    .sort((a, b) => a.hole.length - b.hole.length)
    .map(({ hole: { start }, number }) => {
      const drive = [...(slices[number] ?? []), { ...slice, start }];
      return slices.with(
        number,
        drive.sort((a, b) => a.start - b.start),
      );
    });
}
