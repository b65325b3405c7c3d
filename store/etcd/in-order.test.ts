import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInOrder } from './in-order.ts';
import type { Touched } from './in-order.ts';

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'leader'), { maxLength: 2 });
const pieces: fc.Arbitrary<Touched[]> = fc.array(fc.record({ reads: names, writes: names }), { maxLength: 12 });

const shares = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((name) => others.includes(name));

/** Whether the later of the two has to wait for the earlier. */
const dependent = (earlier: Touched, later: Touched): boolean =>
  shares(earlier.writes, [...later.reads, ...later.writes]) || shares(earlier.reads, later.writes);

test('what depends on another starts when that has ended, and nothing else waits', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, fc.infiniteStream(fc.nat(100)), async (all, choices) => {
      const order = createInOrder();
      const open = new Map<number, () => void>();
      const ended = new Set<number>();
      const done = all.map((touched, index) =>
        order.run(touched, () => new Promise<void>((resolve) => open.set(index, resolve))).then(() => ended.add(index)),
      );
      while (ended.size < all.length) {
        // Turns of the event loop, until all that may start has started.
        await new Promise((resolve) => setImmediate(resolve));
        const mayRun = all.flatMap((touched, index) => {
          const blocked = all.slice(0, index).some((earlier, at) => !ended.has(at) && dependent(earlier, touched));
          return blocked || ended.has(index) ? [] : [index];
        });
        expect([...open.keys()].sort((one, other) => one - other)).toEqual(mayRun);
        const chosen = mayRun[(choices.next().value ?? 0) % mayRun.length] ?? 0;
        open.get(chosen)?.();
        open.delete(chosen);
      }
      await Promise.all(done);
      await order.settled();
    }),
  );
});

test('what fails is told to whoever asked, and holds up nothing', async () => {
  const order = createInOrder();
  const touched = { reads: [], writes: ['a'] };
  const failing = order.run(touched, () => Promise.reject(new Error('no')));
  const next = order.run(touched, () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
