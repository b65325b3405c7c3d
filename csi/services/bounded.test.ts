import { expect, it } from 'vitest';
import { bounded } from './bounded.ts';
import { ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';

/** Calls that end when they are told to. */
function slow() {
  const ends: (() => void)[] = [];
  const handler = (): Promise<DriverOutcome<string>> =>
    new Promise((resolve) => {
      ends.push(() => {
        resolve(ok('done'));
      });
    });
  return { ends, handlers: { publish: handler, expand: handler } };
}

it('tells one call too many so at once, and takes the next when one has ended', async () => {
  const { ends, handlers } = slow();
  const { publish, expand } = bounded(handlers, 2);
  const under = [publish(), expand()];
  const refused = {
    kind: 'error',
    code: 'unavailable',
    message: '2 calls are under way already; repeat the call later',
  };
  expect(await publish()).toEqual(refused);
  ends[0]?.();
  await under[0];
  const third = publish();
  expect(await expand()).toEqual(refused);
  for (const end of ends) end();
  expect(await Promise.all([...under, third])).toEqual([ok('done'), ok('done'), ok('done')]);
});

it('forgets a call that throws', async () => {
  const { fail } = bounded({ fail: (): Promise<DriverOutcome<string>> => Promise.reject(new Error('bug')) }, 1);
  await expect(fail()).rejects.toThrow('bug');
  await expect(fail()).rejects.toThrow('bug');
});
