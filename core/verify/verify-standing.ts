/** What the volumes there are leave to one more: by limits, of uplinks, and beside others of its workload. */
import { mediaRate } from '../model/bandwidth.ts';
import { gibToBytes } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { WorkloadLevel } from '../model/class.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { BackendName, BandwidthDomainName, LevelName, PoolName } from '../model/ids.ts';
import type { VolumeLimits } from '../model/inventory.ts';
import type { PlacedLeg, Placement, VolumeRequest } from '../model/volume.ts';
import type { FoundDrive, Ground } from './ground.ts';
import { isInPool } from './pool-taken.ts';
import { violation } from './violation.ts';
import type { Violation } from './violation.ts';

/** What others have, as somebody counted it: not the one that searched. */
export interface Standing {
  /** Of the workload of the request; `undefined` where it is not known. */
  readonly siblings: readonly { readonly legs: readonly PlacedLeg[] }[] | undefined;
  /** Bits per second. */
  readonly reservedOf: (domain: BandwidthDomainName) => number;
  /** Of a backend as a whole, or of one of its pools. */
  readonly usedOf: (backend: BackendName, pool?: PoolName) => { readonly volumes: number; readonly size: number };
  /** What each leg of the new volume reserves, in bits per second. */
  readonly bandwidthPerLeg: number;
}

export function verifyStanding(
  ground: Ground,
  request: VolumeRequest,
  placement: Placement,
  standing: Standing,
): readonly Violation[] {
  const { workloadSpread, workloadAffinity } = request.parameters;
  return [
    ...verifyLimits(ground, placement, standing),
    ...verifyReservation(ground, request, placement, standing),
    ...verifyUplinks(ground, placement, standing),
    ...verifyWorkload(ground, placement, standing.siblings, workloadSpread, 'apart'),
    ...verifyWorkload(ground, placement, standing.siblings, workloadAffinity, 'together'),
  ];
}

const drivesOf = ({ drives }: Ground, legs: readonly PlacedLeg[]): readonly FoundDrive[] =>
  legs.flatMap(({ drive }) => drives.get(drive) ?? []);

function verifyLimits(ground: Ground, placement: Placement, { usedOf }: Standing): readonly Violation[] {
  const backend = ground.backends.get(placement.backend);
  if (!backend) return [];
  const drives = drivesOf(ground, placement.legs);
  const pools = backend.pools.filter((pool) => drives.some((found) => isInPool(pool, found)));
  return [
    ...overLimits(backend, usedOf(backend.name), placement.size, `backend ${backend.name}`),
    ...pools.flatMap((pool) =>
      overLimits(pool, usedOf(backend.name, pool.name), placement.size, `pool ${backend.name}:${pool.name}`),
    ),
  ];
}

function overLimits(
  { maxVolumeBytes, maxVolumes, maxTotalBytes }: VolumeLimits,
  used: { readonly volumes: number; readonly size: number },
  size: GiB,
  of: string,
): readonly Violation[] {
  const found: Violation[] = [];
  const say = (limit: string): number => found.push(violation('over-limit', `it goes past ${limit} of ${of}`));
  if (maxVolumeBytes !== undefined && gibToBytes(size) > maxVolumeBytes) say('maxVolumeSize');
  if (maxVolumes !== undefined && used.volumes + 1 > maxVolumes) say('maxVolumes');
  if (maxTotalBytes !== undefined && gibToBytes((used.size + size) as GiB) > maxTotalBytes) say('maxTotalSize');
  return found;
}

/** The legs together deliver what is promised of the volume, and each what its drive does where that is asked. */
function verifyReservation(
  ground: Ground,
  { parameters: { reserveBandwidth } }: VolumeRequest,
  { layout, legs }: Placement,
  { bandwidthPerLeg }: Standing,
): readonly Violation[] {
  switch (reserveBandwidth.kind) {
    case 'none':
      return [];
    case 'volume': {
      const holding = layout === 'striped-mirror' ? legs.length / 2 : 1;
      const isEnough = bandwidthPerLeg * holding >= reserveBandwidth.bitsPerSecond;
      return isEnough ? [] : [violation('too-little-reserved', 'its legs together reserve less than the class asks')];
    }
    case 'media':
      return drivesOf(ground, legs).flatMap(({ drive }) =>
        mediaRate(drive) <= bandwidthPerLeg
          ? []
          : [violation('too-little-reserved', `drive ${drive.id} delivers more than its leg reserves`)],
      );
  }
}

function verifyUplinks(
  ground: Ground,
  { legs }: Placement,
  { bandwidthPerLeg, reservedOf }: Standing,
): readonly Violation[] {
  if (bandwidthPerLeg === 0) return [];
  const added = new Map<BandwidthDomainName, number>();
  for (const { enclosure } of drivesOf(ground, legs)) {
    const domain = enclosure.bandwidthDomain;
    if (domain !== undefined) added.set(domain, (added.get(domain) ?? 0) + bandwidthPerLeg);
  }
  return [...added].flatMap(([domain, bits]) => {
    const declared = ground.configuration.topology.bandwidthDomains.get(domain)?.bitsPerSecond;
    if (declared === undefined || BigInt(reservedOf(domain) + bits) <= declared) return [];
    return [violation('over-bandwidth', `more is reserved of bandwidth domain ${domain} than its uplink carries`)];
  });
}

function verifyWorkload(
  ground: Ground,
  { legs }: Placement,
  siblings: Standing['siblings'],
  asked: WorkloadLevel | undefined,
  kind: 'apart' | 'together',
): readonly Violation[] {
  if (asked?.required !== true) return [];
  const { level } = asked;
  if (!siblings) return [violation('workload-unknown', `nobody knows which volumes to keep ${kind} in ${level}`)];
  const theirs = new Set(siblings.flatMap((sibling) => domainsOf(ground, sibling.legs, level)));
  theirs.delete(undefined);
  if (theirs.size === 0) return [];
  return domainsOf(ground, legs, level).flatMap((domain) => {
    if (domain === undefined) return [violation('workload-domain', `a leg lies in no known domain of level ${level}`)];
    if (theirs.has(domain) === (kind === 'together')) return [];
    return [violation('workload-domain', `a leg lies in ${domain}, not ${kind} with others of level ${level}`)];
  });
}

const domainsOf = ({ drives }: Ground, legs: readonly PlacedLeg[], level: LevelName): readonly (string | undefined)[] =>
  legs.map((leg) => {
    const enclosure = drives.get(leg.drive)?.enclosure;
    if (level === STORAGE_GROUP_LEVEL) return enclosure?.storageGroup;
    return level === ENCLOSURE_LEVEL ? enclosure?.name : enclosure?.domains.get(level);
  });
