import type { System } from '../../system/system.ts';
import type { DriveLayout } from './drive-layout.ts';
import { writeOwnerLabel } from './owner-label.ts';
import type { OwnerLabel } from './owner-label.ts';
import { writeLayout } from './sfdisk.ts';

/**
 * Makes a blank drive ours. The label goes first: a drive with a label and no table still counts as blank, and is
 * labelled again; one with a table and no label would be somebody else's.
 * @throws AgentError, SystemError
 */
export async function labelDrive(
  system: System,
  device: string,
  { label, sectorBytes }: { readonly label: OwnerLabel; readonly sectorBytes: number },
): Promise<DriveLayout> {
  await writeOwnerLabel(system, device, label);
  return writeLayout(system, device, {
    id: undefined,
    sectorBytes,
    label: { uuid: undefined, domain: label.domain },
    legs: [],
  });
}
