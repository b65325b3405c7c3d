import type { VolumeId } from '../../core/model/ids.ts';

/**
 * Ids of volumes in ascending order. What is added is sorted in when the order is asked for; what is gone is left where
 * it stood until as much is gone as is there, so that neither takes time that grows with all volumes.
 */
export interface VolumeOrder {
  add(id: VolumeId): void;
  remove(id: VolumeId): void;
  /** Those after an id, itself left out; all of them where none is given. */
  after(id: VolumeId | undefined): Iterable<VolumeId>;
}

export function createVolumeOrder(): VolumeOrder {
  const present = new Set<VolumeId>();
  let sorted: readonly VolumeId[] = [];
  let added: VolumeId[] = [];
  let gone = 0;
  const inOrder = (): readonly VolumeId[] => {
    if (gone > present.size) sorted = sorted.filter((id) => present.has(id));
    if (gone > present.size) gone = 0;
    if (added.length > 0) sorted = merged(sorted, added.filter((id) => present.has(id)).sort());
    added = [];
    return sorted;
  };
  return {
    add: (id) => {
      if (present.has(id)) return;
      present.add(id);
      added.push(id);
    },
    remove: (id) => {
      if (present.delete(id)) gone += 1;
    },
    after: function* (id) {
      const order = inOrder();
      for (let at = id === undefined ? 0 : firstAfter(order, id); at < order.length; at++) {
        const next = order[at];
        if (next !== undefined && present.has(next)) yield next;
      }
    },
  };
}

/** Both in ascending order; what is in both, once. */
function merged(some: readonly VolumeId[], others: readonly VolumeId[]): readonly VolumeId[] {
  const all: VolumeId[] = [];
  let at = 0;
  for (const other of others) {
    for (let next = some[at]; next !== undefined && next < other; next = some[++at]) all.push(next);
    if (some[at] === other) at += 1;
    all.push(other);
  }
  return [...all, ...some.slice(at)];
}

function firstAfter(order: readonly VolumeId[], id: VolumeId): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = order[middle];
    if (there !== undefined && there <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
