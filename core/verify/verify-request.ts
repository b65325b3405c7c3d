/** What a request asks of a placement, by its size, its class and where it is used. */
import { gibToBytes } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { BandwidthDomainName } from '../model/ids.ts';
import { encryptionSecretOf } from '../model/inventory.ts';
import type { Backend } from '../model/inventory.ts';
import type { Layout, PlacedLeg, Placement, TopologySegment, VolumeRequest } from '../model/volume.ts';
import type { FoundDrive, Ground } from './ground.ts';
import { isInPoolTaken } from './pool-taken.ts';
import { violation } from './violation.ts';
import type { Violation } from './violation.ts';

/** Every part of the request that the placement does not meet; what it says of itself is checked apart. */
export function verifyRequest(ground: Ground, request: VolumeRequest, placement: Placement): readonly Violation[] {
  const violations: Violation[] = [];
  const say: Say = (code, message) => violations.push(violation(code, message));
  const { parameters } = request;
  const backend = ground.backends.get(placement.backend);
  verifyBackend(placement, backend, parameters, say);
  verifySize(request, placement, backend, say);
  verifyLayout(parameters, placement, say);
  verifyStripes(request, placement, say);
  for (const leg of placement.legs) {
    const found = ground.drives.get(leg.drive);
    if (!found) continue;
    verifyDrive(parameters, leg, found, say);
    if (ground.owners.get(found.enclosure.storageGroup) !== placement.backend) {
      say('pool-not-taken', `drive ${leg.drive} is none of backend ${placement.backend}`);
    } else if (backend && !isInPoolTaken(backend, parameters.pools, found)) {
      say('pool-not-taken', `drive ${leg.drive} lies in no pool that the class takes`);
    }
  }
  verifyHomes(ground, request, placement, say);
  return violations;
}

type Say = (code: Violation['code'], message: string) => void;

function verifyBackend({ backend: name }: Placement, backend: Backend | undefined, asked: ClassParameters, say: Say) {
  if (backend?.driver.kind !== 'composable' || backend.state !== 'normal') {
    say('backend-takes-none', `backend ${name} takes no volumes`);
  } else if (asked.encrypt && !encryptionSecretOf(backend)) {
    say('no-key', `backend ${name} names no secret to derive a key from`);
  }
}

function verifySize({ size, parameters }: VolumeRequest, placement: Placement, backend: Backend | undefined, say: Say) {
  const bytes = gibToBytes(placement.size);
  const bounds: readonly (readonly [string, isBroken: boolean])[] = [
    ['what is asked for', placement.size < size.required],
    ['the limit', size.limit !== undefined && placement.size > size.limit],
    ['minVolumeSize', parameters.minVolumeBytes !== undefined && bytes < parameters.minVolumeBytes],
    ['maxVolumeSize', parameters.maxVolumeBytes !== undefined && bytes > parameters.maxVolumeBytes],
    ["the backend's limit", backend?.maxVolumeBytes !== undefined && bytes > backend.maxVolumeBytes],
  ];
  for (const [bound, isBroken] of bounds) {
    if (isBroken) say('size-out-of-range', `${String(placement.size)} GiB lie beyond ${bound}`);
  }
}

function verifyLayout(asked: ClassParameters, { layout, legs }: Placement, say: Say): void {
  if (!layoutsFor(asked).includes(layout)) say('layout-not-asked', `the class gives out no ${layout}`);
  if (layout === 'striped-mirror' && legs.length > asked.raidMaxDrives) {
    say('too-many-drives', `${String(legs.length)} drives are more than raidMaxDrives`);
  }
}

/** Counted here by itself: pairs of a striped mirror, and one of anything else. */
function verifyStripes({ stripes }: VolumeRequest, { layout, legs }: Placement, say: Say): void {
  const found = layout === 'striped-mirror' ? legs.length / 2 : 1;
  if (stripes === undefined || found === stripes) return;
  say(
    'layout-not-asked',
    `it lies over ${String(found)} stripes, and what it is to be filled with over ${String(stripes)}`,
  );
}

function layoutsFor({ type, redundancy, striping }: ClassParameters): readonly Layout[] {
  if (type === 'slice') return [redundancy ? 'mirrored-slice' : 'slice'];
  const onOne: Layout = redundancy ? 'mirror' : 'single';
  return striping ? [onOne, 'striped-mirror'] : [onOne];
}

function verifyDrive(asked: ClassParameters, { drive: id }: PlacedLeg, { drive, enclosure }: FoundDrive, say: Say) {
  const { type, rpm, requiredTags, excludedTags, storageGroups, transports } = asked;
  if ((drive.mediaType === 'HDD') !== (type === 'hdd')) say('media-not-asked', `drive ${id} is an ${drive.mediaType}`);
  if (type === 'hdd' && drive.rotationSpeedRPM < rpm) {
    say('too-slow', `drive ${id} turns at ${String(drive.rotationSpeedRPM)} rpm`);
  }
  for (const tag of requiredTags) if (!drive.tags.includes(tag)) say('lacks-tag', `drive ${id} is not tagged ${tag}`);
  for (const tag of drive.tags) {
    if (excludedTags.includes(tag)) say('has-excluded-tag', `drive ${id} is tagged ${tag}`);
  }
  if (storageGroups && !storageGroups.has(enclosure.storageGroup)) {
    say('storage-group-not-asked', `drive ${id} lies in storage group ${enclosure.storageGroup}`);
  }
  if (!enclosure.portals.some(({ transport }) => transports.includes(transport))) {
    say('no-allowed-transport', `drive ${id} is reached by no transport that the class allows`);
  }
}

/** The nodes of one bandwidth domain at least reach all of it, and of those that are asked for where some are. */
function verifyHomes(ground: Ground, { parameters, requisite }: VolumeRequest, placement: Placement, say: Say): void {
  const { bandwidthDomains } = ground.configuration.topology;
  if (parameters.softDomains || bandwidthDomains.size === 0) return;
  const homes = placement.reachableFrom;
  if (!homes) say('out-of-reach', 'it does not say which bandwidth domains reach it');
  else if (requisite.length > 0 && !homes.some((home) => requisite.some((segment) => liesIn(ground, home, segment)))) {
    say('out-of-reach', 'no bandwidth domain that is asked for reaches it');
  }
}

/** Whether the segment names the bandwidth domain, or the place of a node in it. */
function liesIn({ nodesIn }: Ground, home: BandwidthDomainName, segment: TopologySegment): boolean {
  const { bandwidthDomain, ...levels } = segment;
  if (bandwidthDomain !== undefined) return bandwidthDomain === home;
  const asked = Object.entries(levels);
  const places = nodesIn.get(home) ?? [];
  return places.some((domains) => asked.every(([level, name]) => domains.get(level as never) === name));
}
