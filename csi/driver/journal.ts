import type { NodeName, OperationId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { Store, Write } from '../../store/store.ts';
import { CsiError } from '../csi-error.ts';
import type { Effect } from './operation.ts';
import { LEADER_KEY, nodeKey, operationKey, publicationKey, volumeKey } from '../../store/keys.ts';
import { leaderRecord, nodeRecord, operationRecord, publicationRecord, volumeRecord } from './records.ts';

/** Writes of one step, collected so that a step is one transaction. */
export const putVolume = (volume: Volume): Write => volumeRecord.put(volumeKey(volume.id), volume);

export const deleteVolume = (volume: Volume): Write => ({ kind: 'delete', key: volumeKey(volume.id) });

export const putPublication = (publication: Publication): Write =>
  publicationRecord.put(publicationKey(publication.volume, publication.node), publication);

export const deletePublication = (publication: Publication): Write => ({
  kind: 'delete',
  key: publicationKey(publication.volume, publication.node),
});

export const putNode = (name: NodeName): Write => nodeRecord.put(nodeKey(name), { name });

/** The entry that says which effect on the volume has begun. */
export const putOperation = (volume: Volume, effect: Effect, now: Date): Write => {
  const id = operationIdOf(volume);
  return operationRecord.put(operationKey(id), { id, volume: volume.id, effect, startedAt: now.toISOString() });
};

export const deleteOperation = (volume: Volume): Write => ({
  kind: 'delete',
  key: operationKey(operationIdOf(volume)),
});

/** A volume has at most one operation at a time, so its id names it. */
const operationIdOf = (volume: Volume): OperationId => volume.id as string as OperationId;

/** The one way in which the driver writes. */
export interface Journal {
  /** Rises with each start of a driver on the store. */
  readonly epoch: number;
  /**
   * Makes the writes durable, all or none, as long as this driver leads.
   * @throws CsiError `deposed` where another driver has taken the state over
   */
  commit(...writes: readonly Write[]): Promise<void>;
}

/** Takes the lead over the state: from here on, whoever led before cannot write. */
export async function takeLead(store: Store): Promise<Journal> {
  const before = await store.get(LEADER_KEY);
  const epoch = (before ? leaderRecord.read(before).epoch : 0) + 1;
  const taken = await store.commit({
    conditions: [{ key: LEADER_KEY, modified: before?.modified ?? 0 }],
    writes: [leaderRecord.put(LEADER_KEY, { epoch })],
  });
  if (taken.kind === 'conflict') throw deposed();
  const lease = { key: LEADER_KEY, modified: taken.revision };
  return {
    epoch,
    commit: async (...writes) => {
      const result = await store.commit({ conditions: [lease], writes });
      if (result.kind === 'conflict') throw deposed();
    },
  };
}

const deposed = (): CsiError => new CsiError('deposed', 'another driver has taken over this state; this one stops');
