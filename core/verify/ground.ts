import type { Configuration } from '../model/configuration.ts';
import type { BackendName, BandwidthDomainName, DriveId, StorageGroupName } from '../model/ids.ts';
import type { Backend, Drive, Enclosure, Node } from '../model/inventory.ts';
import { drain } from '../model/turns.ts';
import type { InTurns } from '../model/turns.ts';

/** What a configuration declares, to look up: made once for each, so that a check takes no walk over the inventory. */
export interface Ground {
  readonly configuration: Configuration;
  readonly drives: ReadonlyMap<DriveId, FoundDrive>;
  readonly backends: ReadonlyMap<BackendName, Backend>;
  /** The backend whose drives those of a storage group are. */
  readonly owners: ReadonlyMap<StorageGroupName, BackendName>;
  /** Where nodes of a bandwidth domain stand, each place once. */
  readonly nodesIn: ReadonlyMap<BandwidthDomainName, readonly Node['domains'][]>;
}

export interface FoundDrive {
  readonly drive: Drive;
  readonly enclosure: Enclosure;
}

export const groundOf = (configuration: Configuration): Ground => drain(groundInTurns(configuration));

/** The same, an enclosure at a time. */
export function* groundInTurns(configuration: Configuration): InTurns<Ground> {
  const drives = new Map<DriveId, FoundDrive>();
  for (const enclosure of configuration.enclosures) {
    for (const drive of enclosure.drives) drives.set(drive.id, { drive, enclosure });
    yield;
  }
  return {
    configuration,
    drives,
    backends: new Map(configuration.backends.map((backend) => [backend.name, backend])),
    owners: ownersIn(configuration),
    nodesIn: placesOfNodes([...configuration.topology.nodes.values()]),
  };
}

/** Who names a storage group has it; the one who names none has the rest. */
function ownersIn({ backends, enclosures }: Configuration): ReadonlyMap<StorageGroupName, BackendName> {
  const owners = new Map<StorageGroupName, BackendName>();
  let ofTheRest: BackendName | undefined;
  for (const { name, driver } of backends) {
    if (driver.kind !== 'composable') continue;
    if (driver.storageGroups === undefined) ofTheRest ??= name;
    for (const group of driver.storageGroups ?? []) owners.set(group, name);
  }
  if (ofTheRest === undefined) return owners;
  for (const { storageGroup } of enclosures) {
    if (!owners.has(storageGroup)) owners.set(storageGroup, ofTheRest);
  }
  return owners;
}

function placesOfNodes(nodes: readonly Node[]): ReadonlyMap<BandwidthDomainName, readonly Node['domains'][]> {
  const places = new Map<BandwidthDomainName, Map<string, Node['domains']>>();
  for (const { bandwidthDomain, domains } of nodes) {
    if (bandwidthDomain === undefined) continue;
    const inDomain = places.get(bandwidthDomain) ?? new Map<string, Node['domains']>();
    places.set(bandwidthDomain, inDomain.set(JSON.stringify([...domains]), domains));
  }
  return new Map([...places].map(([home, inDomain]) => [home, [...inDomain.values()]]));
}
