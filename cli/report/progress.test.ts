import { describe, expect, it } from 'vitest';
import { progressBar } from './progress.ts';

/** What is written while each file takes so many milliseconds. */
function written(files: number, milliseconds: number, io: { isTTY?: boolean; env?: Record<string, string> } = {}) {
  let [time, text] = [0, ''];
  const stderr = { isTTY: io.isTTY ?? true, write: (part: string) => (text += part) };
  const bar = progressBar({ stderr, env: io.env ?? {} }, 'files', () => time);
  for (let done = 1; done <= files; done += 1) {
    time += milliseconds;
    bar.tell(done, files);
  }
  bar.end();
  return text;
}

describe('the bar of a long run', () => {
  it('is drawn after half a second, ten times a second at most, and taken away', () => {
    const text = written(8, 100);
    expect(text.split('\r')).toEqual([
      '',
      '[###################           ] 5 of 8 files',
      '[#######################       ] 6 of 8 files',
      '[##########################    ] 7 of 8 files',
      '[##############################] 8 of 8 files',
      '\u001b[K',
    ]);
  });

  it.each([
    ['of a run that is over soon', written(4, 100)],
    ['where nobody watches', written(20, 100, { isTTY: false })],
    ['in a job of CI', written(20, 100, { env: { CI: 'true' } })],
    ['on a terminal that moves no cursor', written(20, 100, { env: { TERM: 'dumb' } })],
  ])('is not drawn %s', (_, text) => {
    expect(text).toBe('');
  });

  it('costs no more for many files', () => {
    expect(written(100_000, 0.01).split('\r').length).toBeLessThan(10);
  });
});
