// @ts-check

/**
 * Numbers from 0 up to 1, the same ones for the same seed on every machine: mulberry32.
 * @param {number} seed
 * @returns {() => number}
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One of a list; never of an empty one.
 * @template Item
 * @param {() => number} random
 * @param {readonly Item[]} items
 */
export const oneOf = (random, items) => /** @type {Item} */ (items[Math.floor(random() * items.length)]);
