import type { Fence } from '../../fence.ts';
import { createHash } from 'node:crypto';
import type { EnclosureName, VolumeId } from '../../../core/model/ids.ts';
import type { Condition, Store, Write } from '../../../store/store.ts';
import { failed, ok } from '../../outcome.ts';
import { recordFormat } from '../../records.ts';
import type { EnclosureOutcome, ObservedLeg } from './enclosure-host.ts';

/** The highest fences that one enclosure has seen. */
export interface SimulatedFences {
  /** What to commit together with a command's own effect. Errors: stale. */
  admit(fence: FenceToAdmit): Promise<EnclosureOutcome<Admission>>;
  /**
   * Forgets the generations that older epochs wrote for volumes without legs: commands of those epochs are stale by that
   * alone.
   */
  forgetBefore(epoch: number, legs: () => Promise<readonly ObservedLeg[]>): Promise<void>;
}

export interface FenceToAdmit {
  /** `undefined` where the command is about no volume: then there is no generation to check. */
  readonly volume: VolumeId | undefined;
  readonly fence: Fence;
}

export interface Admission {
  /** What was read, so that no other command can come in between. */
  readonly conditions: readonly Condition[];
  readonly writes: readonly Write[];
  /** Whether a new leader speaks for the first time. */
  readonly newEpoch: boolean;
}

const epochRecord = recordFormat<{ readonly epoch: number }>('simulated fences', 1);
const generationRecord = recordFormat<Fence & { readonly volume: VolumeId }>('simulated fences', 1);

export function simulatedFencesIn(store: Store, enclosure: EnclosureName): SimulatedFences {
  // Names of enclosures are longer than keys may be.
  const prefix = `simulated/fence/${createHash('sha256').update(enclosure).digest('hex')}/`;
  const epochKey = `${prefix}epoch`;
  const generations = `${prefix}generation/`;
  return {
    admit: async ({ volume, fence: { epoch, generation } }) => {
      const epochEntry = await store.get(epochKey);
      const highestEpoch = epochEntry ? epochRecord.read(epochEntry).epoch : 0;
      if (epoch < highestEpoch) return stale(enclosure, 'epoch', epoch, highestEpoch);
      const newEpoch = epoch > highestEpoch;
      const seenEpoch = { key: epochKey, modified: epochEntry?.modified ?? 0 };
      const epochWrites = newEpoch ? [epochRecord.put(epochKey, { epoch })] : [];
      if (volume === undefined) return ok({ conditions: [seenEpoch], writes: epochWrites, newEpoch });
      const volumeKey = generations + volume;
      const volumeEntry = await store.get(volumeKey);
      const highest = volumeEntry ? generationRecord.read(volumeEntry).generation : 0;
      if (generation < highest) return stale(enclosure, 'generation', generation, highest);
      const newGeneration = generation > highest;
      return ok({
        conditions: [seenEpoch, { key: volumeKey, modified: volumeEntry?.modified ?? 0 }],
        writes: [
          ...epochWrites,
          ...(newGeneration ? [generationRecord.put(volumeKey, { volume, epoch, generation })] : []),
        ],
        newEpoch,
      });
    },
    forgetBefore: async (epoch, legs) => {
      const older = (await store.list(generations)).filter((entry) => generationRecord.read(entry).epoch < epoch);
      if (older.length === 0) return;
      const holding = new Set((await legs()).map(({ volume }) => volume));
      for (const entry of older) {
        if (holding.has(generationRecord.read(entry).volume)) continue;
        // What is admitted meanwhile is younger than what is forgotten.
        const { key, modified } = entry;
        await store.commit({ conditions: [{ key, modified }], writes: [{ kind: 'delete', key }] });
      }
    },
  };
}

const stale = (enclosure: EnclosureName, what: string, seen: number, highest: number) =>
  failed('stale', `enclosure ${enclosure} has seen ${what} ${String(highest)} and refuses ${String(seen)}`);
