import type { Volume } from '../../../core/model/volume.ts';
import type { ApiSnapshot } from '../api-port.ts';

/** A snapshot as the API shows it. */
export interface SnapshotView {
  readonly name: string;
  readonly id: string;
  /** The volume that it is of: its name, or its id where it is gone. */
  readonly volume: string;
  /** What a volume made of it has at least. */
  readonly sizeGiB: number;
  /** Since when nothing could write to the volume: ISO 8601. */
  readonly takenAt: string;
  /** Whether all of it is copied. */
  readonly ready: boolean;
  readonly encrypted: boolean;
  readonly layout: Volume['layout'];
  readonly phase: Volume['phase']['kind'];
  readonly legs: readonly SnapshotLegView[];
  /** Why these drives. */
  readonly reasons: readonly string[];
}

export interface SnapshotLegView {
  readonly id: string;
  readonly drive: string;
  readonly enclosure: string;
  readonly startGiB: number;
  readonly lengthGiB: number;
}

/** Shows snapshots, by the volumes there are. */
export const snapshotViewer = ({ volumes }: ApiSnapshot): ((snapshot: Volume) => SnapshotView) => {
  const names = new Map(volumes.map(({ id, name }) => [id, name]));
  return ({ origin, snapshot, encryption, legs, phase, ...kept }) => ({
    name: kept.name,
    id: kept.id,
    volume: (origin && names.get(origin.source.id)) ?? origin?.source.id ?? '',
    sizeGiB: kept.size,
    takenAt: snapshot?.takenAt ?? '',
    ready: phase.kind === 'ready',
    encrypted: encryption !== undefined,
    layout: kept.layout,
    phase: phase.kind,
    legs: legs.map(({ id, drive, enclosure, extent }) => ({
      id,
      drive,
      enclosure,
      startGiB: extent.start,
      lengthGiB: extent.length,
    })),
    reasons: kept.reasons,
  });
};
