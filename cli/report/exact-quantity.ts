/** The suffixes of Kubernetes' quantities, in the order in which they are preferred. */
const UNITS: readonly (readonly [suffix: string, bytes: bigint])[] = [
  ['P', 10n ** 15n],
  ['T', 10n ** 12n],
  ['G', 10n ** 9n],
  ['Pi', 2n ** 50n],
  ['Ti', 2n ** 40n],
  ['Gi', 2n ** 30n],
];
const GIGA = 10n ** 9n;

/** Beyond that, nobody sees at once how much it is. */
const MOST_UNITS = 100_000n;

/**
 * Exactly that many bytes as a Kubernetes quantity: `18T`, `16Gi`, and where no unit divides them `18000.207937536G`,
 * which has no more than the nine decimals that are read.
 */
export function exactQuantity(bytes: bigint): string {
  const unit = UNITS.find(([, size]) => bytes >= size && bytes % size === 0n && bytes / size < MOST_UNITS);
  if (unit) return `${String(bytes / unit[1])}${unit[0]}`;
  const decimals = String(bytes % GIGA)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${String(bytes / GIGA)}${decimals === '' ? '' : `.${decimals}`}G`;
}
