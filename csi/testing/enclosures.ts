import type { DriveId, EnclosureName, StorageGroupName } from '../../core/model/ids.ts';
import type { Drive, Enclosure } from '../../core/model/inventory.ts';

/** An SSD of so many GiB between its partition tables. */
export const ssd = (id: string, partitionable: number): Drive => ({
  id: id as DriveId,
  mediaType: 'SSD',
  protocol: 'NVMe',
  rotationSpeedRPM: 0,
  capacityBytes: BigInt(partitionable + 2) * 2n ** 30n,
  tags: [],
  state: 'enabled',
});

/** An enclosure that exports by NVMe/TCP alone. */
export const enclosureOf = (name: string, drives: readonly Drive[]): Enclosure => ({
  name: name as EnclosureName,
  storageGroup: 'sg-a' as StorageGroupName,
  domains: new Map(),
  bandwidthDomain: undefined,
  portals: [{ transport: 'nvmetcp', address: '192.0.2.1', port: 4420 }],
  drives,
});

export const declared = (...enclosures: readonly Enclosure[]) => {
  const byName = new Map(enclosures.map((enclosure) => [enclosure.name, enclosure]));
  return () => byName;
};
