import type { LegId } from '../../../core/model/ids.ts';
import type { Store } from '../../../store/store.ts';
import { recordFormat, writeAll } from '../../records.ts';

/**
 * A copy that this host has begun, kept until its end: where it goes on after a restart, what may be connected for it,
 * and what nobody may write to meanwhile.
 */
export interface BegunCopy {
  readonly leg: LegId;
  readonly source: { readonly kind: 'own-drive' | 'export'; readonly leg: LegId };
  /** Bytes that are on the medium. */
  readonly done: number;
}

export interface BegunCopies {
  of(leg: LegId): Promise<BegunCopy | undefined>;
  /** Durable before it answers. */
  put(copy: BegunCopy): Promise<void>;
  forget(leg: LegId): Promise<void>;
  /** The leg that a leg of this host is being copied into. */
  readerOf(source: LegId): Promise<LegId | undefined>;
}

const format = recordFormat<BegunCopy>('copies', 1);
const PREFIX = 'agent/copy/';

export const begunCopiesIn = (store: Store): BegunCopies => ({
  of: async (leg) => {
    const entry = await store.get(PREFIX + leg);
    return entry && format.read(entry);
  },
  put: (copy) => writeAll(store, [format.put(PREFIX + copy.leg, copy)]),
  forget: (leg) => writeAll(store, [{ kind: 'delete', key: PREFIX + leg }]),
  readerOf: async (wanted) => {
    const copies = (await store.list(PREFIX)).map((entry) => format.read(entry));
    return copies.find(({ source }) => source.kind === 'own-drive' && source.leg === wanted)?.leg;
  },
});
