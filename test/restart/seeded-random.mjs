// @ts-check

/**
 * @typedef {{ readonly below: (limit: number) => number, readonly pick: <Item>(items: readonly Item[]) => Item }} SeededRandom
 */

/**
 * Numbers that look random and are the same for the same seed: mulberry32.
 * @param {number} seed
 * @returns {SeededRandom}
 */
export function seededRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
