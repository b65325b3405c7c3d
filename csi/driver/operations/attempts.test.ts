import { expect, it } from 'vitest';
import { createAttempts } from './attempts.ts';
import type { OperationId } from './operation.ts';

const ID = 'create/volume-1' as OperationId;

it.each([
  ['a moment later', 1_000, false],
  ['once the pause is over', 5_000, true],
  ['when the clock was put forward', 3_600_000, true],
  ['when the clock was put back', -3_600_000, true],
])('what failed is due %s: %d ms, %s', (_, later, due) => {
  let now = 10_000_000;
  const attempts = createAttempts(() => new Date(now));
  attempts.begin(ID, 'cut-legs');
  attempts.fail(ID, 'cut-legs', { code: 'unavailable', message: 'no answer' });
  now += later;
  expect(attempts.isDue(ID)).toBe(due);
});
