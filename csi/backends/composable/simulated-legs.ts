import { formatGiB } from '../../../core/model/capacity.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../../../core/model/format.ts';
import type { DriveId, EnclosureName, LegId, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Drive } from '../../../core/model/inventory.ts';
import type { Extent } from '../../../core/model/volume.ts';
import type { Store, Write } from '../../../store/store.ts';
import { exportNamed } from '../../export-address.ts';
import { failed } from '../../outcome.ts';
import type { Failure } from '../../outcome.ts';
import { recordFormat } from '../../records.ts';
import type { RecordFormat } from '../../records.ts';
import type { SimulatedFabric } from '../../simulation/fabric.ts';
import { wipeContent } from '../../simulation/leg-contents.ts';
import type { EnclosureErrorCode, ObservedExport, ObservedLeg } from './enclosure-host.ts';

/** What partition tables and export configuration would hold, in the store. */
export interface SimulatedLegs {
  leg(drive: DriveId, leg: LegId): Promise<SimulatedLeg | undefined>;
  onDrive(drive: DriveId): Promise<readonly SimulatedLeg[]>;
  exportOf(leg: LegId, publication: PublicationId): Promise<SimulatedExport | undefined>;
  exportsOf(leg: LegId): Promise<readonly SimulatedExport[]>;
  /** On whatever enclosure. */
  exportedBy(publication: PublicationId): Promise<readonly SimulatedExport[]>;
}

export interface SimulatedLeg extends ObservedLeg {
  /** It is to be filled, and is not filled yet. */
  readonly toFill?: boolean;
}

export interface SimulatedExport extends ObservedExport {
  /** Kept with the export: a drive that is declared no more must not keep its exports from being destroyed. */
  readonly enclosure: EnclosureName;
}

const legRecord = recordFormat<SimulatedLeg>('simulated legs', 1);
const exportRecord = recordFormat<SimulatedExport>('simulated exports', 1);
const legKey = (drive: DriveId, leg: LegId): string => `simulated/leg/${drive}/${leg}`;
const exportKey = (leg: LegId, publication: PublicationId): string => `simulated/export/${leg}/${publication}`;
const publicationKey = (publication: PublicationId, leg: LegId): string =>
  `simulated/publication/${publication}/${leg}`;

export const simulatedLegsIn = (store: Store): SimulatedLegs => {
  const get = async <Value extends object>(record: RecordFormat<Value>, key: string): Promise<Value | undefined> => {
    const entry = await store.get(key);
    return entry && record.read(entry);
  };
  const list = async <Value extends object>(record: RecordFormat<Value>, prefix: string): Promise<readonly Value[]> =>
    (await store.list(prefix)).map((entry) => record.read(entry));
  return {
    leg: (drive, leg) => get(legRecord, legKey(drive, leg)),
    onDrive: (drive) => list(legRecord, `simulated/leg/${drive}/`),
    exportOf: (leg, publication) => get(exportRecord, exportKey(leg, publication)),
    exportsOf: (leg) => list(exportRecord, `simulated/export/${leg}/`),
    exportedBy: (publication) => list(exportRecord, `simulated/publication/${publication}/`),
  };
};

/** Lets simulated nodes reach what simulated enclosures export, and nothing else. */
export const simulatedFabricOf = (legs: SimulatedLegs): SimulatedFabric => ({
  reach: async ({ target }, node: NodeName) => {
    const named = exportNamed(target);
    const found = named && (await legs.exportOf(named.leg, named.publication));
    return found?.address.target === target && found.node === node ? found.leg : undefined;
  },
});

export const writeLeg = (leg: SimulatedLeg): Write[] => [legRecord.put(legKey(leg.drive, leg.leg), leg)];

/** A new leg is blank, whatever stood there before. */
export const cutBlankLeg = (leg: SimulatedLeg): Write[] => [...writeLeg(leg), ...wipeContent(leg.leg)];

export const wipeLeg = ({ drive, leg }: ObservedLeg): Write[] => [
  { kind: 'delete', key: legKey(drive, leg) },
  ...wipeContent(leg),
];

/** Found by the leg and by the publication: two keys that always go together. */
export const writeExport = (made: SimulatedExport): Write[] => [
  exportRecord.put(exportKey(made.leg, made.publication), made),
  exportRecord.put(publicationKey(made.publication, made.leg), made),
];

export const destroyExport = ({ leg, publication }: ObservedExport): Write[] => [
  { kind: 'delete', key: exportKey(leg, publication) },
  { kind: 'delete', key: publicationKey(publication, leg) },
];

/** Why a leg cannot lie there; `undefined` where it can. */
export function extentProblem(
  drive: Drive,
  others: readonly ObservedLeg[],
  extent: Extent,
): Failure<EnclosureErrorCode> | undefined {
  const end = extent.start + extent.length;
  const limit = FIRST_EXTENT_GIB + partitionableGiB(drive.capacityBytes);
  const whole = Number.isSafeInteger(extent.start) && Number.isSafeInteger(extent.length);
  if (!whole || extent.length < 1 || extent.start < FIRST_EXTENT_GIB || end > limit) {
    const room = `from ${formatGiB(FIRST_EXTENT_GIB)} to ${String(limit)} GiB`;
    return failed('outside-drive', `drive ${drive.id} can be cut ${room}, in whole GiB; not ${spoken(extent)}`);
  }
  const other = others.find((leg) => leg.extent.start < end && extent.start < leg.extent.start + leg.extent.length);
  if (!other) return undefined;
  const where = `leg ${other.leg} of volume ${other.volume}`;
  return failed('overlap', `${spoken(extent)} of drive ${drive.id} overlaps ${where} at ${spoken(other.extent)}`);
}

const spoken = ({ start, length }: Extent): string => `${String(length)} GiB from ${String(start)}`;

export const isLegOf = (leg: ObservedLeg, volume: VolumeId): boolean => leg.volume === volume;

export const sameExtent = (one: Extent, other: Extent): boolean =>
  one.start === other.start && one.length === other.length;
