import type { EnclosureName, VolumeId } from '../../../core/model/ids.ts';
import { compareAndSwap } from '../../../store/compare-and-swap.ts';
import type { Step } from '../../../store/compare-and-swap.ts';
import type { Store, Write } from '../../../store/store.ts';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import type { Fence } from '../../fence.ts';
import { failed, ok } from '../../outcome.ts';
import { recordFormat } from '../../records.ts';

/** The highest fences that this host has seen: kept, so that neither a crash nor a reboot lets an older one in. */
export interface Fences {
  /** Durable before it answers. Errors: stale. */
  admit(volume: VolumeId, fence: Fence): Promise<EnclosureOutcome<undefined>>;
  /** For what is about no volume. Errors: stale. */
  admitEpoch(epoch: number): Promise<EnclosureOutcome<undefined>>;
  /**
   * Forgets the generations that older epochs wrote for volumes that have nothing here, once per epoch: commands of
   * those epochs are stale by that alone. Forgets none where not all can be seen.
   */
  forgetOlder(volumesHere: LookForVolumes): Promise<void>;
}

export type LookForVolumes = () => Promise<VolumesHere>;

export type VolumesHere =
  | { readonly kind: 'all-seen'; readonly volumes: ReadonlySet<VolumeId> }
  /** A drive cannot be read: whatever is on it is here. */
  | { readonly kind: 'not-all-seen' };

const epochRecord = recordFormat<{ readonly epoch: number }>('fences', 1);
const generationRecord = recordFormat<Fence & { readonly volume: VolumeId }>('fences', 1);
const EPOCH_KEY = 'agent/fence/epoch';
const GENERATION_PREFIX = 'agent/fence/generation/';

export function fencesIn(store: Store, enclosure: EnclosureName): Fences {
  let tidied = 0;
  const stale = (what: string, seen: number, highest: number) =>
    failed('stale', `enclosure ${enclosure} has seen ${what} ${String(highest)} and refuses ${String(seen)}`);
  const admit = (epoch: number, volume: { readonly id: VolumeId; readonly generation: number } | undefined) =>
    compareAndSwap(store, async (): Promise<Step<EnclosureOutcome<undefined>>> => {
      const seenEpoch = await readEpoch(store);
      if (epoch < seenEpoch.epoch) return { kind: 'answer', answer: stale('epoch', epoch, seenEpoch.epoch) };
      const seen = volume && (await readGeneration(store, volume.id));
      if (volume && seen && volume.generation < seen.generation) {
        return { kind: 'answer', answer: stale('generation', volume.generation, seen.generation) };
      }
      const newEpoch = epoch > seenEpoch.epoch;
      const writes: Write[] = newEpoch ? [epochRecord.put(EPOCH_KEY, { epoch })] : [];
      if (volume && volume.generation > (seen?.generation ?? 0)) {
        const { id, generation } = volume;
        writes.push(generationRecord.put(GENERATION_PREFIX + id, { volume: id, epoch, generation }));
      }
      const answer = ok(undefined);
      if (writes.length === 0) return { kind: 'answer', answer };
      const conditions = [
        { key: EPOCH_KEY, modified: seenEpoch.modified },
        ...(volume ? [{ key: GENERATION_PREFIX + volume.id, modified: seen?.modified ?? 0 }] : []),
      ];
      return { kind: 'commit', transaction: { conditions, writes }, answer };
    });
  return {
    admit: (id, { epoch, generation }) => admit(epoch, { id, generation }),
    admitEpoch: (epoch) => admit(epoch, undefined),
    forgetOlder: async (volumesHere) => {
      const { epoch } = await readEpoch(store);
      if (epoch === tidied) return;
      await forgetBefore(store, epoch, volumesHere);
      // Also where nothing could be forgotten: a drive that hangs must not have every command look at it again.
      tidied = epoch;
    },
  };
}

async function readEpoch(store: Store) {
  const entry = await store.get(EPOCH_KEY);
  return { epoch: entry ? epochRecord.read(entry).epoch : 0, modified: entry?.modified ?? 0 };
}

async function readGeneration(store: Store, volume: VolumeId) {
  const entry = await store.get(GENERATION_PREFIX + volume);
  return { generation: entry ? generationRecord.read(entry).generation : 0, modified: entry?.modified ?? 0 };
}

/** What is admitted while the host is looked at is younger than what is forgotten. */
async function forgetBefore(store: Store, epoch: number, volumesHere: LookForVolumes): Promise<void> {
  const older = (await store.list(GENERATION_PREFIX))
    .map((entry) => ({ ...entry, seen: generationRecord.read(entry) }))
    .filter(({ seen }) => seen.epoch < epoch);
  if (older.length === 0) return;
  const here = await volumesHere();
  if (here.kind === 'not-all-seen') return;
  for (const { key, modified, seen } of older) {
    if (here.volumes.has(seen.volume)) continue;
    await store.commit({ conditions: [{ key, modified }], writes: [{ kind: 'delete', key }] });
  }
}
