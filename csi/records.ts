import type { Entry, Store, Transaction } from '../store/store.ts';
import { CsiError } from './csi-error.ts';

/** A record in the store as JSON text, marked with the version of its format. */
export const encodeRecord = (format: number, value: object): string => JSON.stringify({ format, ...value });

/**
 * What {@link encodeRecord} wrote. The type is the caller's word: only records of this layer stand under its keys.
 * @throws CsiError `corrupt-record` where it is no record of that format
 */
export function decodeRecord<Value extends object>(format: number, entry: Entry): Value {
  const parsed = parse(entry);
  if (typeof parsed === 'object' && parsed !== null && 'format' in parsed && parsed.format === format) {
    const { format: _, ...value } = parsed;
    return value as unknown as Value;
  }
  throw corrupt(entry.key, `it is not of format ${String(format)}`);
}

/**
 * Commits what nobody else can have touched.
 * @throws CsiError `internal` where somebody did
 */
export async function commitAlone(store: Store, transaction: Transaction): Promise<void> {
  const result = await store.commit(transaction);
  if (result.kind === 'committed') return;
  throw new CsiError('internal', `another process changed ${result.keys.join(', ')}; only one may run on this state`);
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
