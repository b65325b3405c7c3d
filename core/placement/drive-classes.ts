import { wearClassOf } from '../model/drive-class.ts';
import type { DriveClass, WearClass } from '../model/drive-class.ts';
import { differencesOf } from '../model/drive-report.ts';
import type { DriveHindrance, EnclosureReport } from '../model/drive-report.ts';
import { partitionableGiB } from '../model/format.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { DomainName, DriveId, LevelName } from '../model/ids.ts';
import type { Drive, Enclosure } from '../model/inventory.ts';

/** Drives of one enclosure that neither a rule nor what its host told tells apart. */
export interface ClassedDrives {
  /** What tells them from the others of the enclosure. */
  readonly key: string;
  readonly drives: DriveClass;
  /** Why they take no new legs. Not part of the class: it changes by itself. */
  readonly hindrance: DriveHindrance | undefined;
  /** Sorted. */
  readonly ids: readonly DriveId[];
}

/** The drives of an enclosure by class, in the order of the first drive of each. */
export function classesOf(enclosure: Enclosure, report: EnclosureReport | undefined): readonly ClassedDrives[] {
  const classOf = classMaker(enclosure);
  const classes = new Map<string, ClassedDrives & { readonly ids: DriveId[] }>();
  for (const declared of [...enclosure.drives].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const hindrance = differencesOf(declared, report).find((difference) => difference !== 'smaller');
    const drive = asFound(declared, report);
    const wearClass = wearClassOf(report?.get(drive.id)?.percentageUsed);
    const key = [hindrance ?? '', wearClass, classKey(drive)].join('\n');
    const known = classes.get(key);
    if (known) known.ids.push(drive.id);
    else classes.set(key, { key, drives: classOf(drive, wearClass), hindrance, ids: [drive.id] });
  }
  return [...classes.values()];
}

/** Of two sizes the smaller holds: what is not there cannot be used, and what is not declared is not meant to be. */
function asFound(drive: Drive, report: EnclosureReport | undefined): Drive {
  const found = report?.get(drive.id)?.capacityBytes;
  return found !== undefined && found < drive.capacityBytes ? { ...drive, capacityBytes: found } : drive;
}

const classKey = (drive: Drive): string =>
  [drive.mediaType, drive.protocol, drive.rotationSpeedRPM, drive.capacityBytes, drive.state, ...drive.tags].join('\n');

/** The domain of an enclosure at every level that is known, the implicit ones included. */
export function domainsOf({ domains, storageGroup, name }: Enclosure): ReadonlyMap<LevelName, DomainName> {
  const all = new Map<LevelName, DomainName>(domains);
  all.set(STORAGE_GROUP_LEVEL, storageGroup as string as DomainName);
  all.set(ENCLOSURE_LEVEL, name as string as DomainName);
  return all;
}

function classMaker(enclosure: Enclosure): (drive: Drive, wearClass: WearClass) => DriveClass {
  const domains = domainsOf(enclosure);
  const transports = new Set(enclosure.portals.map((portal) => portal.transport));
  return (drive, wearClass) => ({
    enclosure: enclosure.name,
    storageGroup: enclosure.storageGroup,
    domains,
    bandwidthDomain: enclosure.bandwidthDomain,
    transports,
    mediaType: drive.mediaType,
    protocol: drive.protocol,
    rotationSpeedRPM: drive.rotationSpeedRPM,
    capacityBytes: drive.capacityBytes,
    partitionable: partitionableGiB(drive.capacityBytes),
    tags: drive.tags,
    state: drive.state,
    wearClass,
  });
}
