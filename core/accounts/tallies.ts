import { BYTES_PER_GIB, gib, gibFloor } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { BackendName } from '../model/ids.ts';
import type { Backend, Pool, VolumeLimits } from '../model/inventory.ts';
import { poolHolds } from '../placement/pools.ts';

/** How many volumes a backend or a pool has, and how large they are together. */
export interface Tally {
  /** `backend main`, `pool main:fast` */
  readonly name: string;
  readonly backend: Backend;
  /** `undefined`: of the backend as a whole. */
  readonly pool: Pool | undefined;
  readonly limits: VolumeLimits;
  volumes: number;
  size: number;
}

export interface BackendTallies {
  readonly whole: Tally;
  readonly pools: readonly Tally[];
}

export const talliesFor = (backends: readonly Backend[]): ReadonlyMap<BackendName, BackendTallies> =>
  new Map(
    backends.map((backend) => [
      backend.name,
      { whole: tallyOf(backend, undefined), pools: backend.pools.map((pool) => tallyOf(backend, pool)) },
    ]),
  );

const tallyOf = (backend: Backend, pool: Pool | undefined): Tally => ({
  name: pool ? `pool ${backend.name}:${pool.name}` : `backend ${backend.name}`,
  backend,
  pool,
  limits: pool ?? backend,
  volumes: 0,
  size: 0,
});

/** Where a volume on these drives counts: in its backend, and in every pool that one of them belongs to. */
export const talliesOf = (of: BackendTallies | undefined, drives: readonly DriveClass[]): readonly Tally[] =>
  of
    ? [of.whole, ...of.pools.filter(({ pool }) => pool !== undefined && drives.some((each) => poolHolds(pool, each)))]
    : [];

export function charge(tally: Tally, size: GiB): void {
  tally.volumes += 1;
  tally.size += size;
}

export function discharge(tally: Tally, size: GiB): void {
  tally.volumes -= 1;
  tally.size -= size;
}

export const hasLimit = ({ limits: { maxVolumeBytes, maxVolumes, maxTotalBytes } }: Tally): boolean =>
  maxVolumeBytes !== undefined || maxVolumes !== undefined || maxTotalBytes !== undefined;

export const hasNoMore = ({ volumes, limits: { maxVolumes } }: Tally): boolean =>
  maxVolumes !== undefined && volumes >= maxVolumes;

const BYTES = Number(BYTES_PER_GIB);

/** Bytes are compared as numbers: a whole GiB times a power of two is exact, and so is comparing it with a bigint. */
export const isTooFullFor = ({ size, limits: { maxTotalBytes } }: Tally, more: GiB): boolean =>
  maxTotalBytes !== undefined && (size + more) * BYTES > maxTotalBytes;

export const isTooSmallFor = ({ limits: { maxVolumeBytes } }: Tally, volume: GiB): boolean =>
  maxVolumeBytes !== undefined && volume * BYTES > maxVolumeBytes;

/** The largest volume that may still be added. */
export function roomIn(tally: Tally): GiB {
  const { maxVolumeBytes } = tally.limits;
  if (hasNoMore(tally)) return gib(0);
  const each = maxVolumeBytes === undefined ? Infinity : gibFloor(maxVolumeBytes);
  return gib(Math.min(each, leftOfTotal(tally)));
}

/** What all volumes that are added may have together. */
export const leftOfTotal = ({ size, limits: { maxTotalBytes } }: Tally): GiB =>
  gib(maxTotalBytes === undefined ? Infinity : Math.max(0, gibFloor(maxTotalBytes) - size));
