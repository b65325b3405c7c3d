import { describe, expect, it } from 'vitest';
import type { EnclosureName, VolumeId } from '../../../core/model/ids.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { fencesIn } from './fences.ts';
import type { VolumesHere } from './fences.ts';

const KEPT = '00000000-0000-4000-8000-0000000000f0' as VolumeId;
const GONE = '00000000-0000-4000-8000-0000000000f1' as VolumeId;

/** Fences of two volumes, each at generation 3 of epoch 1, under a leader of epoch 2. */
async function opened() {
  const fences = fencesIn(openMemoryStore(), 'jbod-1' as EnclosureName);
  for (const volume of [KEPT, GONE]) await fences.admit(volume, { epoch: 1, generation: 3 });
  await fences.admitEpoch(2);
  /** Whether an older command would come in. */
  const isFenced = async (volume: VolumeId, generation: number): Promise<boolean> =>
    codeOf(await fences.admit(volume, { epoch: 2, generation })) === 'stale';
  return { fences, isFenced };
}

const codeOf = (outcome: EnclosureOutcome<unknown>) => (outcome.kind === 'error' ? outcome.code : undefined);

const seen =
  (...volumes: readonly VolumeId[]) =>
  (): Promise<VolumesHere> =>
    Promise.resolve({ kind: 'all-seen', volumes: new Set(volumes) });

describe('fences of older epochs', () => {
  it('are forgotten for volumes that have nothing here', async () => {
    const { fences, isFenced } = await opened();
    await fences.forgetOlder(seen(KEPT));
    expect([await isFenced(KEPT, 2), await isFenced(GONE, 2)]).toEqual([true, false]);
  });

  it('are kept while a drive cannot be read', async () => {
    const { fences, isFenced } = await opened();
    await fences.forgetOlder(() => Promise.resolve({ kind: 'not-all-seen' }));
    expect([await isFenced(KEPT, 2), await isFenced(GONE, 2)]).toEqual([true, true]);
  });

  it('give way to what the new leader says while the host is looked at, and that is kept', async () => {
    const { fences, isFenced } = await opened();
    await fences.forgetOlder(async () => {
      await fences.admit(GONE, { epoch: 2, generation: 5 });
      return seen()();
    });
    expect(await isFenced(GONE, 4)).toBe(true);
  });
});
