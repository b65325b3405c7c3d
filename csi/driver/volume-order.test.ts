import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VolumeId } from '../../core/model/ids.ts';
import { createVolumeOrder } from './volume-order.ts';

const id = fc.integer({ min: 0, max: 20 }).map((n) => `v${String(n).padStart(2, '0')}` as VolumeId);

const event = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), id }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('after' as const), id: fc.option(id, { nil: undefined }) }),
);

it('is that of a sorted set, whatever comes, goes and comes again', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const order = createVolumeOrder();
      const plain = new Set<VolumeId>();
      for (const { kind, id: subject } of events) {
        switch (kind) {
          case 'add':
            order.add(subject);
            plain.add(subject);
            break;
          case 'remove':
            order.remove(subject);
            plain.delete(subject);
            break;
          case 'after':
            expect([...order.after(subject)]).toEqual(
              [...plain].sort().filter((each) => subject === undefined || each > subject),
            );
        }
      }
    }),
  );
});
