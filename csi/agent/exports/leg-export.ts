import type { LegId, PublicationId } from '../../../core/model/ids.ts';
import type { Transport } from '../../../core/model/inventory.ts';
import type { ChapCredentials } from '../../chap.ts';
import { exportAddress, exportNamed } from '../../export-address.ts';

/** One leg, opened to the initiator of one publication. */
export interface LegExport {
  readonly publication: PublicationId;
  readonly leg: LegId;
  /** NQN or IQN. */
  readonly target: string;
  /** Such as `/dev/sda2`. */
  readonly device: string;
  /** Whether the drive takes back space. */
  readonly discards: boolean;
  readonly listen: ListenAddress;
  /** For iSCSI. */
  readonly chap: ChapCredentials | undefined;
}

/** Where a portal listens: one of this host's addresses. */
export interface ListenAddress {
  readonly transport: Transport;
  readonly ip: string;
  readonly port: number;
}

/** Whose an object in the kernel's configuration is. */
export interface ExportName {
  readonly publication: PublicationId;
  readonly leg: LegId;
}

/** What the name of a subsystem or target says; `undefined` where we never gave it. */
export function ownExportName(target: string, transport: Transport): ExportName | undefined {
  const named = exportNamed(target);
  if (!named) return undefined;
  const ours = exportAddress({ transport, address: '', port: 0 }, named.leg, named.publication).target;
  return ours === target ? named : undefined;
}
