import type { DomainId, DriveId } from '../../../core/model/ids.ts';
import type { Drive } from '../../../core/model/inventory.ts';
import type { Store, Write } from '../../../store/store.ts';
import { failed } from '../../outcome.ts';
import type { Failure } from '../../outcome.ts';
import { recordFormat } from '../../records.ts';
import type { DriveStanding, EnclosureErrorCode, ObservedDrive } from './enclosure-host.ts';

/** What stands at the beginning of a drive. A drive without a record is blank. */
export type SimulatedBeginning =
  | { readonly kind: 'label'; readonly domain: DomainId }
  | { readonly kind: 'unknown-data'; readonly found: string }
  | { readonly kind: 'in-use'; readonly by: string };

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

/** Why a drive takes no legs; `undefined` where it does. */
export function standingProblem(drive: DriveId, standing: DriveStanding): Failure<EnclosureErrorCode> | undefined {
  switch (standing.kind) {
    case 'blank':
    case 'owned':
      return undefined;
    case 'foreign':
      return failed('foreign-drive', `drive ${drive} belongs to domain ${standing.domain}; adopt or wipe it`);
    case 'unknown-data':
      return unknownData(drive, standing.found);
    case 'in-use':
      return driveInUse(drive, standing.by);
  }
}

export const unknownData = (drive: DriveId, found: string): Failure<'unknown-data'> =>
  failed('unknown-data', `drive ${drive} holds ${found}, which is not ours; wipe it, if nobody needs that`);

export const driveInUse = (drive: DriveId, by: string): Failure<'drive-in-use'> =>
  failed('drive-in-use', `drive ${drive} is used by its host: ${by}`);

export const seenDrive = (
  { id, mediaType, protocol, rotationSpeedRPM, capacityBytes }: Drive,
  standing: DriveStanding,
): ObservedDrive => ({
  id,
  mediaType,
  protocol,
  rotationSpeedRPM,
  capacityBytes,
  model: 'simulated',
  serialNumber: '',
  standing,
});
