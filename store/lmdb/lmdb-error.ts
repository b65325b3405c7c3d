import { StoreError } from '../store.ts';
import type { StoreErrorCode } from '../store.ts';

/** LMDB's return codes (lmdb.h) and the errno of Linux that it passes on. */
const CODES: ReadonlyMap<number, Failure> = new Map<number, Failure>([
  [28, 'full'], // ENOSPC
  [122, 'full'], // EDQUOT
  [-30792, 'full'], // MDB_MAP_FULL
  [-30793, 'corrupt'], // MDB_INVALID
  [-30794, 'corrupt'], // MDB_VERSION_MISMATCH
  [-30796, 'corrupt'], // MDB_CORRUPTED
  [-30797, 'corrupt'], // MDB_PAGE_NOTFOUND
]);

type Failure = Extract<StoreErrorCode, 'full' | 'corrupt' | 'io'>;

const WHAT_TO_DO: Readonly<Record<Failure, string>> = {
  full: 'free space on its file system; nothing of this change was written',
  corrupt: 'put back a backup of the folder',
  io: 'look at the file system it lies on',
};

/** What LMDB throws, as what the store throws. */
export function toStoreError(folder: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const number = cause instanceof Error && 'code' in cause && typeof cause.code === 'number' ? cause.code : 0;
  const code = CODES.get(number) ?? 'io';
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(code, `the store in ${folder} failed: ${detail}; ${WHAT_TO_DO[code]}`, { cause });
}
