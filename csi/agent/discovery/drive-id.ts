import type { DriveId } from '../../../core/model/ids.ts';

/** NAA designators of 8 and 16 bytes, as the kernel writes a SCSI device's identity. Source: SPC-5, 7.7.6.6. */
const NAA = /^naa\.([0-9a-f]{16}(?:[0-9a-f]{16})?)$/;
const SCSI_EUI64 = /^eui\.([0-9a-f]{16})$/;

/** A SCSI or SATA drive's identity from `device/wwid`; `undefined` where that is not unique in the world. */
export function scsiDriveId(wwid: string | undefined): DriveId | undefined {
  const text = wwid?.trim().toLowerCase() ?? '';
  const naa = NAA.exec(text)?.[1];
  if (naa !== undefined && !isZero(naa)) return `wwn-0x${naa}` as DriveId;
  const eui = SCSI_EUI64.exec(text)?.[1];
  return eui !== undefined && !isZero(eui) ? (`eui.${eui}` as DriveId) : undefined;
}

/**
 * An NVMe namespace's identity from `eui` (bytes with blanks between them) and `nguid` (written like a UUID). The EUI-64
 * comes first: where both are there, either would do, but it must always be the same.
 * Source: NVMe base specification, "Namespace Globally Unique Identifier".
 */
export function nvmeDriveId(eui: string | undefined, nguid: string | undefined): DriveId | undefined {
  const short = hexOf(eui);
  if (/^[0-9a-f]{16}$/.test(short) && !isZero(short)) return `eui.${short}` as DriveId;
  const long = hexOf(nguid);
  return /^[0-9a-f]{32}$/.test(long) && !isZero(long) ? (`nguid.${long}` as DriveId) : undefined;
}

const hexOf = (text: string | undefined): string => (text ?? '').replaceAll(/[\s-]/g, '').toLowerCase();

/** What makers leave in a field that they do not fill. */
const isZero = (hex: string): boolean => /^0+$/.test(hex);
