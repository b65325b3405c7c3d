import { differencesOf } from '../../../core/model/drive-report.ts';
import type { DriveDifference } from '../../../core/model/drive-report.ts';
import type { DriveId } from '../../../core/model/ids.ts';
import type { Drive, Enclosure } from '../../../core/model/inventory.ts';
import type { Leg, Volume } from '../../../core/model/volume.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { usedBy } from './volume-view.ts';
import type { VolumeView } from './volume-view.ts';

/** A drive as the API shows it. */
export interface DriveView {
  readonly id: string;
  readonly enclosure: string;
  readonly storageGroup: string;
  readonly media: Drive['mediaType'];
  readonly protocol: Drive['protocol'];
  /** 0 for SSDs, and where it is unknown. */
  readonly rotationSpeedRPM: number;
  /** A decimal number of bytes, as text: JSON's numbers are not exact that far. */
  readonly capacity: string;
  readonly tags: readonly string[];
  readonly state: Drive['state'];
  /** What its agent found otherwise than declared, when it last told. */
  readonly differences: readonly DriveDifference[];
  /** `whole` drives belong to one volume, `sliced` ones to any number. */
  readonly use: 'blank' | 'whole' | 'sliced';
  /** What legs take of it, and what they strand. */
  readonly usedGiB: number;
  /** Names, those of volumes that are being released among them. */
  readonly volumes: readonly string[];
}

/** A drive in full. */
export interface DriveDetailView extends DriveView {
  /** In the order in which they lie on it. */
  readonly extents: readonly ExtentView[];
}

/** A part of a drive, and who uses it. */
export interface ExtentView extends Pick<VolumeView, 'claim' | 'kubernetes'> {
  /** Name of the volume, or of the snapshot. */
  readonly volume: string;
  readonly volumeId: string;
  readonly snapshot: boolean;
  readonly phase: Volume['phase']['kind'];
  readonly leg: string;
  readonly startGiB: number;
  readonly lengthGiB: number;
  /** Of a whole drive: what it keeps others from using. */
  readonly strandedGiB: number;
}

/** A drive with the box it is in. */
export interface PlacedDrive {
  readonly enclosure: Enclosure;
  readonly drive: Drive;
}

/** Every declared drive, by enclosure and id; enclosures come sorted by name. */
export function* drivesInOrder(enclosures: readonly Enclosure[]): Generator<PlacedDrive> {
  for (const enclosure of enclosures) {
    const drives = [...enclosure.drives].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const drive of drives) yield { enclosure, drive };
  }
}

/** Shows drives of one snapshot. */
export function driveViewer({ volumes, reports }: ApiSnapshot): (placed: PlacedDrive) => DriveView {
  const uses = driveUses(volumes);
  return ({ enclosure, drive }) => {
    const used = uses.get(drive.id) ?? BLANK;
    return {
      id: drive.id,
      enclosure: enclosure.name,
      storageGroup: enclosure.storageGroup,
      media: drive.mediaType,
      protocol: drive.protocol,
      rotationSpeedRPM: drive.rotationSpeedRPM,
      capacity: drive.capacityBytes.toString(),
      tags: drive.tags,
      state: drive.state,
      differences: differencesOf(drive, reports.get(enclosure.name)),
      use: used.use,
      usedGiB: used.usedGiB,
      volumes: [...used.volumes],
    };
  };
}

/** Shows one drive in full. */
export function driveDetailView(snapshot: ApiSnapshot, placed: PlacedDrive): DriveDetailView {
  const { enclosure, drive } = placed;
  const isHere = (leg: Leg): boolean => leg.drive === drive.id && leg.enclosure === enclosure.name;
  const volumes = snapshot.volumes.filter(({ legs }) => legs.some(isHere));
  const extents = volumes.flatMap((volume) =>
    volume.legs.filter(isHere).map((leg) => extentView(snapshot, volume, leg)),
  );
  return {
    ...driveViewer({ ...snapshot, volumes })(placed),
    extents: extents.sort((a, b) => a.startGiB - b.startGiB),
  };
}

const extentView = ({ cluster }: ApiSnapshot, volume: Volume, { id, extent, stranded }: Leg): ExtentView => ({
  volume: volume.name,
  volumeId: volume.id,
  snapshot: volume.snapshot !== undefined,
  phase: volume.phase.kind,
  leg: id,
  startGiB: extent.start,
  lengthGiB: extent.length,
  strandedGiB: stranded,
  ...(volume.snapshot ? {} : usedBy(cluster, volume)),
});

interface DriveUse {
  readonly use: DriveView['use'];
  readonly usedGiB: number;
  readonly volumes: ReadonlySet<string>;
}

const BLANK: DriveUse = { use: 'blank', usedGiB: 0, volumes: new Set() };

/** What the legs of volumes make of the drives that they lie on. */
export function driveUses(volumes: readonly Volume[]): ReadonlyMap<DriveId, DriveUse> {
  const uses = new Map<DriveId, DriveUse>();
  for (const volume of volumes) {
    const use = volume.layout === 'slice' || volume.layout === 'mirrored-slice' ? 'sliced' : 'whole';
    for (const { drive, extent, stranded } of volume.legs) {
      const known = uses.get(drive) ?? BLANK;
      const usedGiB = known.usedGiB + extent.length + stranded;
      uses.set(drive, { use, usedGiB, volumes: new Set([...known.volumes, volume.name]) });
    }
  }
  return uses;
}
