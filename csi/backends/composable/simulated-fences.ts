import { createHash } from 'node:crypto';
import type { EnclosureName, VolumeId } from '../../../core/model/ids.ts';
import { MAX_TRANSACTION_KEYS } from '../../../store/store.ts';
import type { Store, Write } from '../../../store/store.ts';
import { failed, ok } from '../../outcome.ts';
import { commitAlone, decodeRecord, encodeRecord } from '../../records.ts';
import type { EnclosureOutcome, Fence } from './enclosure-host.ts';

/** The highest fences that one enclosure has seen. */
export interface SimulatedFences {
  /** What to write to remember the fence, together with the command's own effect. Errors: stale. */
  admit(volume: VolumeId, fence: Fence): Promise<EnclosureOutcome<Admission>>;
  /** Forgets the generations of volumes without legs: their commands are of older epochs, and stale by that alone. */
  forgetExcept(volumes: ReadonlySet<VolumeId>): Promise<void>;
}

export interface Admission {
  readonly writes: readonly Write[];
  /** Whether a new leader speaks for the first time. */
  readonly newEpoch: boolean;
}

const FORMAT = 1;

export function simulatedFencesIn(store: Store, enclosure: EnclosureName): SimulatedFences {
  // Names of enclosures are longer than keys may be.
  const prefix = `simulated/fence/${createHash('sha256').update(enclosure).digest('hex')}/`;
  const epochKey = `${prefix}epoch`;
  const generations = `${prefix}generation/`;
  return {
    admit: async (volume, { epoch, generation }) => {
      const [epochEntry, generationEntry] = await Promise.all([store.get(epochKey), store.get(generations + volume)]);
      const highestEpoch = epochEntry ? decodeRecord<{ epoch: number }>(FORMAT, epochEntry).epoch : 0;
      if (epoch < highestEpoch) return stale(enclosure, 'epoch', epoch, highestEpoch);
      const highest = generationEntry ? decodeRecord<GenerationRecord>(FORMAT, generationEntry).generation : 0;
      if (generation < highest) return stale(enclosure, 'generation', generation, highest);
      const newEpoch = epoch > highestEpoch;
      const writes = [
        ...(newEpoch ? [put(epochKey, { epoch })] : []),
        ...(generation > highest ? [put(generations + volume, { volume, generation })] : []),
      ];
      return ok({ writes, newEpoch });
    },
    forgetExcept: async (volumes) => {
      const deletes = (await store.list(generations))
        .filter((entry) => !volumes.has(decodeRecord<GenerationRecord>(FORMAT, entry).volume))
        .map(({ key }): Write => ({ kind: 'delete', key }));
      for (let first = 0; first < deletes.length; first += MAX_TRANSACTION_KEYS) {
        await commitAlone(store, { conditions: [], writes: deletes.slice(first, first + MAX_TRANSACTION_KEYS) });
      }
    },
  };
}

interface GenerationRecord {
  readonly volume: VolumeId;
  readonly generation: number;
}

const put = (key: string, value: object): Write => ({ kind: 'put', key, value: encodeRecord(FORMAT, value) });

const stale = (enclosure: EnclosureName, what: string, seen: number, highest: number) =>
  failed('stale', `enclosure ${enclosure} has seen ${what} ${String(highest)} and refuses ${String(seen)}`);
