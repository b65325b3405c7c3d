import type { DriveProtocol, MediaType } from './inventory.ts';
import type { Layout } from './volume.ts';

/**
 * What one drive of a kind delivers at best, in bits per second: sequential reads of what is sold, rounded. An HDD is as
 * fast as its platters turn, an SSD as its interface: SATA at 6 Gbit/s, a lane of SAS at 12, four lanes of PCIe 3.
 */
const SSD_RATES: Readonly<Record<DriveProtocol, number>> = { SATA: 4e9, SAS: 8e9, NVMe: 24e9 };
const HDD_RATE = 2e9;

export const mediaRate = (drive: { readonly mediaType: MediaType; readonly protocol: DriveProtocol }): number =>
  drive.mediaType === 'HDD' ? HDD_RATE : SSD_RATES[drive.protocol];

/** Over how many stripes the data of a volume lies: each leg holds its share of it. */
export const stripesOf = (layout: Layout, legs: number): number => (layout === 'striped-mirror' ? legs / 2 : 1);

const UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s', 'Pbit/s'];

/** As people read it: `400 Gbit/s`, `1.6 Gbit/s`. */
export function formatBandwidth(bitsPerSecond: number): string {
  const size = Math.abs(bitsPerSecond);
  const unit = UNITS.findLastIndex((_, at) => at === 0 || size >= 1000 ** at);
  const value = bitsPerSecond / 1000 ** unit;
  return `${Number.isInteger(value) ? String(value) : String(Number(value.toFixed(2)))} ${UNITS[unit] ?? ''}`;
}
