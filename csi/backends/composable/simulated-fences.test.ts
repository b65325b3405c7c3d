import { expect, it } from 'vitest';
import type { EnclosureName, VolumeId } from '../../../core/model/ids.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import { simulatedFencesIn } from './simulated-fences.ts';

const VOLUME = '00000000-0000-4000-8000-0000000000f0' as VolumeId;

it('keeps what a new leader says while the generations of older ones are forgotten', async () => {
  const store = openMemoryStore();
  const fences = simulatedFencesIn(store, 'jbod-1' as EnclosureName);
  const admit = async (epoch: number, generation: number) => {
    const admitted = await fences.admit({ volume: VOLUME, fence: { epoch, generation } });
    if (admitted.kind === 'ok') await store.commit(admitted.value);
    return admitted.kind;
  };
  await admit(1, 3);
  await fences.forgetBefore(2, async () => {
    await admit(2, 5);
    return [];
  });
  expect(await admit(2, 4)).toBe('error');
});
