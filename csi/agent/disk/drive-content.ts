import { LABEL_OFFSET_BYTES } from '../../../core/model/format.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { layoutIn } from './drive-layout.ts';
import type { DriveLayout } from './drive-layout.ts';
import { readOwnerLabel } from './owner-label.ts';
import type { OwnerLabel } from './owner-label.ts';
import { readTable } from './sfdisk.ts';
import type { TableReading } from './sfdisk.ts';

/** What stands on a drive. */
export type DriveContent =
  /** Nothing, but perhaps what a labelling has left that was cut short. */
  | { readonly kind: 'blank'; readonly label: OwnerLabel | undefined }
  /** On-disk format v1. */
  | { readonly kind: 'labelled'; readonly label: OwnerLabel; readonly layout: DriveLayout }
  /** On-disk format v1, and damage or something of others: legs are found, and nothing may be changed. */
  | { readonly kind: 'altered'; readonly label: OwnerLabel; readonly layout: DriveLayout; readonly found: string }
  | { readonly kind: 'unknown'; readonly found: string }
  /** A wipe has begun that destroys every byte: the beginning is blank, what comes behind it need not be. */
  | { readonly kind: 'wiping' }
  /** It answers with errors, or not at all. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads a drive. @throws AgentError `tool-failed`; SystemError */
export async function readDriveContent(system: System, device: string): Promise<DriveContent> {
  const [reading, label] = await Promise.all([readTable(system, device), readOwnerLabel(system, device)]);
  if (label?.unfinished === 'wiping') return afterWipe(system, device, reading);
  if (label?.unfinished === 'labelling' && (await isCutShort(system, device, reading))) return { kind: 'blank', label };
  switch (reading.kind) {
    case 'other':
      return { kind: 'unknown', found: reading.found };
    case 'none':
      return withoutTable(system, device, label);
    case 'gpt':
      return withTable(reading, label);
  }
}

/**
 * Whether nothing stands there but what sfdisk leaves of a first table when the power fails under it, with any of its
 * writes on the medium and any not: no table, where the first sector is still blank; a protective MBR with nothing
 * behind it; a table of the label's partition alone, whole or damaged [tried: all 32 ways].
 */
async function isCutShort(system: System, device: string, reading: TableReading): Promise<boolean> {
  if (reading.kind === 'gpt') {
    const ours = layoutIn(reading.table);
    return ours.kind === 'layout' && ours.layout.legs.length === 0 && ours.strange === undefined;
  }
  const signature = await findSignature(system, device);
  if (reading.kind === 'other') return signature === PROTECTIVE_MBR;
  return signature === undefined && (await isZero(system, device, MBR_BYTES));
}

const MBR_BYTES = 512;

export const UNFINISHED_WIPE = 'what an unfinished wipe of the drive has left';

async function afterWipe(system: System, device: string, reading: TableReading): Promise<DriveContent> {
  const isBlank =
    reading.kind === 'none' &&
    (await findSignature(system, device)) === undefined &&
    (await isZero(system, device, LABEL_OFFSET_BYTES));
  return isBlank ? { kind: 'wiping' } : { kind: 'unknown', found: UNFINISHED_WIPE };
}

async function withoutTable(system: System, device: string, label: OwnerLabel | undefined): Promise<DriveContent> {
  const signature = await findSignature(system, device);
  if (signature !== undefined) return { kind: 'unknown', found: signature };
  if (label) {
    const owner = `drive ${label.drive} of domain ${label.domain}`;
    return { kind: 'unknown', found: `the owner label of ${owner}, without the partition table that goes with it` };
  }
  // blkid answers the same where it knows no signature and where it could not read for a moment: a drive is taken
  // without asking only where nothing lies before the place of the label.
  const blank = await isZero(system, device, LABEL_OFFSET_BYTES);
  return blank ? { kind: 'blank', label } : { kind: 'unknown', found: 'data without a signature' };
}

function withTable({ table, damage }: TableReading & { kind: 'gpt' }, label: OwnerLabel | undefined): DriveContent {
  const ours = layoutIn(table);
  if (ours.kind === 'not-ours') return { kind: 'unknown', found: ours.found };
  if (!label) return { kind: 'unknown', found: 'a partition for an owner label, without the label' };
  const found = damage === undefined ? ours.strange : `a damaged partition table (${damage})`;
  return found === undefined
    ? { kind: 'labelled', label, layout: ours.layout }
    : { kind: 'altered', label, layout: ours.layout, found };
}

/** blkid answers so where it finds nothing that it knows. */
const NOTHING_FOUND = 2;

const tableOfKind = (kind: string): string => `a partition table of kind ${kind}`;
const PROTECTIVE_MBR = tableOfKind('PMBR');

/** What blkid knows of the beginning and end of a device; `undefined` where it is blank. */
async function findSignature(system: System, device: string): Promise<string | undefined> {
  const { status, stdout, stderr } = await system.run({ program: 'blkid', args: ['-p', '-o', 'export', device] });
  if (status === NOTHING_FOUND) return undefined;
  // 8 is "ambivalent": several signatures, which is as good as one.
  if (status !== 0 && status !== 8)
    throw new AgentError(
      'tool-failed',
      `blkid answered ${String(status)} for ${device}: ${stderr.trim().slice(0, 300)}`,
    );
  const type = /^TYPE=([\w.+-]{1,40})$/m.exec(stdout)?.[1];
  const table = /^PTTYPE=([\w.+-]{1,40})$/m.exec(stdout)?.[1];
  if (type !== undefined) return `a signature of ${type}`;
  return table === undefined ? 'signatures that contradict each other' : tableOfKind(table);
}

async function isZero(system: System, device: string, length: number): Promise<boolean> {
  const start = await system.readBytes(device, { offset: 0n, length });
  return Buffer.alloc(length).equals(start);
}
