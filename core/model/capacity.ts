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

/** What the schemas' pattern of quantities admits, in groups. A test holds the two against each other. */
const QUANTITY =
  /^\+?(?:(\d{1,18})(?:\.(\d{0,9}))?|\.(\d{1,9}))(?:(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d{1,2}))?$/;

/**
 * A Kubernetes quantity in bytes, rounded up to a whole byte as Kubernetes rounds it; `undefined` where the text is none:
 * `18T`, `1.5Ti`, `.5Gi`, `12E6`, `1.5e3`. Negative quantities are none, nor are thousandths (`m`) and less.
 * Source: k8s.io/apimachinery/pkg/api/resource, with the digits bounded.
 */
export function parseQuantity(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, whole = '', decimals, onlyDecimals, suffix = '', exponent = '0'] = match;
  const fraction = decimals ?? onlyDecimals ?? '';
  const unit = SUFFIXES[suffix];
  if (unit === undefined) return undefined;
  const power = Number(exponent) - fraction.length;
  const count = BigInt(whole + fraction) * unit;
  if (power >= 0) return count * 10n ** BigInt(power);
  const scale = 10n ** BigInt(-power);
  return (count + scale - 1n) / scale;
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
