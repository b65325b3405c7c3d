import { BYTES_PER_GIB, parseQuantity } from '../../model/capacity.ts';
import type { BandwidthDomainName, DomainName, DriveId, EnclosureName, StorageGroupName } from '../../model/ids.ts';
import type { Drive, Enclosure, Portal, Topology, Transport } from '../../model/inventory.ts';
import type { EnclosureDrive, EnclosureObject, EnclosurePortal } from '../../../schemas/generated/types.ts';
import type { InTurns } from '../../model/turns.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import { domainsUpFrom } from './domain-tree.ts';
import { problem, references } from './report.ts';
import { checkCapacities } from './suspicious-quantities.ts';
import type { References, Report } from './report.ts';

/** IANA: iscsi-target and nvme. */
const DEFAULT_PORTS: Readonly<Record<Transport, number>> = { iscsi: 3260, nvmetcp: 4420, roce: 4420 };

export function* resolveEnclosures(
  declared: readonly Declared<EnclosureObject>[],
  topology: Topology,
  report: Report,
): InTurns<readonly Enclosure[]> {
  yield* checkDriveIds(declared, report);
  yield* checkCapacities(declared, report);
  const domains = references('domain', new Set<string>(topology.domains.keys()), report);
  const bandwidths = references('bandwidth domain', new Set<string>(topology.bandwidthDomains.keys()), report);
  const readCapacity = capacityReader();
  const enclosures: Enclosure[] = [];
  for (const enclosure of declared) {
    const { metadata, spec } = enclosure.wire;
    checkPosition(enclosure, domains, bandwidths);
    enclosures.push({
      name: metadata.name as EnclosureName,
      storageGroup: spec.storageGroup as StorageGroupName,
      domains: domainsUpFrom(spec.domain as DomainName | undefined, topology.domains),
      bandwidthDomain: spec.bandwidthDomain as BandwidthDomainName | undefined,
      portals: spec.portals.map(resolvePortal),
      drives: spec.drives.map((drive, index) => {
        checkDrive(enclosure, drive, index, readCapacity(drive.capacity), report);
        return resolveDrive(drive, readCapacity(drive.capacity));
      }),
    });
    yield;
  }
  return enclosures;
}

function checkPosition(enclosure: Declared<EnclosureObject>, domains: References, bandwidths: References): void {
  const { domain, bandwidthDomain } = enclosure.wire.spec;
  if (domain !== undefined) domains.check(domain, at(enclosure, 'spec', 'domain'));
  if (bandwidthDomain !== undefined) bandwidths.check(bandwidthDomain, at(enclosure, 'spec', 'bandwidthDomain'));
}

const resolvePortal = ({ transport, address, port }: EnclosurePortal): Portal => ({
  transport,
  address,
  port: port ?? DEFAULT_PORTS[transport],
});

const NO_TAGS: readonly string[] = [];

const resolveDrive = (drive: EnclosureDrive, capacityBytes: bigint): Drive => ({
  id: drive.id as DriveId,
  mediaType: drive.mediaType,
  protocol: drive.protocol,
  rotationSpeedRPM: drive.rotationSpeedRPM ?? 0,
  capacityBytes,
  tags: drive.tags === undefined ? NO_TAGS : [...new Set(drive.tags)].sort(),
  state: drive.state ?? 'enabled',
});

/** Large inventories hold few sizes: each is read once. */
function capacityReader(): (text: string) => bigint {
  const known = new Map<string, bigint>();
  return (text) => {
    const bytes = known.get(text) ?? parseQuantity(text) ?? 0n;
    known.set(text, bytes);
    return bytes;
  };
}

function checkDrive(
  enclosure: Declared<EnclosureObject>,
  drive: EnclosureDrive,
  index: number,
  capacityBytes: bigint,
  report: Report,
): void {
  if (capacityBytes < BYTES_PER_GIB) {
    const message = `a drive of ${drive.capacity} bytes holds less than 1 GiB`;
    const help = 'Write the unit: 18T.';
    report(problem('schema/wrong-value', at(enclosure, 'spec', 'drives', index, 'capacity'), message, { help }));
  }
  if (drive.mediaType === 'SSD' && drive.rotationSpeedRPM !== undefined) {
    const address = at(enclosure, 'spec', 'drives', index, 'rotationSpeedRPM');
    report(problem('schema/wrong-value', address, 'an SSD does not turn', { help: 'Leave rotationSpeedRPM out.' }));
  }
}

/** Reports every drive that stands in the inventory already: one drive has one place. */
function* checkDriveIds(declared: readonly Declared<EnclosureObject>[], report: Report): InTurns<void> {
  const seen = new Map<string, Declared<EnclosureObject>>();
  for (const enclosure of declared) {
    for (const [index, { id }] of enclosure.wire.spec.drives.entries()) {
      const first = seen.get(id);
      if (!first) {
        seen.set(id, enclosure);
        continue;
      }
      const firstIndex = first.wire.spec.drives.findIndex((drive) => drive.id === id);
      const elsewhere = at(first, 'spec', 'drives', firstIndex, 'id');
      const message = `drive ${id} is declared already, in ${first.wire.metadata.name}`;
      report(
        problem('reference/duplicate-drive', at(enclosure, 'spec', 'drives', index, 'id'), message, { elsewhere }),
      );
    }
    yield;
  }
}
