import type { GiB } from '../../core/model/capacity.ts';
import type { SizeRange } from '../../core/model/class.ts';
import type { NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { TopologySegment } from '../../core/model/volume.ts';
import type { VolumeCapability } from './driver-port.ts';
import type { DriverOutcome } from './outcome.ts';

/**
 * What the Node service asks of the node plug-in. As with the driver, every method may be repeated and then answers
 * the same. Every method but `info` may answer `busy` and `unavailable`.
 */
export interface NodeDriver {
  info(): Promise<DriverOutcome<NodeInfo>>;

  /** Brings the volume up on this node. Errors: not-found (publication), already-exists, unsupported. */
  stage(request: StageVolume): Promise<DriverOutcome<undefined>>;

  /** Takes it down again; what is not staged there is unstaged. Errors: in-use (still published). */
  unstage(request: UnstageVolume): Promise<DriverOutcome<undefined>>;

  /**
   * Shows the staged volume at the target path, which it makes. Errors: not-staged, already-exists (published there
   * otherwise), in-use (another target, where the access mode allows one), unsupported.
   */
  publish(request: PublishOnNode): Promise<DriverOutcome<undefined>>;

  /** Takes the target path away, with what it made there; what is not published there is unpublished. */
  unpublish(request: UnpublishOnNode): Promise<DriverOutcome<undefined>>;

  /** Errors: not-found (volume, or not at that path). */
  stats(request: VolumeAtPath): Promise<DriverOutcome<VolumeStats>>;

  /** Grows what lies above the legs to their size. Errors: not-found, out-of-range (the legs are smaller). */
  expand(request: ExpandOnNode): Promise<DriverOutcome<GiB>>;
}

export interface NodeInfo {
  readonly node: NodeName;
  /** `undefined` where there is no limit of ours. */
  readonly maximumVolumes: number | undefined;
  /** Where the node stands; without keys where nobody declared it. */
  readonly segment: TopologySegment;
}

export interface StageVolume {
  readonly volume: VolumeId;
  readonly publication: PublicationId;
  readonly stagingPath: string;
  readonly capability: VolumeCapability;
}

export interface UnstageVolume {
  readonly volume: VolumeId;
  readonly stagingPath: string;
}

export interface PublishOnNode {
  readonly volume: VolumeId;
  readonly stagingPath: string;
  readonly targetPath: string;
  readonly capability: VolumeCapability;
  readonly readonly: boolean;
}

export interface UnpublishOnNode {
  readonly volume: VolumeId;
  readonly targetPath: string;
}

export interface VolumeAtPath {
  readonly volume: VolumeId;
  /** As sent: perhaps not absolute, perhaps nothing there. */
  readonly volumePath: string;
}

export interface ExpandOnNode extends VolumeAtPath {
  /** `undefined` means as large as the legs are. */
  readonly size: SizeRange | undefined;
}

export interface VolumeStats {
  readonly bytes: Usage;
  /** `undefined` for block volumes. */
  readonly inodes: Usage | undefined;
}

export interface Usage {
  readonly total: bigint;
  /** `undefined` for block volumes: nobody knows. */
  readonly used: bigint | undefined;
  readonly available: bigint | undefined;
}
