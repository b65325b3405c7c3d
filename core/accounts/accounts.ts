import type { BandwidthConstraint, DriveConstraint } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { GiB } from '../model/capacity.ts';
import type { BackendName, BandwidthDomainName, StorageGroupName, VolumeId } from '../model/ids.ts';
import type { PlacedLeg, Volume } from '../model/volume.ts';
import { seatOf } from '../placement/inventory-index.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';
import { ownersOfStorageGroups } from '../placement/pools.ts';
import { charge, discharge, hasLimit, talliesFor, talliesOf } from './tallies.ts';
import type { BackendTallies, Tally } from './tallies.ts';
import { openUplinks, release, reserve } from './uplinks.ts';
import type { Uplinks } from './uplinks.ts';
import { workloadOfVolume } from './workload.ts';

/**
 * What volumes have beside drives: their part of limits and of uplinks, and which of them belong to one workload. Opened
 * for one configuration; changes by {@link bookVolume} and {@link unbookVolume} alone, and always equals a count of all
 * volumes. Volumes that are being released have nothing of it.
 */
export interface Accounts {
  readonly index: InventoryIndex;
  readonly owners: ReadonlyMap<StorageGroupName, BackendName>;
  readonly tallies: ReadonlyMap<BackendName, BackendTallies>;
  /** Those of them that have a limit. */
  readonly limited: readonly Tally[];
  readonly uplinks: Uplinks;
  /** By namespace and name: where the volumes of each lie. */
  readonly workloads: Map<string, Map<VolumeId, readonly DriveClass[]>>;
  readonly entries: Map<VolumeId, Entry>;
  /** What was made of it, the same as long as it says the same: the search keeps what it makes of constraints. */
  readonly made: Map<string, DriveConstraint | BandwidthConstraint>;
}

/** A volume, as far as accounts look at it. */
export interface BookedVolume extends Pick<
  Volume,
  'id' | 'phase' | 'size' | 'backend' | 'claim' | 'workload' | 'bandwidthPerLeg'
> {
  readonly legs: readonly Pick<PlacedLeg, 'drive'>[];
}

/** What one volume has. */
interface Entry {
  readonly size: GiB;
  readonly tallies: readonly Tally[];
  readonly domains: readonly BandwidthDomainName[];
  readonly perLeg: number;
  readonly workload: string | undefined;
}

export function openAccounts(index: InventoryIndex): Accounts {
  const { configuration } = index;
  const tallies = talliesFor(configuration.backends);
  return {
    index,
    owners: ownersOfStorageGroups(configuration),
    tallies,
    limited: [...tallies.values()].flatMap(({ whole, pools }) => [whole, ...pools].filter(hasLimit)),
    uplinks: openUplinks(configuration.topology),
    workloads: new Map(),
    entries: new Map(),
    made: new Map(),
  };
}

/** Counts the volume as it is now, whatever was counted of it before. */
export function bookVolume(accounts: Accounts, volume: BookedVolume): void {
  unbookVolume(accounts, volume.id);
  if (volume.phase.kind === 'releasing') return;
  const drives = drivesUnder(accounts.index, volume.legs);
  const entry: Entry = {
    size: sizeOf(volume),
    tallies: talliesOf(accounts.tallies.get(volume.backend), drives),
    domains: drives.flatMap(({ bandwidthDomain }) => bandwidthDomain ?? []),
    perLeg: volume.bandwidthPerLeg ?? 0,
    workload: workloadOfVolume(volume),
  };
  accounts.entries.set(volume.id, entry);
  for (const tally of entry.tallies) charge(tally, entry.size);
  for (const domain of entry.domains) reserve(accounts.uplinks, domain, entry.perLeg);
  if (entry.workload !== undefined) join(accounts, entry.workload, volume.id, drives);
}

export function unbookVolume(accounts: Accounts, id: VolumeId): void {
  const entry = accounts.entries.get(id);
  if (!entry) return;
  accounts.entries.delete(id);
  for (const tally of entry.tallies) discharge(tally, entry.size);
  for (const domain of entry.domains) release(accounts.uplinks, domain, entry.perLeg);
  if (entry.workload !== undefined) part(accounts, entry.workload, id);
}

/** What a volume counts as: what it grows to, where it grows. */
const sizeOf = ({ phase, size }: BookedVolume): GiB => (phase.kind === 'expanding' ? phase.target : size);

/** One for each leg; a drive that the configuration no longer has lies nowhere. */
export const drivesUnder = (index: InventoryIndex, legs: readonly Pick<PlacedLeg, 'drive'>[]): readonly DriveClass[] =>
  legs.flatMap(({ drive }) => seatOf(index, drive)?.cohort.drives ?? []);

function join({ workloads }: Accounts, workload: string, id: VolumeId, drives: readonly DriveClass[]): void {
  const members = workloads.get(workload) ?? new Map<VolumeId, readonly DriveClass[]>();
  workloads.set(workload, members.set(id, drives));
}

function part({ workloads }: Accounts, workload: string, id: VolumeId): void {
  const members = workloads.get(workload);
  members?.delete(id);
  if (members?.size === 0) workloads.delete(workload);
}
