import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Followed, ObjectChange } from '../api/follow.ts';
import { createGrouping } from './grouping.ts';

interface Thing extends Followed {
  readonly keys: readonly string[];
}

const KEYS = ['a', 'b', 'c'] as const;
const step = fc.record({
  name: fc.constantFrom('1', '2', '3', '4'),
  keys: fc.option(fc.array(fc.constantFrom(...KEYS), { maxLength: 3 }), { nil: undefined }),
});

describe('a grouping', () => {
  it('has under each key what a walk over all of them finds', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const grouping = createGrouping<Thing>(({ keys }) => keys);
        const there = new Map<string, Thing>();
        for (const { name, keys } of steps) {
          const before = there.get(name);
          const object = keys && { metadata: { name }, keys };
          if (object) there.set(name, object);
          else there.delete(name);
          const change = changeOf(before, object);
          if (change) grouping.take(change);
        }
        for (const key of KEYS) {
          const found = [...there.values()].filter(({ keys }) => keys.includes(key));
          expect(new Set(grouping.of(key))).toEqual(new Set(found));
          expect(grouping.of(key)).toHaveLength(found.length);
        }
      }),
    );
  });
});

function changeOf(before: Thing | undefined, object: Thing | undefined): ObjectChange<Thing> | undefined {
  if (object) return before ? { kind: 'changed', object, before } : { kind: 'added', object };
  return before && { kind: 'removed', before };
}
