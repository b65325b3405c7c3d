import type { RecordCodec } from './records.ts';
import type { Store } from './store.ts';

/**
 * Writes every record under a prefix as the release before would: the last thing that a release does with a store that
 * is given back to the one before. Records that somebody changes meanwhile are done again; it may be repeated after a
 * crash.
 */
export async function rewriteAsBefore(
  store: Store,
  prefix: string,
  codec: Pick<RecordCodec<never>, 'encodeBefore'>,
): Promise<void> {
  for (let again = true; again;) {
    again = false;
    for (const entry of await store.list(prefix)) {
      const value = codec.encodeBefore(entry);
      if (value === undefined) continue;
      const { key, modified } = entry;
      const result = await store.commit({ conditions: [{ key, modified }], writes: [{ kind: 'put', key, value }] });
      again ||= result.kind === 'conflict';
    }
  }
}
