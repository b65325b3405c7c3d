import { differencesOf } from '../../../core/model/drive-report.ts';
import type { DriveDifference, EnclosureReport } from '../../../core/model/drive-report.ts';
import type { DriveId, EnclosureName } from '../../../core/model/ids.ts';
import type { Drive, Enclosure } from '../../../core/model/inventory.ts';
import type { DriveStanding, ObservedDrive, ObservedLeg } from '../../../csi/backends/composable/enclosure-host.ts';
import type { EnclosureInventory } from '../../../csi/driver/drive-hosts.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { groupBy } from './group-by.ts';

/** An enclosure as its agent tells of it, beside what is declared. */
export interface FoundEnclosureView {
  readonly name: string;
  readonly declared: boolean;
  readonly state: 'attached' | 'not-answering';
  /** Where it does not answer: why. */
  readonly reason?: string;
  /** By id; empty where it does not answer. */
  readonly drives: readonly FoundDriveView[];
  /** Drives that are declared in it and were not found; empty where it does not answer. */
  readonly missing: readonly string[];
}

export interface FoundDriveView {
  readonly id: string;
  readonly mediaType: ObservedDrive['mediaType'];
  readonly protocol: ObservedDrive['protocol'];
  /** Left out: the drive does not say. 0 for SSDs. */
  readonly rotationSpeedRPM?: number;
  /** A decimal number of bytes, as text: JSON's numbers are not exact that far. */
  readonly capacity: string;
  /** Empty where the drive does not say; as it says it, whatever that is. */
  readonly model: string;
  readonly serialNumber: string;
  readonly standing: DriveStanding;
  /** The enclosure that declares it. Left out: none does. */
  readonly declaredIn?: string;
  /** What it is otherwise than declared; nothing where it is not declared. */
  readonly differences: readonly DriveDifference[];
  readonly legs: readonly FoundLegView[];
}

export interface FoundLegView {
  readonly id: string;
  /** The volume's id, as it stands on the drive. */
  readonly volume: string;
  readonly startGiB: number;
  readonly lengthGiB: number;
}

/** Shows what was found beside what one snapshot declares. */
export function foundViewer({ active, reports }: ApiSnapshot): (found: EnclosureInventory) => FoundEnclosureView {
  const declared = active?.configuration.enclosures ?? [];
  const byName = new Map<EnclosureName, Enclosure>(declared.map((enclosure) => [enclosure.name, enclosure]));
  const homes = new Map<DriveId, Home>(
    declared.flatMap(({ name, drives }) => drives.map((drive) => [drive.id, { enclosure: name, drive }] as const)),
  );
  return ({ name, observed }) => {
    const enclosure = byName.get(name);
    const about = { name, declared: enclosure !== undefined };
    if (observed.kind === 'error') {
      return { ...about, state: 'not-answering', reason: observed.message, drives: [], missing: [] };
    }
    const { drives, legs } = observed.value;
    const legsOf = groupBy(legs, ({ drive }) => drive);
    // Simulated hosts find what is declared, and tell nobody.
    const found: EnclosureReport = reports.get(name) ?? new Map(drives.map((drive) => [drive.id, drive]));
    return {
      ...about,
      state: 'attached',
      drives: [...drives]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((drive) => driveView(drive, found, homes.get(drive.id), legsOf.get(drive.id) ?? [])),
      missing: (enclosure?.drives ?? [])
        .map(({ id }) => id)
        .filter((id) => !found.has(id))
        .sort(),
    };
  };
}

/** Where a drive is declared, and as what. */
interface Home {
  readonly enclosure: EnclosureName;
  readonly drive: Drive;
}

const driveView = (
  drive: ObservedDrive,
  found: EnclosureReport,
  home: Home | undefined,
  legs: readonly ObservedLeg[],
): FoundDriveView => ({
  id: drive.id,
  mediaType: drive.mediaType,
  protocol: drive.protocol,
  ...(drive.rotationSpeedRPM === undefined ? {} : { rotationSpeedRPM: drive.rotationSpeedRPM }),
  capacity: drive.capacityBytes.toString(),
  model: drive.model,
  serialNumber: drive.serialNumber,
  standing: drive.standing,
  ...(home ? { declaredIn: home.enclosure } : {}),
  differences: home ? differencesOf(home.drive, found) : [],
  legs: legs.map(legView),
});

const legView = ({ leg, volume, extent }: ObservedLeg): FoundLegView => ({
  id: leg,
  volume,
  startGiB: extent.start,
  lengthGiB: extent.length,
});
