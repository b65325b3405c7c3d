import { describe, expect, it } from 'vitest';
import { createClosers } from './closers.ts';
import { inTurn } from './repeat.ts';

describe('work in turn', () => {
  it('is done one at a time, in the order asked, also after a failure', async () => {
    const log: string[] = [];
    let count = 0;
    const work = inTurn(async () => {
      count += 1;
      const own = count;
      log.push(`start ${String(own)}`);
      await Promise.resolve();
      log.push(`end ${String(own)}`);
      if (own === 2) throw new Error('second');
      return own;
    });
    const results = await Promise.allSettled([work(), work(), work()]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3', 'end 3']);
  });
});

describe('what was opened', () => {
  it('is closed in reverse order, once, whatever fails on the way', async () => {
    const closed: number[] = [];
    const closers = createClosers();
    for (const number of [1, 2, 3]) {
      closers.add(() => {
        closed.push(number);
        return number === 2 ? Promise.reject(new Error('second')) : Promise.resolve();
      });
    }
    await expect(closers.closeAll()).rejects.toThrow('second');
    await expect(closers.closeAll()).rejects.toThrow('second');
    expect(closed).toEqual([3, 2, 1]);
  });
});
