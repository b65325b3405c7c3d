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
  /** The table that goes with it is still to be written: until then, nothing was ever kept on the drive. */
  readonly unfinished?: true;
}

const FORMAT = 1;
const TEXT_BYTES = 4096;
const MAX_NAME = 253;

/** `undefined` where there is none. @throws SystemError */
export async function readOwnerLabel(system: System, device: string): Promise<OwnerLabel | undefined> {
  return parseOwnerLabel(await system.readBytes(device, { offset: BigInt(LABEL_OFFSET_BYTES), length: TEXT_BYTES }));
}

/** On the drive before this answers. @throws SystemError */
export const writeOwnerLabel = (system: System, device: string, label: OwnerLabel): Promise<void> =>
  system.writeBytes(device, BigInt(LABEL_OFFSET_BYTES), ownerLabelBytes(label));

export function ownerLabelBytes({ domain, drive, enclosure, unfinished }: OwnerLabel): Uint8Array {
  const text = JSON.stringify({ stowage: 'owner-label', format: FORMAT, domain, drive, enclosure, unfinished });
  const bytes = new Uint8Array(TEXT_BYTES);
  bytes.set(new TextEncoder().encode(text));
  return bytes;
}

export function parseOwnerLabel(bytes: Uint8Array): OwnerLabel | undefined {
  const end = bytes.indexOf(0);
  if (bytes.length !== TEXT_BYTES || end < 1 || bytes.subarray(end).some((byte) => byte !== 0)) return undefined;
  const label = parseJson(new TextDecoder().decode(bytes.subarray(0, end)));
  if (!isObject(label) || label['stowage'] !== 'owner-label' || label['format'] !== FORMAT) return undefined;
  const { domain, drive, enclosure } = label;
  if (typeof domain !== 'string' || !isGuid(domain) || !isName(drive) || !isName(enclosure)) return undefined;
  return {
    domain: domain as DomainId,
    drive: drive as DriveId,
    enclosure: enclosure as EnclosureName,
    ...(label['unfinished'] === true && { unfinished: true }),
  };
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;
