/**
 * Checks placements again, by rules written down a second time: a bug in the search does not hide itself here.
 * Knows the model alone.
 */
import type { Configuration } from '../model/configuration.ts';
import type { EnclosureReport, EnclosureReports, ReportedDrive } from '../model/drive-report.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../model/format.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { DriveId, LevelName } from '../model/ids.ts';
import type { Layout, PlacedLeg, Placement, VolumeRequest } from '../model/volume.ts';
import { groundOf } from './ground.ts';
import type { FoundDrive, Ground } from './ground.ts';
import { verifyRequest } from './verify-request.ts';
import { extentText, isInside, isSlice, verifyOwnership, verifyShape } from './verify-space.ts';
import type { TakenExtent, TakenOf } from './verify-space.ts';
import { violation } from './violation.ts';
import type { Violation } from './violation.ts';

/** Extents that volumes already hold. */
export interface Taken extends TakenExtent {
  readonly drive: DriveId;
}

/** What a request asked of the whole placement, whatever the placement claims of itself. */
export interface RequiredOfPlacement {
  /** Levels at which the legs of each pair differ, in domains that are known. */
  readonly survives: readonly LevelName[];
  /** Levels and the least number of known domains that the legs lie in. */
  readonly spread: readonly { readonly level: LevelName; readonly atLeast: number }[];
}

/** What a placement is checked against. */
export interface Circumstances {
  readonly takenOf: TakenOf;
  readonly required: RequiredOfPlacement;
  readonly reports: EnclosureReports;
}

const NOTHING_REQUIRED: RequiredOfPlacement = { survives: [], spread: [] };
const NO_REPORTS: EnclosureReports = new Map();

/**
 * Every rule that a placement breaks, given what is taken already, what was asked, and what hosts told of their drives;
 * empty when it is sound. It walks over all that is declared and taken: the driver asks {@link verifyPlaced}.
 */
export function verifyPlacement(
  configuration: Configuration,
  taken: readonly Taken[],
  placement: Placement,
  required: RequiredOfPlacement = NOTHING_REQUIRED,
  reports: EnclosureReports = NO_REPORTS,
): readonly Violation[] {
  const takenOf = (drive: DriveId): readonly TakenExtent[] => taken.filter((each) => each.drive === drive);
  return verifyLegs(groundOf(configuration), placement, { takenOf, required, reports });
}

/** The same of a placement for a request, with all that the request asks: some look-ups a leg, whatever there is. */
export function verifyPlaced(
  ground: Ground,
  request: VolumeRequest,
  placement: Placement,
  circumstances: Circumstances,
): readonly Violation[] {
  const survives = [...circumstances.required.survives, ...levelsOfClass(request, placement)];
  const required = { ...circumstances.required, survives };
  return [
    ...verifyLegs(ground, placement, { ...circumstances, required }),
    ...verifyRequest(ground, request, placement),
  ];
}

/** What the class asks of the legs of a pair, where there are pairs. */
function levelsOfClass({ parameters }: VolumeRequest, { layout }: Placement): readonly LevelName[] {
  if (layout === 'single' || layout === 'slice') return [];
  return [
    ...(parameters.sgResiliency ? [STORAGE_GROUP_LEVEL] : []),
    ...(parameters.jbodResiliency ? [ENCLOSURE_LEVEL] : []),
  ];
}

function verifyLegs(ground: Ground, placement: Placement, circumstances: Circumstances): readonly Violation[] {
  const { takenOf, required, reports } = circumstances;
  const { drives, configuration } = ground;
  return [
    ...placement.legs.flatMap((leg) => verifyLeg(drives, placement.layout, leg)),
    ...placement.legs.flatMap((leg) => verifyReported(drives, reports.get(leg.enclosure), leg)),
    ...verifyOwnership(takenOf, placement),
    ...verifyShape(placement),
    ...verifySurvival(drives, placement, required),
    ...verifySpread(drives, placement, required),
    ...verifyReach(configuration, drives, placement),
  ];
}

type Found = ReadonlyMap<DriveId, FoundDrive>;

function verifyLeg(drives: Found, layout: Layout, leg: PlacedLeg): readonly Violation[] {
  const found = drives.get(leg.drive);
  if (found?.enclosure.name !== leg.enclosure) {
    return [violation('unknown-drive', `enclosure ${leg.enclosure} has no drive ${leg.drive}`)];
  }
  const { drive } = found;
  const violations: Violation[] = [];
  if (drive.state !== 'enabled')
    violations.push(violation('drive-not-enabled', `drive ${leg.drive} is ${drive.state}`));
  if (isSlice(layout) && drive.mediaType === 'HDD')
    violations.push(violation('hdd-sliced', `drive ${leg.drive} is an HDD`));
  if (!isInside(leg, drive.capacityBytes)) {
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

function verifySurvival(drives: Found, placement: Placement, required: RequiredOfPlacement): readonly Violation[] {
  const pairs = pairsOf(placement);
  return [...new Set([...placement.survives, ...required.survives])].flatMap((level) =>
    pairs.every(([a, b]) => differs(domainAt(drives, a, level), domainAt(drives, b, level)))
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
  // There may be many homes and many legs, and few domains that the legs lie in.
  const domains = [...new Set(placement.legs.map((leg) => drives.get(leg.drive)?.enclosure.bandwidthDomain))];
  return placement.reachableFrom.flatMap((home) => {
    const reaches = configuration.topology.bandwidthDomains.get(home)?.reaches;
    const reached = domains.every((domain) => domain !== undefined && reaches?.has(domain) === true);
    return reached ? [] : [violation('out-of-reach', `nodes in ${home} do not reach every leg`)];
  });
}
