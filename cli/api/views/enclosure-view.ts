import type { Enclosure, Portal } from '../../../core/model/inventory.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { driveUses } from './drive-view.ts';

/** An enclosure as the API shows it; its drives are listed on their own. */
export interface EnclosureView {
  readonly name: string;
  readonly storageGroup: string;
  /** Level ▶ domain. */
  readonly domains: Readonly<Record<string, string>>;
  readonly bandwidthDomain?: string;
  readonly portals: readonly Portal[];
  readonly drives: number;
  /** Drives that hold legs. */
  readonly drivesInUse: number;
  /** Of all its drives; a decimal number of bytes, as text. */
  readonly capacity: string;
}

/** Shows enclosures of one snapshot. */
export function enclosureViewer({ volumes }: ApiSnapshot): (enclosure: Enclosure) => EnclosureView {
  const uses = driveUses(volumes);
  return ({ name, storageGroup, domains, bandwidthDomain, portals, drives }) => ({
    name,
    storageGroup,
    domains: Object.fromEntries(domains),
    ...(bandwidthDomain === undefined ? {} : { bandwidthDomain }),
    portals,
    drives: drives.length,
    drivesInUse: drives.filter(({ id }) => uses.has(id)).length,
    capacity: drives.reduce((sum, { capacityBytes }) => sum + capacityBytes, 0n).toString(),
  });
}
