import { SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { firstLine, runTool } from '../run-tool.ts';
import { driveLock } from './drive-lock.ts';
import { layoutIn, sfdiskScript } from './drive-layout.ts';
import type { DriveLayout } from './drive-layout.ts';
import { parsePartitionTable } from './partition-table.ts';
import type { PartitionTable } from './partition-table.ts';

export type TableReading =
  | {
      readonly kind: 'gpt';
      readonly table: PartitionTable;
      /** What sfdisk complained about; `undefined` for a table that is whole. */
      readonly damage: string | undefined;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'other'; readonly found: string };

const NO_TABLE = /does not contain a recognized partition table/;

/** The partition table of a drive. @throws SystemError */
export async function readTable(system: System, device: string): Promise<TableReading> {
  const { status, stdout, stderr } = await system.run({ program: 'sfdisk', args: ['--json', device] });
  if (status !== 0) {
    return NO_TABLE.test(stderr)
      ? { kind: 'none' }
      : { kind: 'other', found: `a table sfdisk cannot read (${firstLine(stderr)})` };
  }
  const table = parsePartitionTable(stdout, device);
  if (!table) return { kind: 'other', found: 'a partition table that is none of ours' };
  const damage = firstLine(stderr);
  return { kind: 'gpt', table, damage: damage === '' ? undefined : damage };
}

export type WrittenDrive = Pick<FoundDrive, 'id' | 'kernelName' | 'device'>;

/**
 * Writes the whole table and reads it back. The kernel is not told: see kernel-partitions.ts.
 * @param before comes right before it, when no other program writes to the drive
 * @throws AgentError `tool-failed`, `not-read-back`; SystemError
 */
export async function writeLayout(
  system: System,
  drive: WrittenDrive,
  layout: DriveLayout,
  before?: () => Promise<void>,
): Promise<DriveLayout> {
  const { device } = drive;
  const quietly = ['--quiet', '--no-reread', '--no-tell-kernel', '--wipe', 'never', '--wipe-partitions', 'never'];
  const lock = driveLock(system, drive, before);
  await runTool(system, { program: 'sfdisk', args: [...quietly, device], input: sfdiskScript(layout), lock });
  const reading = await readTable(system, device);
  const read = reading.kind === 'gpt' && reading.damage === undefined ? layoutIn(reading.table) : undefined;
  if (read?.kind === 'layout' && isWritten(layout, read.layout)) {
    await settleDevices(system);
    return read.layout;
  }
  throw new AgentError('not-read-back', `the partition table of ${device} could not be read back as it was written`);
}

/** The ids that sfdisk made are filled in. */
const isWritten = (wanted: DriveLayout, read: DriveLayout): boolean =>
  sfdiskScript(wanted) ===
  sfdiskScript({
    ...read,
    id: wanted.id === undefined ? undefined : read.id,
    label: wanted.label.uuid === undefined ? { ...read.label, uuid: undefined } : read.label,
  });

/**
 * udev reads a table anew once its writer is gone, and takes the partitions away for that moment. Without udev there is
 * nothing to wait for.
 */
export async function settleDevices(system: System): Promise<void> {
  try {
    await system.run({ program: 'udevadm', args: ['settle', '--timeout=5'] });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}
