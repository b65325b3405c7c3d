import { gib } from '../../../core/model/capacity.ts';
import type { DriveId, LegId, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Transport } from '../../../core/model/inventory.ts';
import type { CopyLeg, CutLeg, EnclosureOutcome, ExportLeg } from '../../backends/composable/enclosure-host.ts';
import { chapCredentials } from '../../chap.ts';

/** Names that tests share, so that what they expect can be read. */
export const SSD = 'wwn-0x5000c500a1b20000' as DriveId;
export const HDD = 'wwn-0x5000c500a1b20001' as DriveId;
const FENCE = { epoch: 1, generation: 1 };
const VOLUME = '00000000-0000-4000-8000-0000000000f0' as VolumeId;
export const LEG_A = '00000000-0000-4000-8000-00000000001a' as LegId;
export const LEG_B = '00000000-0000-4000-8000-00000000001b' as LegId;
export const LEG_C = '00000000-0000-4000-8000-00000000001c' as LegId;
export const FIRST = '00000000-0000-4000-8000-0000000000c1' as PublicationId;
export const SECOND = '00000000-0000-4000-8000-0000000000c2' as PublicationId;

export const extent = (start: number, length: number) => ({ start: gib(start), length: gib(length) });

/** A leg of 2 GiB at the beginning of a drive. */
export const leg = (id: LegId = LEG_A, drive: DriveId = SSD): CutLeg => ({
  fence: FENCE,
  volume: VOLUME,
  leg: id,
  drive,
  extent: extent(1, 2),
});

/** A leg that is to be filled, and what fills it with the data of the first. */
export const toFill: CutLeg = { ...leg(LEG_C, HDD), extent: extent(9, 2), toFill: true };
export const filling: CopyLeg = {
  ...leg(LEG_C, HDD),
  source: { kind: 'own-drive', leg: LEG_A, drive: SSD },
  lengthKiB: 1.5 * 2 ** 20,
};

const PORTS: Readonly<Record<Transport, number>> = { nvmetcp: 4420, roce: 4420, iscsi: 3260 };

export const exported = (
  { fence, volume, leg: id, drive }: CutLeg,
  publication: PublicationId = FIRST,
  transport: Transport = 'nvmetcp',
): ExportLeg => ({
  fence,
  volume,
  leg: id,
  drive,
  publication,
  node: 'node-a' as NodeName,
  portal: { transport, address: '192.0.2.1', port: PORTS[transport] },
  chap: transport === 'iscsi' ? chapCredentials(publication, `secret-of-${publication}`) : undefined,
});

export const withdrawn = (publication: PublicationId = FIRST) => ({ fence: FENCE, volume: VOLUME, publication });

export function valueOf<Value>(outcome: EnclosureOutcome<Value>): Value {
  if (outcome.kind === 'error') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}
