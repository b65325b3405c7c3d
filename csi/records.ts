import { recordCodec } from '../store/records.ts';
import { splitWrites } from '../store/transaction-limits.ts';
import type { Entry, Store, Write } from '../store/store.ts';

/** One kind of record in the store. */
export interface RecordFormat<Value extends object> {
  put(key: string, value: Value): Write;
  /** @throws StoreError `corrupt`, `newer-format` */
  read(entry: Entry): Value;
}

/** @param kind what is stored, in the plural: "volumes" */
export function recordFormat<Value extends object>(kind: string, version: number): RecordFormat<Value> {
  const codec = recordCodec<Value>({ kind, version, since: FIRST_RELEASE });
  return {
    put: (key, value) => ({ kind: 'put', key, value: codec.encode(value) }),
    read: (entry) => codec.decode(entry),
  };
}

/** The release that wrote version 1 of every format. */
const FIRST_RELEASE = '0.1';

/**
 * Writes without conditions, for records that have one writer. More than a transaction takes goes in several, in order:
 * what must go together must stand together, and then a crash in between leaves a beginning.
 */
export async function writeAll(store: Store, writes: readonly Write[]): Promise<void> {
  for (const part of splitWrites(writes)) await store.commit({ conditions: [], writes: part });
}
