import { expect, test } from 'vitest';
import { createGroups } from './group-commit.ts';

test('what is added in one turn is worked on together, what comes later in the next group', async () => {
  const seen: (readonly number[])[] = [];
  const groups = createGroups<number, number>((items) => {
    seen.push(items);
    return Promise.resolve(items.map((item) => item * 10));
  });
  expect(await Promise.all([groups.add(1), groups.add(2), groups.add(3)])).toEqual([10, 20, 30]);
  expect(await groups.add(4)).toBe(40);
  expect(seen).toEqual([[1, 2, 3], [4]]);
});

test('a group that fails is tried one by one', async () => {
  const groups = createGroups<number, number>((items) => {
    return items.includes(2) ? Promise.reject(new Error('two')) : Promise.resolve(items);
  });
  const results = await Promise.allSettled([groups.add(1), groups.add(2), groups.add(3)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('more than one group holds are taken in several, and settled waits for all', async () => {
  const sizes: number[] = [];
  const groups = createGroups<number, number>((items) => {
    sizes.push(items.length);
    return Promise.resolve(items);
  });
  const all = Array.from({ length: 2500 }, (_, item) => groups.add(item));
  await groups.settled();
  expect(sizes).toEqual([1024, 1024, 452]);
  expect(await Promise.all(all)).toHaveLength(2500);
});

test('what is added while a group is worked on is gathered for the next', async () => {
  const seen: (readonly number[])[] = [];
  let end: (() => void) | undefined;
  const groups = createGroups<number, number>((items) => {
    seen.push(items);
    return new Promise((resolve) => {
      end = () => {
        resolve(items);
      };
    });
  });
  const first = groups.add(1);
  await turn();
  const later = [groups.add(2), groups.add(3)];
  await turn();
  expect(seen).toEqual([[1]]);
  end?.();
  await first;
  await turn();
  expect(seen).toEqual([[1], [2, 3]]);
  end?.();
  expect(await Promise.all(later)).toEqual([2, 3]);
});

const turn = (): Promise<unknown> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
