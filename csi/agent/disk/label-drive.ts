import type { System } from '../../system/system.ts';
import type { DriveLayout } from './drive-layout.ts';
import { writeOwnerLabel } from './owner-label.ts';
import type { OwnerLabel } from './owner-label.ts';
import { writeLayout } from './sfdisk.ts';
import type { WrittenDrive } from './sfdisk.ts';

/**
 * Makes a blank drive ours: an unfinished label, the table, the label as it stays. So a label without its table is either
 * a labelling that was cut short, which is begun anew, or a drive that has lost a table with legs, which is left alone. A
 * table without its label would be somebody else's.
 * @throws AgentError, SystemError
 */
export async function labelDrive(
  system: System,
  drive: WrittenDrive & { readonly sectorBytes: number },
  label: OwnerLabel,
): Promise<DriveLayout> {
  const { sectorBytes, device } = drive;
  const blank = { id: undefined, sectorBytes, label: { uuid: undefined, domain: label.domain }, legs: [] };
  const unfinished = (): Promise<void> => writeOwnerLabel(system, device, { ...label, unfinished: 'labelling' });
  const layout = await writeLayout(system, drive, blank, unfinished);
  await writeOwnerLabel(system, device, label);
  return layout;
}
