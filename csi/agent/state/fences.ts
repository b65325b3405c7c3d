import type { EnclosureName, VolumeId } from '../../../core/model/ids.ts';
import { compareAndSwap } from '../../../store/compare-and-swap.ts';
import type { Step } from '../../../store/compare-and-swap.ts';
import type { Store, Write } from '../../../store/store.ts';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import type { Fence } from '../../fence.ts';
import { failed, ok } from '../../outcome.ts';
import { recordFormat, writeAll } from '../../records.ts';

/** The highest fences that this host has seen: kept, so that neither a crash nor a reboot lets an older one in. */
export interface Fences {
  /** Durable before it answers. Errors: stale. */
  admit(volume: VolumeId, fence: Fence): Promise<EnclosureOutcome<undefined>>;
  /** For what is about no volume. Errors: stale. */
  admitEpoch(epoch: number): Promise<EnclosureOutcome<undefined>>;
  /**
   * Forgets the generations that older epochs wrote for volumes that have nothing here, once per epoch: commands of
   * those epochs are stale by that alone.
   */
  forgetOlder(volumesHere: () => Promise<ReadonlySet<VolumeId>>): Promise<void>;
}

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

async function forgetBefore(
  store: Store,
  epoch: number,
  volumesHere: () => Promise<ReadonlySet<VolumeId>>,
): Promise<void> {
  const entries = (await store.list(GENERATION_PREFIX)).map((entry) => ({
    key: entry.key,
    seen: generationRecord.read(entry),
  }));
  const older = entries.filter(({ seen }) => seen.epoch < epoch);
  if (older.length === 0) return;
  const here = await volumesHere();
  const forgotten = older.filter(({ seen }) => !here.has(seen.volume));
  await writeAll(
    store,
    forgotten.map(({ key }) => ({ kind: 'delete', key })),
  );
}
