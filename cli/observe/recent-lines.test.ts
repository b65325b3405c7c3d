import { describe, expect, it } from 'vitest';
import type { LogLine } from '../serve/log.ts';
import { createRecentLines } from './recent-lines.ts';

const line = (msg: string): LogLine => ({ time: '2026-11-28T06:00:00.000Z', level: 'info', msg });

describe('the lines logged last', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 100])('are kept of %i, oldest first', (count) => {
    const recent = createRecentLines(3);
    const said = Array.from({ length: count }, (_, at) => String(at));
    for (const each of said) recent.keep(line(each));
    expect(recent.lines().map(({ msg }) => msg)).toEqual(said.slice(-3));
  });

  it('are cut where they are long', () => {
    const recent = createRecentLines();
    recent.keep(line('x'.repeat(100_000)));
    expect(recent.lines()[0]?.msg.length).toBeLessThan(5000);
  });
});
