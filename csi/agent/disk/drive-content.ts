import { LABEL_OFFSET_BYTES } from '../../../core/model/format.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { layoutIn } from './drive-layout.ts';
import type { DriveLayout } from './drive-layout.ts';
import { readOwnerLabel } from './owner-label.ts';
import type { OwnerLabel } from './owner-label.ts';
import { readTable } from './sfdisk.ts';

/** What stands on a drive. */
export type DriveContent =
  /** Nothing, but perhaps a label that was written before its partition table was. */
  | { readonly kind: 'blank'; readonly label: OwnerLabel | undefined }
  /** On-disk format v1. */
  | { readonly kind: 'labelled'; readonly label: OwnerLabel; readonly layout: DriveLayout }
  /** On-disk format v1, and damage or something of others: legs are found, and nothing may be changed. */
  | { readonly kind: 'altered'; readonly label: OwnerLabel; readonly layout: DriveLayout; readonly found: string }
  | { readonly kind: 'unknown'; readonly found: string };

/** Reads a drive. @throws AgentError `tool-failed`; SystemError */
export async function readDriveContent(system: System, device: string): Promise<DriveContent> {
  const [reading, label] = await Promise.all([readTable(system, device), readOwnerLabel(system, device)]);
  if (reading.kind === 'other') return { kind: 'unknown', found: reading.found };
  if (reading.kind === 'none') {
    // What a labelling left that was cut short begins with parts of a table.
    const found = (await findSignature(system, device)) ?? (label ? undefined : await findData(system, device));
    return found === undefined ? { kind: 'blank', label } : { kind: 'unknown', found };
  }
  const ours = layoutIn(reading.table);
  if (ours.kind === 'not-ours') return { kind: 'unknown', found: ours.found };
  if (!label) return { kind: 'unknown', found: 'a partition for an owner label, without the label' };
  const found = reading.damage === undefined ? ours.strange : `a damaged partition table (${reading.damage})`;
  return found === undefined
    ? { kind: 'labelled', label, layout: ours.layout }
    : { kind: 'altered', label, layout: ours.layout, found };
}

/** blkid answers so where it finds nothing that it knows. */
const NOTHING_FOUND = 2;

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
  return table === undefined ? 'signatures that contradict each other' : `a partition table of kind ${table}`;
}

/**
 * Data that blkid does not know, or could not read for a moment, which it answers the same for: a drive is taken without
 * asking only where nothing lies before the place of the label.
 */
async function findData(system: System, device: string): Promise<string | undefined> {
  const start = await system.readBytes(device, { offset: 0n, length: LABEL_OFFSET_BYTES });
  return start.length === LABEL_OFFSET_BYTES && start.every((byte) => byte === 0)
    ? undefined
    : 'data without a signature';
}
