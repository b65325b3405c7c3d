import type { ObservedDrive } from '../../backends/composable/enclosure-host.ts';

/** A drive that may be taken, as it stands in this host now. How worn it is, it is asked when somebody wants to know. */
export interface FoundDrive extends Omit<ObservedDrive, 'standing' | 'percentageUsed'> {
  /** Such as `sda`. */
  readonly kernelName: string;
  /** Such as `/dev/sda`. */
  readonly device: string;
  /** The smallest unit that it addresses. */
  readonly sectorBytes: number;
  /** Whether the device fills itself with zeros much faster than they could be sent. */
  readonly zeroesFast: boolean;
  /** Whether it takes back space (TRIM, UNMAP, Deallocate). */
  readonly discards: boolean;
  /** What the host does with it; `undefined` where nothing. */
  readonly usedBy: string | undefined;
}

/** A disk that is no drive of the enclosure, for want of a name that lasts. */
export interface UnidentifiedDrive {
  /** Such as `sda`. */
  readonly kernelName: string;
  readonly model: string;
  readonly serialNumber: string;
  /** For people: what is wrong, and what to do. */
  readonly reason: string;
}
