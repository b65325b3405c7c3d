import { open } from 'node:fs/promises';
import { StoreError } from '../store.ts';

/** Source: lmdb.h and mdb.c of LMDB's 1.0 branch: a page header, then MDB_meta, little-endian. */
const META = {
  start: 24,
  magic: 0xbeefc0de,
  version: 2,
  pageSizeAt: 24,
  /** Root pages of the free list and of the main tree. */
  rootsAt: [64, 112],
  transactionAt: 128,
  bytes: 136,
} as const;
const NO_PAGE = 2n ** 64n - 1n;

interface Meta {
  readonly pageSize: number;
  readonly transaction: bigint;
  readonly roots: readonly bigint[];
}

/**
 * Looks at the data file before LMDB maps it: LMDB takes the process down by a signal when the file is none of its own
 * or was cut short, and nobody could tell why. A missing or empty file is a new store.
 * @throws StoreError `corrupt`
 */
export async function checkDataFile(path: string): Promise<void> {
  const bytes = await readStart(path);
  if (!bytes || bytes.size === 0) return;

  const first = readMeta(bytes.start, 0);
  if (!first) throw corrupt(path, 'it does not begin as an LMDB data file does');
  const second = readMeta(bytes.start, first.pageSize);
  if (!second) throw corrupt(path, 'its second page is damaged');

  const newest = second.transaction > first.transaction ? second : first;
  const pages = BigInt(Math.floor(bytes.size / newest.pageSize));
  if (newest.roots.some((root) => root !== NO_PAGE && root >= pages)) throw corrupt(path, 'it was cut short');
}

/** Both meta pages, which lie at the start, for the largest page size there is. */
async function readStart(path: string): Promise<{ readonly start: Buffer; readonly size: number } | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const start = Buffer.alloc(65_536 + META.start + META.bytes);
      const { bytesRead } = await file.read(start, 0, start.length, 0);
      return { start: start.subarray(0, bytesRead), size: (await file.stat()).size };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new StoreError('io', `cannot read ${path}: ${String(cause)}`, { cause });
  }
}

function readMeta(bytes: Buffer, page: number): Meta | undefined {
  const start = page + META.start;
  if (bytes.length < start + META.bytes) return undefined;
  const meta = bytes.subarray(start);
  if (meta.readUInt32LE(0) !== META.magic || meta.readUInt32LE(4) !== META.version) return undefined;
  const pageSize = meta.readUInt32LE(META.pageSizeAt);
  if (pageSize < 512 || pageSize > 65_536) return undefined;
  return {
    pageSize,
    transaction: meta.readBigUInt64LE(META.transactionAt),
    roots: META.rootsAt.map((offset) => meta.readBigUInt64LE(offset)),
  };
}

const corrupt = (path: string, why: string): StoreError =>
  new StoreError('corrupt', `${path} cannot be opened: ${why}. Put back a backup of its folder`);
