import type { CommitResult, Store, Transaction } from '../../store/store.ts';
import type { Observation } from './observation.ts';

/** The store, with each transaction timed and traced. */
export function observedStore(store: Store, { metrics, tracing }: Pick<Observation, 'metrics' | 'tracing'>): Store {
  const commit = async (transaction: Transaction): Promise<CommitResult> => {
    const began = performance.now();
    const since = (): number => (performance.now() - began) / 1000;
    try {
      const result = await store.commit(transaction);
      metrics.committed(result.kind, since());
      return result;
    } catch (error) {
      metrics.committed('failed', since());
      throw error;
    }
  };
  return {
    ...store,
    commit: (transaction) =>
      tracing.span(
        {
          name: 'store commit',
          attributes: { 'stowage.writes': transaction.writes.length },
          failure: ({ kind }) => (kind === 'committed' ? undefined : kind),
        },
        () => commit(transaction),
      ),
  };
}
