import { LABEL_OFFSET_BYTES } from '../../../core/model/format.ts';
import type { DomainId, DriveId, EnclosureName } from '../../../core/model/ids.ts';
import type { System } from '../../system/system.ts';
import { isObject, parseJson } from '../json.ts';
import { isGuid } from './partition-table.ts';

/** Who owns a drive, as it stands in its second MiB. */
export interface OwnerLabel {
  readonly domain: DomainId;
  /** The drive itself: a copy of a drive bears the label of another one. */
  readonly drive: DriveId;
  /** Where it was labelled. */
  readonly enclosure: EnclosureName;
  /**
   * Left out once it is as it stays. Until then nothing is kept on the drive: `labelling`, its table is still to be
   * written; `wiping`, what others kept there is still to be destroyed.
   */
  readonly unfinished?: Unfinished;
}

type Unfinished = 'labelling' | 'wiping';

const FORMAT = 1;
/** What the label takes of its partition. */
export const LABEL_TEXT_BYTES = 4096;
const MAX_NAME = 253;

/** `undefined` where there is none. @throws SystemError */
export async function readOwnerLabel(system: System, device: string): Promise<OwnerLabel | undefined> {
  return parseOwnerLabel(
    await system.readBytes(device, { offset: BigInt(LABEL_OFFSET_BYTES), length: LABEL_TEXT_BYTES }),
  );
}

/** On the drive before this answers. @throws SystemError */
export const writeOwnerLabel = (system: System, device: string, label: OwnerLabel): Promise<void> =>
  system.writeBytes(device, BigInt(LABEL_OFFSET_BYTES), ownerLabelBytes(label));

export function ownerLabelBytes({ domain, drive, enclosure, unfinished }: OwnerLabel): Uint8Array {
  const text = JSON.stringify({ stowage: 'owner-label', format: FORMAT, domain, drive, enclosure, unfinished });
  const bytes = new Uint8Array(LABEL_TEXT_BYTES);
  bytes.set(new TextEncoder().encode(text));
  return bytes;
}

export function parseOwnerLabel(bytes: Uint8Array): OwnerLabel | undefined {
  const end = bytes.indexOf(0);
  if (bytes.length !== LABEL_TEXT_BYTES || end < 1 || bytes.subarray(end).some((byte) => byte !== 0)) return undefined;
  const label = parseJson(new TextDecoder().decode(bytes.subarray(0, end)));
  if (!isObject(label) || label['stowage'] !== 'owner-label' || label['format'] !== FORMAT) return undefined;
  const { domain, drive, enclosure, unfinished } = label;
  if (typeof domain !== 'string' || !isGuid(domain) || !isName(drive) || !isName(enclosure)) return undefined;
  if (unfinished !== undefined && !isUnfinished(unfinished)) return undefined;
  return {
    domain: domain as DomainId,
    drive: drive as DriveId,
    enclosure: enclosure as EnclosureName,
    ...(unfinished !== undefined && { unfinished }),
  };
}

const isUnfinished = (value: unknown): value is Unfinished => value === 'labelling' || value === 'wiping';

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;
