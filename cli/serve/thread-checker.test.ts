import { BroadcastChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { busyThread, countingThread, endingThread, failingThread, greedyThread } from './testing/check-threads.ts';
import { checkerInThread } from './thread-checker.ts';
import type { ThreadOptions } from './thread-checker.ts';

const FILES = [{ path: 'a.yaml', text: 'a' }];

function checkerIn(worker: URL, options: Partial<ThreadOptions> = {}) {
  const bugs: unknown[] = [];
  const reportBug = (error: unknown): void => void bugs.push(error);
  return { bugs, checker: checkerInThread({ worker, limits: undefined, reportBug, ...options }) };
}

/** Started, and known to be under way. */
async function underWay(channel: string) {
  const word = new BroadcastChannel(channel);
  const started = new Promise((resolve) => {
    word.onmessage = resolve;
  });
  const { checker } = checkerIn(busyThread(channel));
  const checked = checker.check(FILES, undefined);
  await started;
  return { checker, checked, word };
}

describe('a check in a thread of its own', () => {
  it('answers what the thread found in what it was given', async () => {
    const { checker, bugs } = checkerIn(countingThread());
    const { findings } = await checker.check(FILES, [{ id: 'chunk', value: '' }]);
    expect(findings.map(({ message }) => message)).toEqual(['a.yaml', 'chunk']);
    expect(bugs).toEqual([]);
  });

  it('leaves this thread free: it ends only once this one has done something else', async () => {
    const { checked, word } = await underWay('free');
    word.postMessage('go on');
    expect(await checked).toEqual({ chunks: [], findings: [] });
    word.close();
  });

  it.each([
    ['fails', failingThread(), 'a mistake'],
    ['ends by itself', endingThread(), 'the thread ended by itself, with 3'],
    ['is not there', new URL('file:///nowhere/check-worker.js'), 'Cannot find module'],
  ])('is a finding where the thread %s, and the log says why', async (_, worker, why) => {
    const { checker, bugs } = checkerIn(worker);
    const { chunks, findings } = await checker.check(FILES, undefined);
    expect(chunks).toEqual([]);
    expect(findings).toMatchObject([{ code: 'source/not-checked', severity: 'error' }]);
    expect(bugs.map(String)).toEqual([expect.stringContaining(why)]);
  });

  it('is a finding that says how much, where the thread runs out of memory', async () => {
    const { checker, bugs } = checkerIn(greedyThread(), { heapMebibytes: 16 });
    const { findings } = await checker.check(FILES, undefined);
    expect(findings).toMatchObject([
      { code: 'source/not-checked', message: expect.stringContaining('16 MiB') as string },
    ]);
    expect(bugs).toEqual([]);
  });

  it('ends when it is told to stop, and none begins any more', async () => {
    const { checker, checked, word } = await underWay('stop');
    const broken = expect(checked).rejects.toMatchObject({ name: 'AbortError' });
    await checker.stop();
    await broken;
    await expect(checker.check(FILES, undefined)).rejects.toMatchObject({ name: 'AbortError' });
    word.close();
  });
});
