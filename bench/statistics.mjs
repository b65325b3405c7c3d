// @ts-check

/**
 * The value that so many of the values are not above; `part` between 0 and 1. The values are sorted in place.
 * @param {Float64Array | number[]} values
 * @param {number} part
 */
export function percentile(values, part) {
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
}

/** @param {Float64Array | number[]} values */
export const median = (values) => percentile(values, 0.5);

/**
 * Four significant digits: the rest is noise.
 * @param {number} value
 */
export const rounded = (value) => Number(value.toPrecision(4));
