import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { Volume, VolumePhase } from '../../core/model/volume.ts';
import { countVolume, discountVolume, useOf } from './namespace-use.ts';
import type { ClaimedSizes } from './namespace-use.ts';

const NAMESPACES = ['blue', 'green'];

const phases = fc.oneof(
  fc.constantFrom<VolumePhase>({ kind: 'creating' }, { kind: 'ready' }, { kind: 'releasing' }),
  fc.integer({ min: 10, max: 20 }).map((target): VolumePhase => ({ kind: 'expanding', target: gib(target) })),
);

/** A volume as it comes to be, or that it is gone. */
const changes = fc.record({ id: fc.nat(7), size: fc.integer({ min: 1, max: 9 }), phase: phases, isGone: fc.boolean() });

/** The claim of a volume is the same for as long as it lives; one in four has none. */
const volumeOf = (id: number, size: number, phase: VolumePhase): Volume => {
  const namespace = NAMESPACES[id % 4 === 3 ? -1 : id % 2];
  const volume = { id: String(id) as VolumeId, size: gib(size), phase } as Volume;
  return namespace === undefined ? volume : { ...volume, claim: { namespace, name: 'data' } };
};

it('is what all volumes of the namespace have that are not being released, but for the one asked about', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 30 }), fc.nat(7), (story, asked) => {
      const claimed: ClaimedSizes = new Map();
      const volumes = new Map<number, Volume>();
      for (const { id, size, phase, isGone } of story) {
        const volume = volumeOf(id, size, phase);
        if (isGone) {
          volumes.delete(id);
          discountVolume(claimed, volume);
        } else {
          volumes.set(id, volume);
          countVolume(claimed, volume);
        }
      }
      for (const namespace of NAMESPACES) {
        const sizes = [...volumes.values()]
          .filter(
            ({ id, claim, phase }) =>
              claim?.namespace === namespace && phase.kind !== 'releasing' && id !== String(asked),
          )
          .map(({ phase, size }) => (phase.kind === 'expanding' ? phase.target : size));
        const expected = { volumes: sizes.length, size: sizes.reduce((sum, size) => sum + size, 0) };
        expect(useOf(claimed, namespace, String(asked) as VolumeId)).toEqual(expected);
      }
      if ([...volumes.values()].every(({ phase }) => phase.kind === 'releasing')) expect(claimed.size).toBe(0);
    }),
    { numRuns: 200, seed: 20261128 },
  );
});
