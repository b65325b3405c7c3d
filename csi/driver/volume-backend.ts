import type { Fence } from '../fence.ts';
import type { Transport } from '../../core/model/inventory.ts';
import type { LegExport, Publication, Volume } from '../../core/model/volume.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/**
 * What carries the driver's decisions out on real storage. Every method looks before it acts, may be repeated after a
 * crash at any point, and answers `unavailable` where a host does not answer.
 */
export interface VolumeBackend {
  /** Makes what the volume's legs say, and nothing else. */
  create(volume: Volume, fence: Fence): Promise<DriverOutcome<undefined>>;
  /** Makes each leg as long as its extent says. */
  grow(volume: Volume, fence: Fence): Promise<DriverOutcome<undefined>>;
  /** Wipes the legs and takes them away; their space is free once this answers. */
  release(volume: Volume, fence: Fence): Promise<DriverOutcome<undefined>>;
  /** How each leg would be exported now, in the order of the legs: the fastest that the class and the enclosure allow. */
  chooseTransports(volume: Volume): DriverOutcome<readonly Transport[]>;
  /** Exports every leg by the publication's transports to the node of the publication, and to nobody else. */
  publish(volume: Volume, publication: Publication, fence: Fence): Promise<DriverOutcome<readonly LegExport[]>>;
  /** Destroys the exports of the publication, and answers once they are read back as gone. */
  unpublish(volume: Volume, publication: Publication, fence: Fence): Promise<DriverOutcome<undefined>>;
}
