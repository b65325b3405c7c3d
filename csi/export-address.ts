import type { LegId, PublicationId } from '../core/model/ids.ts';
import type { Portal, Transport } from '../core/model/inventory.ts';

/** Where a node finds one exported leg. Says nothing secret. */
export interface ExportAddress extends Portal {
  /** NQN of the subsystem or IQN of the target: one per leg and publication, so that fencing one cuts no other. */
  readonly target: string;
}

const NAMING_AUTHORITY = '2026-01.dev.stowage';

/** Source: NVMe base specification, "NVMe Qualified Names"; RFC 3720, 3.2.6. */
export const exportAddress = (portal: Portal, leg: LegId, publication: PublicationId): ExportAddress => ({
  ...portal,
  target: `${namePrefix(portal.transport)}.${NAMING_AUTHORITY}:${publication}.${leg}`,
});

function namePrefix(transport: Transport): string {
  switch (transport) {
    case 'iscsi':
      return 'iqn';
    case 'nvmetcp':
    case 'roce':
      return 'nqn';
  }
}

const TARGET_NAME = /:([0-9a-f-]{36})\.([0-9a-f-]{36})$/;

/** What a target name says; `undefined` where it is none of ours. */
export function exportNamed(target: string): { readonly publication: PublicationId; readonly leg: LegId } | undefined {
  const match = TARGET_NAME.exec(target);
  return match ? { publication: match[1] as PublicationId, leg: match[2] as LegId } : undefined;
}

/**
 * What initiators are told of a leg beside its name: NVMe's model, SCSI's vendor, which has eight characters. Hosts leave
 * to Stowage what shows it, so that it must be nobody else's.
 */
export const LEG_BRAND = 'Stowage';

/** As whom a node connects. One per publication: whoever held an older one gets into no newer export. */
export interface Initiator {
  readonly hostNqn: string;
  /** A UUID. The kernel wants one host id per host NQN. */
  readonly hostId: string;
  readonly iqn: string;
}

/** Source: NVMe base specification, "NVMe Qualified Names", the UUID form; RFC 3720, 3.2.6. */
export const initiatorOf = (publication: PublicationId): Initiator => ({
  hostNqn: `nqn.2014-08.org.nvmexpress:uuid:${publication}`,
  hostId: publication,
  iqn: `iqn.${NAMING_AUTHORITY}:${publication}`,
});
