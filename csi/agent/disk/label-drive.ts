import type { System } from '../../system/system.ts';
import type { DriveLayout } from './drive-layout.ts';
import { writeOwnerLabel } from './owner-label.ts';
import type { OwnerLabel } from './owner-label.ts';
import { writeLayout } from './sfdisk.ts';
import type { WrittenDrive } from './sfdisk.ts';

/**
 * Makes a blank drive ours. The label goes first: a drive with a label and no table still counts as blank, and is
 * labelled again; one with a table and no label would be somebody else's.
 * @throws AgentError, SystemError
 */
export function labelDrive(
  system: System,
  drive: WrittenDrive & { readonly sectorBytes: number },
  label: OwnerLabel,
): Promise<DriveLayout> {
  const { sectorBytes } = drive;
  const blank = { id: undefined, sectorBytes, label: { uuid: undefined, domain: label.domain }, legs: [] };
  return writeLayout(system, drive, blank, () => writeOwnerLabel(system, drive.device, label));
}
