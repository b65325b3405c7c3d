import type { Configuration, DeclaredObject, Revision } from '../../core/model/configuration.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { CreatedVolume, CreateVolume, ExpandedVolume, ExpandVolume } from '../../csi/services/driver-port.ts';
import type { DriverOutcome } from '../../csi/services/outcome.ts';
import type { ListedRevision } from '../../store/revisions.ts';

/** What the HTTP API asks of the server that it is part of. */
export interface ApiPort {
  /** What runs, at this moment. */
  snapshot(): ApiSnapshot;

  /** Every revision that reached the store, and what became of it. */
  revisions(): Promise<readonly ListedRevision[]>;

  createVolume(request: CreateVolume): Promise<DriverOutcome<CreatedVolume>>;
  deleteVolume(volume: VolumeId): Promise<DriverOutcome<undefined>>;
  expand(request: ExpandVolume): Promise<DriverOutcome<ExpandedVolume>>;
}

export interface ApiSnapshot {
  /** `undefined` until a first configuration is active. */
  readonly active: ActiveRevision | undefined;
  /** Those that are being released among them. */
  readonly volumes: readonly Volume[];
  readonly publications: readonly Publication[];
}

export interface ActiveRevision {
  readonly revision: Revision;
  readonly configuration: Configuration;
  readonly objects: readonly DeclaredObject[];
}
