import type { Entry, Store, Write } from '../store/store.ts';
import { splitWrites } from '../store/transaction-limits.ts';
import { CsiError } from './csi-error.ts';

/** One kind of record in the store: JSON text, marked with the version of its format. */
export interface RecordFormat<Value extends object> {
  put(key: string, value: Value): Write;
  /** @throws CsiError `corrupt-record` where the entry is no record of this format */
  read(entry: Entry): Value;
}

/** The type is the caller's word: only records of one kind may stand under the keys it is used for. */
export function recordFormat<Value extends object>(version: number): RecordFormat<Value> {
  return {
    put: (key, value) => ({ kind: 'put', key, value: JSON.stringify({ format: version, value }) }),
    read: (entry) => {
      const record = parse(entry);
      if (typeof record === 'object' && record !== null && 'format' in record && 'value' in record) {
        if (record.format === version) return record.value as Value;
      }
      throw corrupt(entry.key, `it is not of format ${String(version)}`);
    },
  };
}

/**
 * Writes without conditions, for records that have one writer. More than a transaction takes goes in several, in order:
 * what must go together must stand together, and then a crash in between leaves a beginning.
 */
export async function writeAll(store: Store, writes: readonly Write[]): Promise<void> {
  for (const part of splitWrites(writes)) await store.commit({ conditions: [], writes: part });
}

function parse(entry: Entry): unknown {
  try {
    return JSON.parse(entry.value);
  } catch (error) {
    throw corrupt(entry.key, 'it is no JSON', error);
  }
}

const corrupt = (key: string, reason: string, cause?: unknown): CsiError =>
  new CsiError('corrupt-record', `the record ${key} cannot be read: ${reason}`, { cause });
