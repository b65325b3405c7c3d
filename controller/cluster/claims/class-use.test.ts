import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STORAGE_CLASSES, VOLUME_ATTRIBUTES_CLASSES } from '../api/resource.ts';
import { createClassUseCount } from './class-use.ts';
import type { KeptClaim } from './kept.ts';

const CLASSES = ['gold', 'silver'];

const kept = (storageClass: string | undefined, attributesClass: string | undefined): KeptClaim => ({
  ...{ metadata: { name: 'a', namespace: 'b' }, uid: 'u', labels: undefined, owner: undefined },
  ...{ storageClass, attributesClass },
});

it('counts as many as there are, whatever comes, changes and goes', () => {
  const name = fc.option(fc.constantFrom(...CLASSES), { nil: undefined });
  const step = fc.record({ at: fc.nat(5), claim: fc.option(fc.tuple(name, name), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const count = createClassUseCount();
      const there = new Map<number, KeptClaim>();
      for (const { at, claim } of steps) {
        const before = there.get(at);
        const object = claim && kept(...claim);
        if (object) there.set(at, object);
        else there.delete(at);
        if (object) count.takeClaim(before ? { kind: 'changed', object, before } : { kind: 'added', object });
        else if (before) count.takeClaim({ kind: 'removed', before });
      }
      for (const each of CLASSES) {
        const all = [...there.values()];
        expect(count.of(STORAGE_CLASSES, each)).toEqual({
          ...{ claims: all.filter(({ storageClass }) => storageClass === each).length, volumes: 0 },
        });
        expect(count.of(VOLUME_ATTRIBUTES_CLASSES, each).claims).toBe(
          all.filter(({ attributesClass }) => attributesClass === each).length,
        );
      }
    }),
  );
});
