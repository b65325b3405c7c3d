import type { BackendObject, BackendLimits, EnclosureObject, TopologyObject } from '../../schemas/generated/types.ts';
import { formatBandwidth } from '../model/bandwidth.ts';
import { formatBytes, formatGiB, gib, gibToBytes, parseQuantity } from '../model/capacity.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import type { Finding } from '../model/finding.ts';
import type { PlannedVolume } from '../model/plan.ts';
import type { InTurns } from '../model/turns.ts';
import { count, volumesText } from './volumes-text.ts';

/**
 * Warns of bandwidth domains, backends and pools of which volumes would have more than is declared. Nothing moves for
 * it, so this refuses nothing; what runs like that is not told anew.
 */
export function* standingGates(
  live: readonly DeclaredObject[],
  desired: readonly DeclaredObject[],
  volumes: readonly PlannedVolume[],
): InTurns<readonly Finding[]> {
  const held = volumes.filter(({ phase }) => phase.kind !== 'releasing');
  const before = new Set((yield* overdrawn(live, held)).map(({ message }) => message));
  return (yield* overdrawn(desired, held)).filter(({ message }) => !before.has(message));
}

function* overdrawn(
  objects: readonly DeclaredObject[],
  volumes: readonly PlannedVolume[],
): InTurns<readonly Finding[]> {
  const findings = [...shortDomains(objects, volumes)];
  yield;
  for (const backend of objects.filter(isBackend)) findings.push(...(yield* limitsOver(objects, volumes, backend)));
  return findings;
}

const isEnclosure = (object: DeclaredObject): object is EnclosureObject & DeclaredObject => object.kind === 'Enclosure';
const isBackend = (object: DeclaredObject): object is BackendObject & DeclaredObject => object.kind === 'Backend';
const isTopology = (object: DeclaredObject): object is TopologyObject & DeclaredObject => object.kind === 'Topology';

function shortDomains(objects: readonly DeclaredObject[], volumes: readonly PlannedVolume[]): readonly Finding[] {
  const homes = new Map(objects.filter(isEnclosure).map(({ metadata, spec }) => [metadata.name, spec.bandwidthDomain]));
  const reserved = new Map<string, { sum: number; readonly by: Set<PlannedVolume> }>();
  for (const volume of volumes) {
    if (volume.bandwidthPerLeg === undefined) continue;
    for (const { enclosure } of volume.legs) {
      const domain = homes.get(enclosure);
      if (domain === undefined) continue;
      const of = reserved.get(domain) ?? { sum: 0, by: new Set<PlannedVolume>() };
      of.sum += volume.bandwidthPerLeg;
      reserved.set(domain, { ...of, by: of.by.add(volume) });
    }
  }
  const declared = objects.filter(isTopology).flatMap(({ spec }) => spec.bandwidthDomains ?? []);
  return declared.flatMap(({ name, bandwidth }): readonly Finding[] => {
    const of = reserved.get(name);
    const speed = bandwidth === undefined ? undefined : parseQuantity(bandwidth);
    if (!of || speed === undefined || BigInt(of.sum) <= speed) return [];
    const verb = of.by.size === 1 ? 'has' : 'have';
    return [
      {
        code: 'plan/bandwidth-short',
        severity: 'warning',
        message: `${volumesText(of.by)} ${verb} reserved ${formatBandwidth(of.sum)} of bandwidth domain ${name}, which would have ${formatBandwidth(Number(speed))}`,
        help: 'volumes stay as they are; nothing more that reserves bandwidth is placed there until enough of them are gone',
      },
    ];
  });
}

function* limitsOver(
  objects: readonly DeclaredObject[],
  volumes: readonly PlannedVolume[],
  { metadata, spec }: BackendObject & DeclaredObject,
): InTurns<readonly Finding[]> {
  const own = volumes.filter(({ backend }) => backend === metadata.name);
  const findings = [...overLimits(`backend ${metadata.name}`, spec.limits, own)];
  for (const pool of spec.pools ?? []) {
    yield;
    if (pool.limits === undefined || own.length === 0) continue;
    const drives = yield* drivesIn(objects, pool);
    const inPool = own.filter(({ legs }) => legs.some(({ drive }) => drives.has(drive)));
    findings.push(...overLimits(`pool ${metadata.name}:${pool.name}`, pool.limits, inPool));
  }
  return findings.map((finding): Finding => ({ ...finding, object: { kind: 'Backend', name: metadata.name } }));
}

function* drivesIn(
  objects: readonly DeclaredObject[],
  { storageGroups, requiredTags = [] }: NonNullable<BackendObject['spec']['pools']>[number],
): InTurns<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { spec } of objects.filter(isEnclosure)) {
    if (storageGroups?.includes(spec.storageGroup) === false) continue;
    for (const { id, tags = [] } of spec.drives) if (requiredTags.every((tag) => tags.includes(tag))) found.add(id);
    yield;
  }
  return found;
}

const STAY = 'they stay as they are; it takes no more until enough of them are gone';

function overLimits(
  of: string,
  { maxVolumes, maxTotalSize = '' }: BackendLimits = {},
  volumes: readonly PlannedVolume[],
): readonly Finding[] {
  const total = parseQuantity(maxTotalSize);
  const size = gib(volumes.reduce((sum, volume) => sum + volume.size, 0));
  const over: string[] = [];
  if (maxVolumes !== undefined && volumes.length > maxVolumes) {
    over.push(`${of} has ${count(volumes.length, 'volume')}, more than limits.maxVolumes of ${String(maxVolumes)}`);
  }
  if (total !== undefined && gibToBytes(size) > total) {
    over.push(`volumes of ${of} have ${formatGiB(size)}, more than limits.maxTotalSize of ${formatBytes(total)}`);
  }
  return over.map((message) => ({ code: 'plan/over-limit', severity: 'warning', message, help: STAY }));
}
