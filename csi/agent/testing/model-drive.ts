/** A disk of a modelled host: what stands on it, and what its kernel makes of that. */
export interface ModelDrive {
  readonly kernelName: string;
  /** As sysfs tells it, such as `naa.5000c500a1b20000`. */
  readonly wwid: string;
  readonly bytes: bigint;
  readonly rotational: boolean;
  readonly zeroesFast: boolean;
  readonly rpm: number;
  transport: string | null;
  gpt: ModelTable | undefined;
  /** What the kernel has of the table, which may lag behind. */
  readonly kernelPartitions: Map<number, ModelSpan>;
  /** A table of which nothing but its protective MBR is there. */
  protectiveMbr: boolean;
  /** What sfdisk complains about. */
  damage: string | undefined;
  /** What blkid finds where there is no table. */
  signature: string | undefined;
  mountPoint: string | undefined;
  /** What is stacked upon it, such as `md127`. */
  holder: string | undefined;
  /** Bytes that are no zeros, by offset. */
  readonly written: Map<bigint, Uint8Array>;
  /** Where old data lie. */
  dirty: ModelSpan[];
}

/** In bytes. */
export interface ModelSpan {
  readonly start: bigint;
  readonly length: bigint;
}

export interface ModelTable {
  readonly id: string;
  readonly partitions: ReadonlyMap<number, ModelPartition>;
}

export interface ModelPartition extends ModelSpan {
  readonly type: string;
  readonly uuid: string;
  readonly name: string;
  readonly attrs: string;
}

const GIB = 2n ** 30n;
export const SECTOR = 512n;

export function modelDrive(
  kernelName: string,
  { wwid, gib, kind = 'ssd' }: { readonly wwid: string; readonly gib: number; readonly kind?: 'ssd' | 'hdd' },
): ModelDrive {
  return {
    kernelName,
    wwid,
    bytes: BigInt(gib) * GIB,
    rotational: kind === 'hdd',
    zeroesFast: kind === 'ssd',
    rpm: kind === 'hdd' ? 7200 : 1,
    transport: 'sas',
    gpt: undefined,
    kernelPartitions: new Map(),
    protectiveMbr: false,
    damage: undefined,
    signature: undefined,
    mountPoint: undefined,
    holder: undefined,
    written: new Map(),
    dirty: [{ start: 0n, length: BigInt(gib) * GIB }],
  };
}

/** What the kernel does with a table that it reads anew. */
export function rereadTable(drive: ModelDrive): void {
  drive.kernelPartitions.clear();
  for (const [number, { start, length }] of drive.gpt?.partitions ?? []) {
    drive.kernelPartitions.set(number, { start, length });
  }
}

export function writeTable(drive: ModelDrive, table: ModelTable): void {
  drive.gpt = table;
  drive.damage = undefined;
  drive.signature = undefined;
  drive.protectiveMbr = false;
  for (const offset of [...drive.written.keys()]) if (offset < TABLE_BYTES) drive.written.delete(offset);
}

/** What sfdisk writes of a table, in its order. */
export const TABLE_PIECES = ['backup entries', 'backup header', 'entries', 'header', 'MBR'] as const;
export type TablePiece = (typeof TABLE_PIECES)[number];

/** What the power leaves of a table where it fails in the midst of it, as sfdisk and blkid see it [tried: all 32 ways]. */
export function tearTable(drive: ModelDrive, table: ModelTable, left: ReadonlySet<TablePiece>): void {
  const primary = left.has('header') && left.has('entries');
  const backup = left.has('backup header') && left.has('backup entries');
  const readable = left.has('MBR') && (primary || backup);
  writeTable(drive, table);
  if (!readable) drive.gpt = undefined;
  if (readable && !backup) drive.damage = damaged('backup', 'primary');
  if (readable && !primary) drive.damage = damaged('primary', 'backup');
  drive.protectiveMbr = left.has('MBR') && !readable;
  if (left.has('MBR')) drive.written.set(510n, Uint8Array.of(0x55, 0xaa));
  if (left.has('header')) drive.written.set(SECTOR, new TextEncoder().encode('EFI PART'));
  if (left.has('entries')) drive.written.set(2n * SECTOR, new TextEncoder().encode('WOTSALEB'));
}

const damaged = (one: string, other: string): string =>
  `The ${one} GPT table is corrupt, but the ${other} appears OK, so that will be used.`;

/** Behind the protective MBR and the header. */
const TABLE_BYTES = 34n * SECTOR;

export function zeroSpan(drive: ModelDrive, span: ModelSpan): void {
  const end = span.start + span.length;
  for (const offset of [...drive.written.keys()])
    if (offset >= span.start && offset < end) drive.written.delete(offset);
  drive.dirty = drive.dirty.flatMap((dirty) => without(dirty, span));
  if (span.start === 0n && end >= TABLE_BYTES) {
    drive.gpt = undefined;
    drive.signature = undefined;
    drive.damage = undefined;
    drive.protectiveMbr = false;
  }
}

/** What is read of a drive: zeros, but for what was written. */
export function readSpan(drive: ModelDrive, start: bigint, length: number): Uint8Array {
  const read = new Uint8Array(length);
  for (const [offset, bytes] of drive.written) {
    for (const [index, byte] of bytes.entries()) {
      const at = Number(offset - start) + index;
      if (at >= 0 && at < length) read[at] = byte;
    }
  }
  return read;
}

export function writeSpan(drive: ModelDrive, offset: bigint, bytes: Uint8Array): void {
  if (bytes.every((byte) => byte === 0)) {
    zeroSpan(drive, { start: offset, length: BigInt(bytes.length) });
  } else {
    drive.written.set(offset, bytes.slice());
  }
}

export const isDirty = (drive: ModelDrive, span: ModelSpan): boolean =>
  drive.dirty.some((dirty) => dirty.start < span.start + span.length && span.start < dirty.start + dirty.length);

function without(dirty: ModelSpan, { start, length }: ModelSpan): ModelSpan[] {
  const [dirtyEnd, end] = [dirty.start + dirty.length, start + length];
  const before = { start: dirty.start, length: (start < dirtyEnd ? start : dirtyEnd) - dirty.start };
  const from = end > dirty.start ? end : dirty.start;
  const after = { start: from, length: dirtyEnd - from };
  return [before, after].filter((left) => left.length > 0n);
}
