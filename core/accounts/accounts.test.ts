import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { Volume, VolumePhase } from '../model/volume.ts';
import { buildInventoryIndex } from '../placement/inventory-index.ts';
import { bookVolume, openAccounts, unbookVolume } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { smallFleet, volumeOn } from './testing/volumes.ts';

const CONFIGURATION = smallFleet({ backend: { maxVolumes: 4 } });
const DRIVES = [...CONFIGURATION.enclosures.flatMap(({ drives }) => drives.map(({ id }) => id as string)), 'gone-000'];

const phases = fc.oneof(
  fc.constantFrom<VolumePhase>({ kind: 'creating' }, { kind: 'ready' }, { kind: 'releasing' }),
  fc.integer({ min: 10, max: 20 }).map((target): VolumePhase => ({ kind: 'expanding', target: gib(target) })),
);

/** A volume as it comes to be, or that it is gone. */
const changes = fc.record({
  id: fc.nat(5).map(String),
  drives: fc.uniqueArray(fc.constantFrom(...DRIVES), { minLength: 1, maxLength: 4 }),
  size: fc.integer({ min: 1, max: 9 }).map(gib),
  phase: phases,
  backend: fc.constantFrom('main', 'main', 'gone'),
  bandwidthPerLeg: fc.constantFrom(undefined, 1, 7_000_000_000),
  claim: fc.constantFrom(undefined, 'data-db-0', 'data-db-1', 'data'),
  namespace: fc.constantFrom('blue', 'green'),
  workload: fc.constantFrom(undefined, 'db'),
  isGone: fc.boolean(),
});

/** What is shown of accounts, in an order of its own. */
const shown = ({ tallies, uplinks, workloads, entries }: Accounts): unknown => ({
  tallies: [...tallies.values()].flatMap(({ whole, pools }) =>
    [whole, ...pools].map(({ name, volumes, size }) => `${name} ${String(volumes)} ${String(size)}`),
  ),
  reserved: [...uplinks.reserved].sort(),
  left: [...uplinks.left].sort(),
  workloads: [...workloads].map(([key, members]) => `${key}: ${[...members.keys()].sort().join()}`).sort(),
  entries: entries.size,
});

/** The same, counted over all volumes by nothing but what they say. */
function recounted(volumes: readonly Volume[]): unknown {
  const alive = volumes.filter(({ phase }) => phase.kind !== 'releasing');
  const drives = new Map(
    CONFIGURATION.enclosures.flatMap((box) => box.drives.map((drive) => [drive.id, { box, drive }] as const)),
  );
  const sizeOf = ({ phase, size }: Volume): number => (phase.kind === 'expanding' ? phase.target : size);
  const tally = (name: string, counts: (volume: Volume) => boolean): string => {
    const counted = alive.filter((volume) => volume.backend === 'main' && counts(volume));
    return `${name} ${String(counted.length)} ${String(counted.reduce((sum, volume) => sum + sizeOf(volume), 0))}`;
  };
  const on = (volume: Volume, tag?: string): boolean =>
    volume.legs.some(({ drive }) => {
      const tags = drives.get(drive)?.drive.tags;
      return tags !== undefined && (tag === undefined || tags.includes(tag));
    });
  const reserved = new Map<string, number>();
  for (const { legs, bandwidthPerLeg = 0 } of alive) {
    for (const { drive } of legs) {
      const domain = drives.get(drive)?.box.bandwidthDomain;
      if (domain && bandwidthPerLeg > 0) reserved.set(domain, (reserved.get(domain) ?? 0) + bandwidthPerLeg);
    }
  }
  const workloads = new Map<string, string[]>();
  for (const { id, claim, workload } of alive) {
    if (!claim) continue;
    const key = `${claim.namespace}/${workload ?? claim.name.replace(/-\d$/, '')}`;
    workloads.set(key, [...(workloads.get(key) ?? []), id]);
  }
  return {
    tallies: [
      tally('backend main', () => true),
      tally('pool main:gold', (volume) => on(volume, 'gold')),
      tally('pool main:all', (volume) => on(volume)),
    ],
    reserved: [...reserved].sort(),
    left: [['row-0', 10_000_000_000 - (reserved.get('row-0') ?? 0)]],
    workloads: [...workloads].map(([key, ids]) => `${key}: ${ids.sort().join()}`).sort(),
    entries: alive.length,
  };
}

it('equal a count of all volumes after each change', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 25 }), (story) => {
      const accounts = openAccounts(buildInventoryIndex(CONFIGURATION));
      const volumes = new Map<string, Volume>();
      for (const { id, drives, isGone, claim, namespace, workload, bandwidthPerLeg, backend, ...rest } of story) {
        const volume = volumeOn(drives, {
          ...{ id, ...rest, backend: backend as never },
          ...(claim === undefined ? {} : { claim: { namespace, name: claim } }),
          ...(workload === undefined ? {} : { workload }),
          ...(bandwidthPerLeg === undefined ? {} : { bandwidthPerLeg }),
        });
        if (isGone) {
          volumes.delete(id);
          unbookVolume(accounts, volume.id);
        } else {
          volumes.set(id, volume);
          bookVolume(accounts, volume);
        }
        expect(shown(accounts)).toEqual(recounted([...volumes.values()]));
      }
    }),
    { numRuns: 300, seed: 20261128 },
  );
});
