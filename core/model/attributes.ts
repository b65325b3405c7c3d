import type { BandwidthReservation } from './class.ts';

/** What a volume may take of I/O, reads and writes apart. Left out: no limit. Whole numbers, far below 2^53. */
export interface IoLimits {
  /** Operations per second. */
  readonly readIops?: number;
  readonly writeIops?: number;
  /** Bytes per second. */
  readonly readBandwidth?: number;
  readonly writeBandwidth?: number;
}

/** What CSI calls mutable parameters, by the names of a VolumeAttributesClass, as they were asked for. */
export type AttributeStrings = Readonly<Record<string, string>>;

/** The mutable parameters of a volume, read out of Kubernetes' strings. */
export interface VolumeAttributes {
  readonly limits: IoLimits;
  /** `undefined`: what its StorageClass says. */
  readonly reservation: BandwidthReservation | undefined;
  readonly tags: readonly string[];
}

const MEASURES = ['readIops', 'writeIops', 'readBandwidth', 'writeBandwidth'] as const;

export const sameLimits = (one: IoLimits, other: IoLimits): boolean =>
  MEASURES.every((measure) => one[measure] === other[measure]);

export const isUnlimited = (limits: IoLimits): boolean => sameLimits(limits, {});
