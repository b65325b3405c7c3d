import { gib } from '../../model/capacity.ts';
import type { BackendName, DriveId, EnclosureName, LegId, PoolName, VolumeId } from '../../model/ids.ts';
import { NO_LIMITS } from '../../model/inventory.ts';
import type { Backend, Pool, VolumeLimits } from '../../model/inventory.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Volume } from '../../model/volume.ts';
import { inventoryOf } from '../../placement/testing/inventory.ts';

/** A volume on drives `e-000` of enclosures `e`. */
export function volumeOn(
  drives: readonly string[],
  changes: Partial<Omit<Volume, 'id'>> & { readonly id: string },
): Volume {
  const legs = drives.map((drive, at) => ({
    id: `${changes.id}-${String(at)}` as LegId,
    drive: drive as DriveId,
    enclosure: (drive.split('-')[0] ?? '') as EnclosureName,
    extent: { start: gib(1), length: gib(1) },
    stranded: gib(0),
  }));
  const layout = drives.length === 1 ? 'single' : drives.length === 2 ? 'mirror' : 'striped-mirror';
  const { id, ...rest } = changes;
  return {
    ...({ name: `pvc-${id}`, phase: { kind: 'ready' }, size: gib(10), backend: 'main', layout } as Volume),
    legs,
    ...rest,
    id: id as VolumeId,
  };
}

const poolOf = (name: string, tag: string | undefined, limits: Partial<VolumeLimits> = {}): Pool => ({
  ...{ name: name as PoolName, labels: new Map(), storageGroups: undefined },
  ...{ requiredTags: tag === undefined ? [] : [tag], ...NO_LIMITS, ...limits },
});

export interface Limits {
  readonly backend?: Partial<VolumeLimits>;
  /** Of the pool of drives that are tagged gold; the other pool takes all drives. */
  readonly gold?: Partial<VolumeLimits>;
}

/**
 * Enclosures a to d: a and b in rack r0 and row-0, c and d in r1 and row-1; of the three HDDs of each the first is tagged
 * gold, and there is an SSD. row-0 carries 10 Gbit/s, row-1 does not say.
 */
export function smallFleet(limits: Limits = {}): Configuration {
  const configuration = inventoryOf(
    ['a', 'b', 'c', 'd'].map((name, at) => ({
      name,
      group: `sg-${name}`,
      rack: at < 2 ? 'r0' : 'r1',
      bandwidth: at < 2 ? 'row-0' : 'row-1',
      drives: [{ size: 100, tags: ['gold'] }, { size: 80 }, { size: 60 }, { size: 50, media: 'SSD' }],
    })),
    { bandwidthDomains: { 'row-0': ['row-1'], 'row-1': ['row-0'] } },
  );
  const [main] = configuration.backends;
  if (!main) throw new Error('the inventory has no backend');
  const backend: Backend = {
    ...main,
    name: 'main' as BackendName,
    pools: [poolOf('gold', 'gold', limits.gold), poolOf('all', undefined)],
    ...limits.backend,
  };
  const bandwidthDomains = new Map(
    [...configuration.topology.bandwidthDomains].map(([name, domain]) => [
      name,
      { ...domain, bitsPerSecond: name === 'row-0' ? 10_000_000_000n : undefined },
    ]),
  );
  return { ...configuration, backends: [backend], topology: { ...configuration.topology, bandwidthDomains } };
}
