import type { Brand } from '../../core/model/brand.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { FsType } from '../../core/model/class.ts';
import type { LegId, VolumeId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import type { VolumeStats } from '../services/node-port.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { VolumeKey } from '../volume-key.ts';
import type { PublishedLeg } from './publication-directory.ts';

/** A block device of this node, by a name that stays as long as the device does. */
export type DevicePath = Brand<string, 'DevicePath'>;

/**
 * The steps by which a node brings a volume up and takes it down. Each looks before it acts: done already is done, and
 * what stands in the way is an error, never cleared. Undoing what is not there succeeds.
 *
 * Errors are those of the driver; `unavailable` may come from any step, and repeating the step is safe.
 */
export interface NodeHost {
  /** Errors: already-exists (the leg is connected at another address). */
  connectLeg(leg: PublishedLeg): Promise<DriverOutcome<DevicePath>>;
  disconnectLeg(leg: LegId): Promise<DriverOutcome<undefined>>;

  /**
   * Assembles the volume's array from exactly these members; makes it where all of them are blank. Never from fewer,
   * never by scan. Errors: unsupported (a member belongs to another array, or is blank where others are not).
   */
  assembleArray(array: ArrayOfLegs): Promise<DriverOutcome<DevicePath>>;
  /** The new usable size; what is as large stays. Errors: not-staged. */
  growArray(array: { readonly volume: VolumeId; readonly size: GiB }): Promise<DriverOutcome<undefined>>;
  stopArray(volume: VolumeId): Promise<DriverOutcome<undefined>>;

  /** Opens the array's LUKS2 container; makes it where the array is blank. Errors: unsupported (it
   * holds something else, or the key does not open it). */
  unlock(container: { readonly volume: VolumeId; readonly key: VolumeKey }): Promise<DriverOutcome<DevicePath>>;
  growEncryption(volume: VolumeId): Promise<DriverOutcome<undefined>>;
  lock(volume: VolumeId): Promise<DriverOutcome<undefined>>;

  /** Makes a filesystem on a blank device. Errors: unsupported (the device holds something else). */
  makeFilesystem(request: { readonly device: DevicePath; readonly fsType: FsType }): Promise<DriverOutcome<undefined>>;
  /** Makes the folder where it is missing. Errors: already-exists (something else is mounted there). */
  mount(mount: FilesystemMount): Promise<DriverOutcome<undefined>>;
  growFilesystem(path: string): Promise<DriverOutcome<undefined>>;
  /** Leaves the folder: the one who asked for the mount made it. */
  unmount(path: string): Promise<DriverOutcome<undefined>>;

  /** Makes the target, a folder or a file, and shows the source there. Errors: not-staged, already-exists. */
  bind(bind: BindMount): Promise<DriverOutcome<undefined>>;
  /** Takes the target away, with what it was made of. */
  unbind(target: string): Promise<DriverOutcome<undefined>>;

  /** Errors: not-found. */
  usage(of: BindSource): Promise<DriverOutcome<VolumeStats>>;

  /** What of all that stands on this node now. */
  observe(): Promise<DriverOutcome<NodeObservation>>;
}

export interface ArrayOfLegs {
  readonly volume: VolumeId;
  readonly layout: Layout;
  /** Usable size, for an array that is made. */
  readonly size: GiB;
  /** In array order. */
  readonly members: readonly DevicePath[];
}

export interface FilesystemMount {
  readonly device: DevicePath;
  readonly path: string;
  readonly fsType: FsType;
  /** May hold secrets. */
  readonly flags: readonly string[];
}

export type BindSource =
  { readonly kind: 'filesystem'; readonly path: string } | { readonly kind: 'device'; readonly device: DevicePath };

export interface BindMount {
  readonly source: BindSource;
  readonly target: string;
  readonly readonly: boolean;
}

interface NodeObservation {
  readonly connectedLegs: readonly LegId[];
  readonly arrays: readonly VolumeId[];
  readonly unlocked: readonly VolumeId[];
  /** Paths of mounts and binds. */
  readonly mounts: readonly string[];
}
