import type { Brand } from './brand.ts';

/** A whole number of 2^30 bytes. Sums stay exact: 100,000 drives of 20 TB are 2^31 GiB. */
export type GiB = Brand<number, 'GiB'>;

export const BYTES_PER_GIB = 2n ** 30n;

export const gib = (count: number): GiB => count as GiB;

export const gibToBytes = (size: GiB): bigint => BigInt(size) * BYTES_PER_GIB;

/** Bytes to the GiB that hold them. */
export const gibCeil = (bytes: bigint): GiB => gib(Number((bytes + BYTES_PER_GIB - 1n) / BYTES_PER_GIB));

/** Bytes to the GiB that they fill. */
export const gibFloor = (bytes: bigint): GiB => gib(Number(bytes / BYTES_PER_GIB));

const SUFFIXES: Readonly<Record<string, bigint>> = {
  '': 1n,
  k: 10n ** 3n,
  M: 10n ** 6n,
  G: 10n ** 9n,
  T: 10n ** 12n,
  P: 10n ** 15n,
  E: 10n ** 18n,
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};

/** What the schemas' `quantity` pattern admits; kept here so that text and number agree. */
const QUANTITY = /^(\d{1,18})(?:\.(\d{1,9}))?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;

/**
 * A Kubernetes quantity in bytes, rounded up to a whole byte; `undefined` where the text is none.
 * Source: k8s.io/apimachinery/pkg/api/resource, without the exponent and milli forms, which no drive has.
 */
export function parseQuantity(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', suffix = ''] = match;
  const scale = 10n ** BigInt(fraction.length);
  const unit = SUFFIXES[suffix];
  if (unit === undefined) return undefined;
  return (BigInt(whole + fraction) * unit + scale - 1n) / scale;
}

/** GiB as people read them: `931 GiB`, `18.2 TiB`. */
export function formatGiB(size: GiB): string {
  if (size < 1024) return `${String(size)} GiB`;
  const tebibytes = size / 1024;
  return `${Number.isInteger(tebibytes) ? String(tebibytes) : tebibytes.toFixed(1)} TiB`;
}

/** Bytes as people read them: in GiB or TiB where they are whole GiB, else to the byte. */
export const formatBytes = (bytes: bigint): string =>
  bytes % BYTES_PER_GIB === 0n ? formatGiB(gibFloor(bytes)) : `${String(bytes)} bytes`;
