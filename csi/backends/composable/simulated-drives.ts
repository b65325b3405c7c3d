import type { DomainId, DriveId } from '../../../core/model/ids.ts';
import type { Drive } from '../../../core/model/inventory.ts';
import type { Store, Write } from '../../../store/store.ts';
import { recordFormat } from '../../records.ts';
import type { DriveStanding, ObservedDrive } from './enclosure-host.ts';

/** What stands at the beginning of a drive. A drive without a record is blank. */
export type SimulatedBeginning =
  | { readonly kind: 'label'; readonly domain: DomainId }
  | { readonly kind: 'unknown-data'; readonly found: string }
  | { readonly kind: 'in-use'; readonly by: string }
  | { readonly kind: 'unreadable'; readonly why: string };

const record = recordFormat<SimulatedBeginning>('simulated drives', 1);
const keyOf = (drive: DriveId): string => `simulated/drive/${drive}`;

export const writeBeginning = (drive: DriveId, beginning: SimulatedBeginning): Write =>
  record.put(keyOf(drive), beginning);

/** Whose a drive is, for one domain. */
export async function simulatedStanding(
  store: Store,
  drive: DriveId,
  { domain, hasLegs }: { readonly domain: DomainId; readonly hasLegs: boolean },
): Promise<DriveStanding> {
  const entry = await store.get(keyOf(drive));
  // Legs that were cut before drives had labels were cut by the one domain there was.
  if (!entry) return { kind: hasLegs ? 'owned' : 'blank' };
  const beginning = record.read(entry);
  if (beginning.kind !== 'label') return beginning;
  return beginning.domain === domain ? { kind: 'owned' } : { kind: 'foreign', domain: beginning.domain };
}

export const seenDrive = (
  { id, mediaType, protocol, rotationSpeedRPM, capacityBytes }: Drive,
  standing: DriveStanding,
): ObservedDrive => ({
  id,
  mediaType,
  protocol,
  rotationSpeedRPM,
  capacityBytes,
  percentageUsed: undefined,
  model: 'simulated',
  serialNumber: '',
  standing,
});
