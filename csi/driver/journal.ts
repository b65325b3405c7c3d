import type { RegisteredNode } from '../registered-node.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import { LEADER_KEY, nodeKey, publicationKey, volumeKey } from '../../store/keys.ts';
import type { Store, Write } from '../../store/store.ts';
import { CsiError } from '../csi-error.ts';
import { leaderRecord, nodeRecord, publicationRecord, volumeRecord } from './records.ts';

/*
 * The journal is the phases of the records themselves: `creating`, `expanding`, `releasing`, `publishing` and
 * `unpublishing` are written with their target before the first side effect, and left with the last. Recovery goes on
 * with every record that is in one of them.
 */

export const putVolume = (volume: Volume): Write => volumeRecord.put(volumeKey(volume.id), volume);

export const deleteVolume = (volume: Volume): Write => ({ kind: 'delete', key: volumeKey(volume.id) });

export const putPublication = (publication: Publication): Write =>
  publicationRecord.put(publicationKey(publication.volume, publication.node), publication);

export const deletePublication = (publication: Publication): Write => ({
  kind: 'delete',
  key: publicationKey(publication.volume, publication.node),
});

export const putNode = (node: RegisteredNode): Write => nodeRecord.put(nodeKey(node.name), node);

/** The one way in which the driver writes. */
export interface Journal {
  /** Rises with each start of a driver on the store. */
  readonly epoch: number;
  /** The same for a command that is about to be given. @throws CsiError `deposed` where another may lead by now */
  leading(): number;
  /** The store, as long as this driver leads: every commit carries the lease. */
  readonly store: Store;
  /**
   * Makes the writes durable, all or none. A failed commit may have been written all the same: after one, memory and
   * store may differ, so nothing is written any more until a new start reads the store.
   * @throws CsiError `deposed`, `outcome-unknown`
   */
  commit(...writes: readonly Write[]): Promise<void>;
  /**
   * That this driver still leads, also where it has nothing to write.
   * @throws CsiError `deposed`, `outcome-unknown`
   */
  confirm(): Promise<void>;
}

/**
 * Takes the lead over the state: from here on, whoever led before cannot write.
 * @param held whether nobody else can have taken it since, by the clock of this process
 */
export async function takeLead(store: Store, held: () => boolean = () => true): Promise<Journal> {
  const before = await store.get(LEADER_KEY);
  const epoch = (before ? leaderRecord.read(before).epoch : 0) + 1;
  const taken = await store.commit({
    conditions: [{ key: LEADER_KEY, modified: before?.modified ?? 0 }],
    writes: [leaderRecord.put(LEADER_KEY, { epoch })],
  });
  if (taken.kind === 'conflict') throw deposed();
  const lease: Lease = { stopped: undefined, revision: taken.revision, held };
  const leased = leasedStore(store, lease);
  return {
    epoch,
    leading: () => {
      assertLeading(lease);
      return epoch;
    },
    store: leased,
    commit: async (...writes) => {
      await leased.commit({ conditions: [], writes });
    },
    confirm: async () => {
      const held = await store.get(LEADER_KEY);
      if (held?.modified !== lease.revision) lease.stopped = deposed();
      if (lease.stopped) throw lease.stopped;
    },
  };
}

interface Lease {
  readonly revision: number;
  /** Why nothing is written any more. */
  stopped: CsiError | undefined;
  readonly held: () => boolean;
}

/** A process that was stopped for a while may go on with anything first: so it looks at the clock, each time. */
function assertLeading(lease: Lease): void {
  if (!lease.held()) lease.stopped ??= deposed();
  if (lease.stopped) throw lease.stopped;
}

function leasedStore(store: Store, lease: Lease): Store {
  const held = { key: LEADER_KEY, modified: lease.revision };
  const stop = (error: CsiError): CsiError => (lease.stopped = error);
  return {
    ...store,
    commit: async ({ conditions, writes }) => {
      assertLeading(lease);
      const result = await store.commit({ conditions: [held, ...conditions], writes }).catch((cause: unknown) => {
        throw stop(outcomeUnknown(cause));
      });
      if (result.kind === 'conflict' && result.keys.includes(LEADER_KEY)) throw stop(deposed());
      return result;
    },
  };
}

const deposed = (): CsiError => new CsiError('deposed', 'another driver has taken over this state; this one stops');

const outcomeUnknown = (cause: unknown): CsiError =>
  new CsiError(
    'outcome-unknown',
    'the store did not say whether it has written; this driver stops, to start anew from what is stored',
    { cause },
  );
