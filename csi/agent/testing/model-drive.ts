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
}

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
  }
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
