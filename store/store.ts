/**
 * The state: an ordered key-value space with revisions, multi-key compare-and-swap transactions and a watch.
 * Keys are `/`-separated ASCII, at most 256 bytes; values are JSON text. Order is that of the keys' bytes.
 */
export interface Store {
  /** The entry, or `undefined` where there is none. */
  get(key: string): Promise<Entry | undefined>;

  /** Entries whose key starts with `prefix`, in key order, from after `after` on, at most `limit`. */
  list(prefix: string, options?: { readonly after?: string; readonly limit?: number }): Promise<readonly Entry[]>;

  /**
   * All of it or nothing, durable before it answers. What changes nothing takes no revision. At most {@link MAX_TRANSACTION_KEYS} keys, conditions included,
   * and {@link MAX_TRANSACTION_BYTES} of keys and values.
   * @throws StoreError `too-large`, `bad-key`, `closed`, `full`, `io`
   */
  commit(transaction: Transaction): Promise<CommitResult>;

  /**
   * Changes under `prefix` with a revision above `after`, in order, until the signal aborts or the store closes.
   * @throws StoreError `compacted` where that history is no longer kept: list again, then watch from there
   */
  watch(prefix: string, options: { readonly after: number; readonly signal: AbortSignal }): AsyncIterable<Change>;

  /** The revision of the last commit; 0 when there was none. */
  revision(): Promise<number>;

  close(): Promise<void>;
}

export const MAX_TRANSACTION_KEYS = 64;
export const MAX_TRANSACTION_BYTES = 2 ** 20;
export const MAX_KEY_BYTES = 256;
/** Of the keys, and the bytes: what a leader's transactions need for comparing who leads, besides what they are about. */
export const FENCE_KEYS = 1;
export const FENCE_BYTES = 64;

export interface Entry {
  readonly key: string;
  readonly value: string;
  /** The revision of the commit that last wrote it. */
  readonly modified: number;
}

export interface Transaction {
  readonly conditions: readonly Condition[];
  readonly writes: readonly Write[];
}

/** `modified: 0` means that the key must not exist. */
export interface Condition {
  readonly key: string;
  readonly modified: number;
}

export type Write =
  | { readonly kind: 'put'; readonly key: string; readonly value: string }
  | { readonly kind: 'delete'; readonly key: string };

export type CommitResult =
  | { readonly kind: 'committed'; readonly revision: number }
  /** Nothing was written; `keys` are the conditions that did not hold. */
  | { readonly kind: 'conflict'; readonly keys: readonly string[] };

export type Change =
  | { readonly kind: 'put'; readonly entry: Entry }
  | { readonly kind: 'delete'; readonly key: string; readonly revision: number };

export type StoreErrorCode =
  | 'too-large'
  | 'bad-key'
  | 'compacted'
  | 'closed'
  | 'full'
  | 'locked'
  | 'corrupt'
  | 'newer-format'
  /** What a record is about is not kept. */
  | 'not-found'
  /** Others keep writing the same keys. */
  | 'contended'
  | 'io';

/** What any store operation may throw. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
