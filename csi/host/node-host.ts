import type { Brand } from '../../core/model/brand.ts';
import type { IoLimits } from '../../core/model/attributes.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { FsType } from '../../core/model/class.ts';
import type { LegId, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import type { VolumeStats } from '../services/node-port.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { ChapCredentials } from '../chap.ts';
import type { ExportAddress } from '../export-address.ts';
import type { VolumeKey } from '../volume-key.ts';
import type { PublishedEncryption } from './publication-directory.ts';

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
  connectLeg(leg: LegToConnect): Promise<DriverOutcome<DevicePath>>;
  disconnectLeg(leg: LegId): Promise<DriverOutcome<undefined>>;

  /**
   * Assembles the volume's array from exactly the members that are there; makes it where all of them are blank, none is
   * missing, and it was never made. Never by scan, and from fewer than all only where the missing ones are dropped.
   * Errors: unsupported (a member belongs to another array or another place in it, or is blank where it must not be),
   * unavailable (a member that is not dropped is missing).
   */
  assembleArray(array: ArrayOfLegs): Promise<DriverOutcome<DevicePath>>;
  /** How each member of an assembled array fares. Errors: not-staged. */
  arrayHealth(volume: VolumeId): Promise<DriverOutcome<readonly MemberHealth[]>>;
  /**
   * Takes a leg that missed writes back into the running array and begins to rebuild it: by what changed meanwhile, or
   * from its beginning to its end where it may hold writes of its own. Errors: not-staged, unsupported (the leg belongs
   * to another array).
   */
  readmitMember(member: ArrayMemberOf): Promise<DriverOutcome<undefined>>;
  /** The new usable size; what is as large stays. Errors: not-staged. */
  growArray(array: GrowArray): Promise<DriverOutcome<undefined>>;
  /** Tries once: who repeats it asks before each time how the members fare. Errors: in-use, perhaps for a moment. */
  stopArray(volume: VolumeId): Promise<DriverOutcome<undefined>>;

  /**
   * Makes a container that was copied this volume's own: its name and its key, and no longer the other one's. Errors:
   * not-staged, unsupported (no container, or neither key opens it).
   */
  takeOverContainer(container: CopiedContainer): Promise<DriverOutcome<undefined>>;
  /**
   * Opens the array's LUKS2 container; makes it where the array is blank and it was never made. Errors: unsupported (the
   * array holds something else or has lost it, or the key does not open it).
   */
  unlock(container: EncryptedVolume & MadeBefore): Promise<DriverOutcome<DevicePath>>;
  growEncryption(container: EncryptedVolume): Promise<DriverOutcome<undefined>>;
  lock(volume: VolumeId): Promise<DriverOutcome<undefined>>;

  /**
   * Gives a filesystem that was copied an identity of its own, so that it can be mounted beside the other, and mends what
   * that had not written yet. Errors: unsupported (the device holds no such filesystem), unavailable.
   */
  takeOverFilesystem(copied: CopiedFilesystem): Promise<DriverOutcome<undefined>>;
  /**
   * Lets the pods of this node take so much of the volume's device and no more; without limits, as much as they like.
   * Errors: not-staged, unsupported (this node cannot limit).
   */
  limitIo(limited: LimitedVolume): Promise<DriverOutcome<undefined>>;

  /** Makes a filesystem on a blank device. Errors: unsupported (the device holds something else, or has lost it). */
  makeFilesystem(request: NewFilesystem): Promise<DriverOutcome<undefined>>;
  /** Makes the folder where it is missing. Errors: already-exists (something else is mounted there). */
  mount(mount: FilesystemMount): Promise<DriverOutcome<undefined>>;
  growFilesystem(path: string): Promise<DriverOutcome<undefined>>;
  /** Leaves the folder: the one who asked for the mount made it. */
  unmount(path: string): Promise<DriverOutcome<undefined>>;

  /** Makes the target, a folder or a file, and shows the source there. Errors: not-staged, already-exists. */
  bind(bind: BindMount): Promise<DriverOutcome<undefined>>;
  /** Takes the target away, with what it was made of. */
  unbind(target: string): Promise<DriverOutcome<undefined>>;
  /** Whether something is mounted at a target. One whose path is gone shows nothing. */
  isShown(target: string): Promise<DriverOutcome<boolean>>;

  /** Errors: not-found. */
  usage(of: BindSource): Promise<DriverOutcome<VolumeStats>>;

  /** Changes with each boot: what was up before is gone. */
  bootId(): Promise<string>;

  /** What of all that stands on this node now. */
  observe(): Promise<DriverOutcome<NodeObservation>>;
}

export interface LegToConnect {
  readonly leg: LegId;
  readonly publication: PublicationId;
  readonly address: ExportAddress;
  readonly chap: ChapCredentials | undefined;
}

export interface MadeBefore {
  /** It has been up before: what reads blank has lost its data, and is not made anew. */
  readonly made: boolean;
}

export interface ArrayOfLegs extends MadeBefore {
  readonly volume: VolumeId;
  readonly layout: Layout;
  /** Usable size, for an array that is made. */
  readonly size: GiB;
  /** Makes room for the header of a container. */
  readonly encrypted: boolean;
  /**
   * Its legs hold a copy of an array of that usable size, without superblocks: that array is made over them, and nothing
   * that they hold is cleared. Left out where they do not.
   */
  readonly copyOf?: GiB;
  /** In array order. */
  readonly members: readonly ArrayMember[];
}

export interface ArrayMember {
  readonly leg: LegId;
  /** `undefined` where the leg is out of reach. */
  readonly device: DevicePath | undefined;
  /** It missed writes: the array is never started from it. */
  readonly dropped: boolean;
  /** It was being taken back: where it is blank, it holds nothing that the others lack. */
  readonly rebuilding: boolean;
  /** Whether the leg was all zeros when it was cut, and when it was grown. */
  readonly zeroed: boolean;
}

export interface ArrayMemberOf {
  readonly volume: VolumeId;
  readonly leg: LegId;
  readonly device: DevicePath;
  /** Its place in the array. */
  readonly position: number;
}

export interface MemberHealth {
  /** In the order of the array. */
  readonly position: number;
  /** `out` misses every write. */
  readonly state: 'in-sync' | 'rebuilding' | 'out';
}

export interface GrowArray {
  readonly volume: VolumeId;
  readonly layout: Layout;
  readonly size: GiB;
  readonly encrypted: boolean;
  /** Legs of the whole array. */
  readonly legs: number;
  /** Whether what was added to every leg is all zeros. */
  readonly zeroed: boolean;
}

export interface LimitedVolume {
  readonly volume: VolumeId;
  /** Then its container is what pods see. */
  readonly encrypted: boolean;
  readonly limits: IoLimits;
}

export interface EncryptedVolume {
  readonly volume: VolumeId;
  readonly encryption: PublishedEncryption;
}

export interface CopiedContainer extends EncryptedVolume {
  /** Opens it until it has been taken over. */
  readonly copiedKey: VolumeKey;
}

export interface CopiedFilesystem {
  readonly device: DevicePath;
  readonly fsType: FsType;
}

export interface NewFilesystem extends MadeBefore {
  readonly device: DevicePath;
  readonly fsType: FsType;
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
