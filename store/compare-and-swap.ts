import { StoreError } from './store.ts';
import type { Store, Transaction } from './store.ts';

export type Step<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The answer once the transaction is committed. */
  | { readonly kind: 'commit'; readonly transaction: Transaction; readonly answer: Answer };

const MAX_ATTEMPTS = 16;

/**
 * Reads and decides anew for as long as someone else writes what the decision was based on.
 * @param decide its transaction must have a condition on everything it read
 * @throws StoreError `contended` after so many attempts, and what the store throws
 */
export async function compareAndSwap<Answer>(store: Store, decide: () => Promise<Step<Answer>>): Promise<Answer> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const step = await decide();
    if (step.kind === 'answer') return step.answer;
    const result = await store.commit(step.transaction);
    if (result.kind === 'committed') return step.answer;
  }
  throw new StoreError('contended', 'others keep writing the same keys: is a second controller or driver running?');
}
