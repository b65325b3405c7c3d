import { BYTES_PER_GIB, parseQuantity } from '../../model/capacity.ts';
import type { MediaType } from '../../model/inventory.ts';
import type { InTurns } from '../../model/turns.ts';
import type { EnclosureObject } from '../../../schemas/generated/types.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import type { ObjectAddress } from './object-problem.ts';
import { problem } from './report.ts';
import type { Report } from './report.ts';

/** A slip of a unit is a factor of 1000; drives of one inventory differ by less than this. */
const FAR = 100n;

const UNITS = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/**
 * Warns of drives that are a hundred times smaller or larger than half of the drives of their media: a unit was
 * mistyped. Each size is told once, with how many drives have it.
 */
export function* checkCapacities(enclosures: readonly Declared<EnclosureObject>[], report: Report): InTurns<void> {
  for (const media of ['HDD', 'SSD'] as const) {
    const sizes = yield* sizesOf(enclosures, media);
    const usual = medianOf([...sizes.values()]);
    if (usual === undefined) continue;
    for (const [text, { bytes, count, first }] of sizes) {
      if (!isFar(bytes, usual.bytes)) {
        checkPlausible(text, PLAUSIBLE_DRIVES[media], first, report);
        continue;
      }
      const how = bytes < usual.bytes ? 'smaller' : 'larger';
      const others = count === 1 ? '' : ` (${String(count)} drives)`;
      const message = `a capacity of ${text}${others} is far ${how} than ${usual.text}, which is usual for an ${media} here`;
      report(problem('schema/suspicious-quantity', first, message, warning(text, usual.bytes)));
    }
  }
}

interface Size {
  readonly text: string;
  readonly bytes: bigint;
  count: number;
  readonly first: ObjectAddress;
}

function* sizesOf(
  enclosures: readonly Declared<EnclosureObject>[],
  media: MediaType,
): InTurns<ReadonlyMap<string, Size>> {
  const sizes = new Map<string, Size>();
  for (const enclosure of enclosures) {
    for (const [index, { capacity, mediaType }] of enclosure.wire.spec.drives.entries()) {
      if (mediaType !== media) continue;
      const known = sizes.get(capacity);
      if (known) {
        known.count += 1;
        continue;
      }
      const bytes = parseQuantity(capacity) ?? 0n;
      // Less than a GiB is an error already.
      if (bytes < BYTES_PER_GIB) continue;
      const first = at(enclosure, 'spec', 'drives', index, 'capacity');
      sizes.set(capacity, { text: capacity, bytes, count: 1, first });
    }
    yield;
  }
  return sizes;
}

/** The size of the middle drive. */
function medianOf(sizes: readonly Size[]): Size | undefined {
  const sorted = sizes.toSorted((a, b) => (a.bytes < b.bytes ? -1 : a.bytes > b.bytes ? 1 : 0));
  let left = sizes.reduce((sum, { count }) => sum + count, 0) / 2;
  return sorted.find(({ count }) => (left -= count) <= 0);
}

const isFar = (bytes: bigint, usual: bigint): boolean => bytes * FAR < usual || bytes > usual * FAR;

/** What a quantity can be, in its own unit: outside of it, a unit was mistyped or forgotten. */
export interface Plausible {
  readonly least: bigint;
  readonly most: bigint;
  /** In words: `a link of less than 1 Mbit/s`. */
  readonly tooLittle: string;
  readonly tooMuch: string;
}

/** Bytes of a drive, for an inventory in which all have the same slip. */
const PLAUSIBLE_DRIVES: Readonly<Record<MediaType, Plausible>> = {
  HDD: plausibleDrive(100n * 10n ** 9n, 'no HDD of a rack has less than 100 GB'),
  SSD: plausibleDrive(16n * 10n ** 9n, 'no SSD of a rack has less than 16 GB'),
};

function plausibleDrive(least: bigint, tooLittle: string): Plausible {
  return { least, most: 10n ** 15n, tooLittle, tooMuch: 'no drive has more than 1 PB' };
}

/** Bits per second of an uplink. */
export const PLAUSIBLE_BANDWIDTH: Plausible = {
  least: 10n ** 6n,
  most: 10n ** 15n,
  tooLittle: 'no uplink is slower than 1 Mbit/s',
  tooMuch: 'no uplink carries 1 Pbit/s',
};

/** Bytes of a volume. */
export const PLAUSIBLE_VOLUME: Plausible = {
  least: 2n ** 30n,
  most: 2n ** 60n,
  tooLittle: 'no volume is smaller than 1 GiB',
  tooMuch: 'no volume has more than 1 EiB',
};

/** Bytes of all volumes of a backend or a pool. */
export const PLAUSIBLE_TOTAL: Plausible = {
  least: 2n ** 30n,
  most: 2n ** 70n,
  tooLittle: 'no volume is smaller than 1 GiB',
  tooMuch: 'no fleet has more than 1024 EiB',
};

/** Bytes per second of a volume. */
export const PLAUSIBLE_RESERVATION: Plausible = {
  least: 10n ** 5n,
  most: 10n ** 11n,
  tooLittle: 'no volume is slower than 100 kB/s',
  tooMuch: 'no volume is faster than 100 GB/s',
};

/** Warns of a quantity that was surely meant with another unit. */
export function checkPlausible(
  text: string | undefined,
  { least, most, tooLittle, tooMuch }: Plausible,
  address: ObjectAddress,
  report: Report,
): void {
  const value = text === undefined ? undefined : parseQuantity(text);
  if (text === undefined || value === undefined || value === 0n || (value >= least && value <= most)) return;
  const message = `${text} looks wrong: ${value < least ? tooLittle : tooMuch}`;
  const help = /^[0-9.]+$/.test(text) ? `Write the unit: ${text}G, or ${text}T.` : 'Look at the unit.';
  report(problem('schema/suspicious-quantity', address, message, { help, severity: 'warning' }));
}

/** With the unit that brings it nearest to what is usual. */
function warning(text: string, usual: bigint) {
  const digits = /^[0-9.]+/.exec(text)?.[0] ?? '';
  const binary = text.endsWith('i') ? 'i' : '';
  const meant = UNITS.map((unit) => (unit === '' ? digits : `${digits}${unit}${binary}`)).find(
    (candidate) => candidate !== text && !isFar((parseQuantity(candidate) ?? 0n) * 4n, usual * 4n),
  );
  const help = meant === undefined ? 'Look at the unit.' : `Did you mean ${meant}?`;
  return { help, severity: 'warning' } as const;
}
