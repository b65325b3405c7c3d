import type { Store } from '../../store/store.ts';
import { emptyState, rememberPublication, rememberVolume } from './driver-state.ts';
import type { DriverState } from './driver-state.ts';
import { NODE_PREFIX, PUBLICATION_PREFIX, VOLUME_PREFIX } from '../../store/keys.ts';
import { nodeRecord, publicationRecord, volumeRecord } from './records.ts';

/** Reads what the driver knows back from the store; the configuration comes apart. */
export async function loadState(store: Store): Promise<DriverState> {
  const state = emptyState();
  for (const entry of await store.list(VOLUME_PREFIX)) rememberVolume(state, volumeRecord.read(entry));
  for (const entry of await store.list(PUBLICATION_PREFIX)) rememberPublication(state, publicationRecord.read(entry));
  for (const entry of await store.list(NODE_PREFIX)) {
    const node = nodeRecord.read(entry);
    state.nodes.set(node.name, node);
  }
  return state;
}
