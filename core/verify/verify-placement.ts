/**
 * Checks placements again, by rules written down a second time: a bug in the search does not hide itself here.
 * Knows the model alone.
 */
import type { Configuration } from '../model/configuration.ts';
import type { EnclosureReport, EnclosureReports, ReportedDrive } from '../model/drive-report.ts';
import { FIRST_EXTENT_GIB, LEG_METADATA_GIB, partitionableGiB } from '../model/format.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { DriveId, LevelName } from '../model/ids.ts';
import type { Drive, Enclosure } from '../model/inventory.ts';
import type { Extent, Layout, PlacedLeg, Placement } from '../model/volume.ts';

/** What must hold and does not. */
export interface Violation {
  readonly code: ViolationCode;
  readonly message: string;
}

export type ViolationCode =
  | 'unknown-drive'
  | 'drive-not-enabled'
  | 'drive-not-usable'
  | 'outside-drive'
  | 'overlap'
  | 'shared-whole-drive'
  | 'hdd-sliced'
  | 'leg-count'
  | 'too-small'
  | 'same-drive-twice'
  | 'does-not-survive'
  | 'not-spread'
  | 'out-of-reach';

/** Extents that volumes already hold. */
export interface Taken {
  readonly drive: DriveId;
  readonly extent: Extent;
  readonly whole: boolean;
}

/** What a request asked of the whole placement, whatever the placement claims of itself. */
export interface RequiredOfPlacement {
  /** Levels at which the legs of each pair differ, in domains that are known. */
  readonly survives: readonly LevelName[];
  /** Levels and the least number of known domains that the legs lie in. */
  readonly spread: readonly { readonly level: LevelName; readonly atLeast: number }[];
}

const NOTHING_REQUIRED: RequiredOfPlacement = { survives: [], spread: [] };
const NO_REPORTS: EnclosureReports = new Map();

/**
 * Every rule that a placement breaks, given what is taken already, what was asked, and what hosts told of their drives;
 * empty when it is sound.
 */
export function verifyPlacement(
  configuration: Configuration,
  taken: readonly Taken[],
  placement: Placement,
  required: RequiredOfPlacement = NOTHING_REQUIRED,
  reports: EnclosureReports = NO_REPORTS,
): readonly Violation[] {
  const drives = drivesOf(configuration, new Set(placement.legs.map((leg) => leg.drive)));
  return [
    ...placement.legs.flatMap((leg) => verifyLeg(drives, placement.layout, leg)),
    ...placement.legs.flatMap((leg) => verifyReported(drives, reports.get(leg.enclosure), leg)),
    ...verifyOwnership(taken, placement),
    ...verifyShape(placement),
    ...verifySurvival(drives, placement, required),
    ...verifySpread(drives, placement, required),
    ...verifyReach(configuration, drives, placement),
  ];
}

type Found = ReadonlyMap<DriveId, { readonly drive: Drive; readonly enclosure: Enclosure }>;

function drivesOf(configuration: Configuration, wanted: ReadonlySet<DriveId>): Found {
  const found = new Map<DriveId, { drive: Drive; enclosure: Enclosure }>();
  for (const enclosure of configuration.enclosures) {
    for (const drive of enclosure.drives) if (wanted.has(drive.id)) found.set(drive.id, { drive, enclosure });
  }
  return found;
}

const isSlice = (layout: Layout): boolean => layout === 'slice' || layout === 'mirrored-slice';

function verifyLeg(drives: Found, layout: Layout, leg: PlacedLeg): readonly Violation[] {
  const found = drives.get(leg.drive);
  if (!found) return [violation('unknown-drive', `drive ${leg.drive} is not in the configuration`)];
  const { drive } = found;
  const end = leg.extent.start + leg.extent.length;
  const violations: Violation[] = [];
  if (drive.state !== 'enabled')
    violations.push(violation('drive-not-enabled', `drive ${leg.drive} is ${drive.state}`));
  if (isSlice(layout) && drive.mediaType === 'HDD')
    violations.push(violation('hdd-sliced', `drive ${leg.drive} is an HDD`));
  if (leg.extent.start < FIRST_EXTENT_GIB || end > FIRST_EXTENT_GIB + partitionableGiB(drive.capacityBytes)) {
    violations.push(violation('outside-drive', `${extentText(leg)} lies outside what partitions may cover`));
  }
  return violations;
}

/** On the drive as its host found it. */
function verifyReported(drives: Found, report: EnclosureReport | undefined, leg: PlacedLeg): readonly Violation[] {
  if (!report) return [];
  const found = report.get(leg.drive);
  if (!found) return [violation('drive-not-usable', `drive ${leg.drive} was not found`)];
  const violations: Violation[] = [];
  if (!takesLegs(found)) {
    violations.push(violation('drive-not-usable', `drive ${leg.drive} is ${found.standing.kind}`));
  }
  if (found.mediaType !== drives.get(leg.drive)?.drive.mediaType) {
    violations.push(violation('drive-not-usable', `drive ${leg.drive} is an ${found.mediaType}, declared otherwise`));
  }
  if (leg.extent.start + leg.extent.length > FIRST_EXTENT_GIB + partitionableGiB(found.capacityBytes)) {
    violations.push(violation('outside-drive', `${extentText(leg)} lies outside what was found`));
  }
  return violations;
}

const takesLegs = ({ standing }: ReportedDrive): boolean => standing.kind === 'blank' || standing.kind === 'owned';

function verifyOwnership(taken: readonly Taken[], placement: Placement): readonly Violation[] {
  const whole = !isSlice(placement.layout);
  const violations: Violation[] = [];
  placement.legs.forEach((leg, at) => {
    if (placement.legs.slice(0, at).some((other) => other.drive === leg.drive)) {
      violations.push(violation('same-drive-twice', `two legs on drive ${leg.drive}`));
    }
    for (const other of taken.filter((candidate) => candidate.drive === leg.drive)) {
      if (whole || other.whole)
        violations.push(violation('shared-whole-drive', `drive ${leg.drive} has another owner`));
      else if (overlaps(leg.extent, other.extent))
        violations.push(violation('overlap', `${extentText(leg)} has another owner`));
    }
  });
  return violations;
}

const overlaps = (a: Extent, b: Extent): boolean => a.start < b.start + b.length && b.start < a.start + a.length;

const LEGS: Readonly<Record<Layout, (legs: number) => boolean>> = {
  single: (legs) => legs === 1,
  slice: (legs) => legs === 1,
  mirror: (legs) => legs === 2,
  'mirrored-slice': (legs) => legs === 2,
  'striped-mirror': (legs) => legs >= 4 && legs % 2 === 0,
};

function verifyShape(placement: Placement): readonly Violation[] {
  const count = placement.legs.length;
  if (!LEGS[placement.layout](count)) {
    return [violation('leg-count', `a ${placement.layout} has no ${String(count)} legs`)];
  }
  const stripes = placement.layout === 'striped-mirror' ? count / 2 : 1;
  const usable = Math.min(...placement.legs.map((leg) => leg.extent.length - LEG_METADATA_GIB)) * stripes;
  if (usable >= placement.size) return [];
  return [violation('too-small', `the legs hold ${String(usable)} GiB of ${String(placement.size)}`)];
}

function verifySurvival(drives: Found, placement: Placement, required: RequiredOfPlacement): readonly Violation[] {
  return [...new Set([...placement.survives, ...required.survives])].flatMap((level) =>
    pairsOf(placement).every(([a, b]) => differs(domainAt(drives, a, level), domainAt(drives, b, level)))
      ? []
      : [violation('does-not-survive', `a pair does not lie in two known domains of level ${level}`)],
  );
}

function verifySpread(drives: Found, placement: Placement, required: RequiredOfPlacement): readonly Violation[] {
  return required.spread.flatMap(({ level, atLeast }) => {
    const domains = new Set(placement.legs.map((leg) => domainAt(drives, leg, level)));
    domains.delete(undefined);
    if (domains.size >= atLeast) return [];
    return [violation('not-spread', `${String(domains.size)} of ${String(atLeast)} domains of level ${level}`)];
  });
}

function pairsOf(placement: Placement): readonly (readonly [PlacedLeg, PlacedLeg | undefined])[] {
  return placement.legs.flatMap((leg, at) => (at % 2 === 0 ? [[leg, placement.legs[at + 1]] as const] : []));
}

const differs = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

function domainAt(drives: Found, leg: PlacedLeg | undefined, level: LevelName): string | undefined {
  const enclosure = leg && drives.get(leg.drive)?.enclosure;
  if (!enclosure) return undefined;
  if (level === STORAGE_GROUP_LEVEL) return enclosure.storageGroup;
  return level === ENCLOSURE_LEVEL ? enclosure.name : enclosure.domains.get(level);
}

function verifyReach(configuration: Configuration, drives: Found, placement: Placement): readonly Violation[] {
  if (placement.reachableFrom === undefined) return [];
  if (placement.reachableFrom.length === 0) return [violation('out-of-reach', 'no bandwidth domain reaches every leg')];
  return placement.reachableFrom.flatMap((home) => {
    const reaches = configuration.topology.bandwidthDomains.get(home)?.reaches;
    const reached = placement.legs.every((leg) => {
      const domain = drives.get(leg.drive)?.enclosure.bandwidthDomain;
      return domain !== undefined && reaches?.has(domain) === true;
    });
    return reached ? [] : [violation('out-of-reach', `nodes in ${home} do not reach every leg`)];
  });
}

const violation = (code: ViolationCode, message: string): Violation => ({ code, message });

const extentText = (leg: PlacedLeg): string =>
  `${String(leg.extent.start)}+${String(leg.extent.length)} GiB of drive ${leg.drive}`;
