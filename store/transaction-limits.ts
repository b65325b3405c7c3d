import {
  FENCE_BYTES,
  FENCE_KEYS,
  MAX_KEY_BYTES,
  MAX_TRANSACTION_BYTES,
  MAX_TRANSACTION_KEYS,
  StoreError,
} from './store.ts';
import type { Transaction, Write } from './store.ts';

/** Printable ASCII without the space, in non-empty segments. */
const KEY = /^[!-.0-~]+(?:\/[!-.0-~]+)*$/;

/**
 * Refuses a transaction that an engine must not take, so that no engine takes what another would refuse.
 * @throws StoreError `bad-key`, `too-large`
 */
export function checkTransaction(transaction: Transaction): void {
  const keys = new Set<string>();
  const written = new Set<string>();
  let bytes = 0;
  for (const { key } of transaction.conditions) {
    checkKey(key);
    keys.add(key);
    bytes += key.length;
  }
  for (const write of transaction.writes) {
    checkKey(write.key);
    if (written.has(write.key)) {
      throw new StoreError('bad-key', `the transaction writes ${write.key} twice: write it once, with its last value`);
    }
    keys.add(write.key);
    written.add(write.key);
    bytes += bytesOf(write);
  }
  checkSize(keys.size, bytes);
}

const SPLIT_KEYS = MAX_TRANSACTION_KEYS - FENCE_KEYS;
const SPLIT_BYTES = MAX_TRANSACTION_BYTES - FENCE_BYTES;

/** Writes that need not go together, in as few transactions of a leader as take them. One that none takes stands alone. */
export function splitWrites(writes: readonly Write[]): readonly (readonly Write[])[] {
  const transactions: Write[][] = [];
  let current: Write[] = [];
  let room = SPLIT_BYTES;
  for (const write of writes) {
    room -= bytesOf(write);
    if (current.length === 0 || current.length === SPLIT_KEYS || room < 0) {
      current = [];
      transactions.push(current);
      room = SPLIT_BYTES - bytesOf(write);
    }
    current.push(write);
  }
  return transactions;
}

const bytesOf = (write: Write): number =>
  write.key.length + (write.kind === 'put' ? Buffer.byteLength(write.value) : 0);

function checkKey(key: string): void {
  if (key.length > MAX_KEY_BYTES) {
    throw new StoreError(
      'bad-key',
      `the key ${key.slice(0, 64)}… has ${String(key.length)} bytes; at most ${String(MAX_KEY_BYTES)} are taken: hash its long part`,
    );
  }
  if (!KEY.test(key)) {
    throw new StoreError(
      'bad-key',
      `${JSON.stringify(key)} is no key: use printable ASCII without spaces, in segments joined by single slashes`,
    );
  }
}

function checkSize(keys: number, bytes: number): void {
  if (keys > MAX_TRANSACTION_KEYS) {
    throw new StoreError(
      'too-large',
      `the transaction names ${String(keys)} keys; at most ${String(MAX_TRANSACTION_KEYS)} are taken: split it`,
    );
  }
  if (bytes > MAX_TRANSACTION_BYTES) {
    throw new StoreError(
      'too-large',
      `the transaction has ${String(bytes)} bytes; at most ${String(MAX_TRANSACTION_BYTES)} are taken: split it`,
    );
  }
}
