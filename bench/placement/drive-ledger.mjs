// @ts-check
/**
 * What lies on some drives, kept apart from the index that is measured: extents in order of their start.
 *
 * @typedef {{ readonly start: number, readonly length: number }} Extent
 * @typedef {{ readonly drive: number, readonly extent: Extent }} Site
 * @typedef {readonly (readonly Extent[])[]} Ledger one list a drive
 */

/** @param {number} drives @returns {Ledger} */
export const blankLedger = (drives) => Array.from({ length: drives }, () => []);

/** @param {Ledger} ledger @param {Site} site @returns {Ledger} */
export const withSite = (ledger, { drive, extent }) =>
  ledger.with(
    drive,
    [...(ledger[drive] ?? []), extent].sort((a, b) => a.start - b.start),
  );

/** @param {Ledger} ledger @param {Site} site @returns {Ledger} */
export const withoutSite = (ledger, { drive, extent }) =>
  ledger.with(
    drive,
    (ledger[drive] ?? []).filter((other) => other.start !== extent.start),
  );

/**
 * The free runs of one drive of `size` GiB, in order of their start.
 * @param {readonly Extent[]} extents
 * @param {number} size
 * @returns {readonly Extent[]}
 */
export function holesOf(extents, size) {
  const holes = [];
  let from = 0;
  for (const { start, length } of [...extents, { start: size, length: 0 }]) {
    if (start > from) holes.push({ start: from, length: start - from });
    from = start + length;
  }
  return holes;
}

/**
 * GiB that are free, and of them those in holes too small for `length`.
 * @param {Ledger} ledger
 * @param {number} size
 * @param {number} length
 */
export function freeIn(ledger, size, length) {
  let [free, lost] = [0, 0];
  for (const extents of ledger) {
    for (const hole of holesOf(extents, size)) {
      free += hole.length;
      if (hole.length < length) lost += hole.length;
    }
  }
  return { free, lost };
}
