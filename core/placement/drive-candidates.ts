import { BYTES_PER_GIB } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { DriveConstraint } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import { partitionableGiB } from '../model/format.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { DriveId, LevelName } from '../model/ids.ts';
import type { Drive, Enclosure } from '../model/inventory.ts';
import { classesOf } from './drive-classes.ts';
import { kindOf } from './relevant-drives.ts';
import type { VirtualDrive } from './virtual-drives.ts';

/** Drives in maintenance that the constraints would admit if they were not. At most `most`, in the order declared. */
export function drivesInMaintenance(
  enclosures: readonly Enclosure[],
  constraints: readonly DriveConstraint[],
  most: number,
): readonly VirtualDrive[] {
  const found: VirtualDrive[] = [];
  for (const enclosure of enclosures) {
    if (!enclosure.drives.some(({ state }) => state === 'maintenance')) continue;
    for (const { drives, ids } of classesOf(enclosure, undefined)) {
      if (drives.state !== 'maintenance' || !admits(constraints, drives)) continue;
      for (const id of ids) {
        const drive = enclosure.drives.find((declared) => declared.id === id);
        if (drive && found.length < most) found.push({ enclosure, drive: { ...drive, state: 'enabled' } });
      }
    }
  }
  return found;
}

/** A drive that could be added, and the domain that it would be added to. */
export interface AddableDrive extends VirtualDrive {
  readonly level: LevelName;
  readonly domain: string;
}

/** Where drives are short, and the GiB that partitions of one more have to cover. */
export interface WantedDrive {
  readonly level: LevelName | undefined;
  readonly extent: GiB;
}

/**
 * A drive for one enclosure of each domain where drives are short, at most `most`; enclosures that have drives which the
 * constraints admit come first. It is like the smallest of those that is large enough, else like the largest, made larger.
 */
export function addableDrives(
  enclosures: readonly Enclosure[],
  constraints: readonly DriveConstraint[],
  { level = ENCLOSURE_LEVEL, extent }: WantedDrive,
  most: number,
): readonly AddableDrive[] {
  const byDomain = new Map<string, AddableDrive>();
  const add = (enclosure: Enclosure, like: (enclosure: Enclosure) => Drive | undefined): void => {
    const domain = domainAt(enclosure, level);
    if (byDomain.size >= most || domain === undefined || byDomain.has(domain)) return;
    const drive = like(enclosure);
    if (drive) byDomain.set(domain, { enclosure, drive: oneMore(drive, extent, byDomain.size), level, domain });
  };
  for (const enclosure of enclosures) add(enclosure, (each) => likeliest(each, constraints, extent));
  const [elsewhere] = [...byDomain.values()].map(({ drive }) => drive).sort((a, b) => compareFit(a, b, extent));
  for (const enclosure of enclosures) add(enclosure, () => elsewhere);
  return [...byDomain.values()];
}

function likeliest(enclosure: Enclosure, constraints: readonly DriveConstraint[], extent: GiB): Drive | undefined {
  const kinds = [...new Map(enclosure.drives.map((drive) => [kindOf(drive), drive])).values()];
  const like = new Set(
    classesOf({ ...enclosure, drives: kinds }, undefined).flatMap(({ drives, ids }) =>
      admits(constraints, drives) ? ids : [],
    ),
  );
  return kinds.filter(({ id }) => like.has(id)).sort((a, b) => compareFit(a, b, extent))[0];
}

/** The smallest that is large enough, else the largest. */
function compareFit(a: Drive, b: Drive, extent: GiB): number {
  const [sizeA, sizeB] = [partitionableGiB(a.capacityBytes), partitionableGiB(b.capacityBytes)];
  const [holdsA, holdsB] = [sizeA >= extent, sizeB >= extent];
  if (holdsA !== holdsB) return holdsA ? -1 : 1;
  return holdsA ? sizeA - sizeB : sizeB - sizeA;
}

function domainAt({ name, storageGroup, domains }: Enclosure, level: LevelName): string | undefined {
  if (level === ENCLOSURE_LEVEL) return name;
  return level === STORAGE_GROUP_LEVEL ? storageGroup : domains.get(level);
}

const admits = (constraints: readonly DriveConstraint[], drives: DriveClass): boolean =>
  constraints.every((constraint) => constraint.admits({ ...drives, state: 'enabled' }));

/** Under an id that no drive can have. */
function oneMore(drive: Drive, extent: GiB, at: number): Drive {
  const id = `new-${String(at)}` as DriveId;
  let { capacityBytes } = drive;
  const missing = extent - partitionableGiB(capacityBytes);
  if (missing > 0) capacityBytes += BigInt(missing) * BYTES_PER_GIB;
  return { ...drive, id, capacityBytes, state: 'enabled' };
}
