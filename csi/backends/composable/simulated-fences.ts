import { createHash } from 'node:crypto';
import type { EnclosureName, VolumeId } from '../../../core/model/ids.ts';
import type { Store, Write } from '../../../store/store.ts';
import { failed, ok } from '../../outcome.ts';
import { recordFormat, writeAll } from '../../records.ts';
import type { EnclosureOutcome, Fence } from './enclosure-host.ts';

/** The highest fences that one enclosure has seen. */
export interface SimulatedFences {
  /** What to write to remember the fence, together with the command's own effect. Errors: stale. */
  admit(volume: VolumeId, fence: Fence): Promise<EnclosureOutcome<Admission>>;
  /** Forgets the generations of volumes without legs: their commands are of older epochs, and stale by that alone. */
  forgetExcept(volumes: ReadonlySet<VolumeId>): Promise<void>;
}

interface Admission {
  readonly writes: readonly Write[];
  /** Whether a new leader speaks for the first time. */
  readonly newEpoch: boolean;
}

const epochRecord = recordFormat<{ readonly epoch: number }>(1);
const generationRecord = recordFormat<{ readonly volume: VolumeId; readonly generation: number }>(1);

export function simulatedFencesIn(store: Store, enclosure: EnclosureName): SimulatedFences {
  // Names of enclosures are longer than keys may be.
  const prefix = `simulated/fence/${createHash('sha256').update(enclosure).digest('hex')}/`;
  const epochKey = `${prefix}epoch`;
  const generations = `${prefix}generation/`;
  return {
    admit: async (volume, { epoch, generation }) => {
      const [epochEntry, generationEntry] = await Promise.all([store.get(epochKey), store.get(generations + volume)]);
      const highestEpoch = epochEntry ? epochRecord.read(epochEntry).epoch : 0;
      if (epoch < highestEpoch) return stale(enclosure, 'epoch', epoch, highestEpoch);
      const highest = generationEntry ? generationRecord.read(generationEntry).generation : 0;
      if (generation < highest) return stale(enclosure, 'generation', generation, highest);
      const newEpoch = epoch > highestEpoch;
      const writes = [
        ...(newEpoch ? [epochRecord.put(epochKey, { epoch })] : []),
        ...(generation > highest ? [generationRecord.put(generations + volume, { volume, generation })] : []),
      ];
      return ok({ writes, newEpoch });
    },
    forgetExcept: async (volumes) => {
      const deletes = (await store.list(generations))
        .filter((entry) => !volumes.has(generationRecord.read(entry).volume))
        .map(({ key }): Write => ({ kind: 'delete', key }));
      await writeAll(store, deletes);
    },
  };
}

const stale = (enclosure: EnclosureName, what: string, seen: number, highest: number) =>
  failed('stale', `enclosure ${enclosure} has seen ${what} ${String(highest)} and refuses ${String(seen)}`);
