import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Finding } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import { takeTurns } from '../../csi/take-turns.ts';
import { buffersOfTask, packTask, unpackChecked } from '../check/revision-messages.ts';
import type { CheckedMessage } from '../check/revision-messages.ts';
import type { RevisionChecker } from './revision-checker.ts';

export interface ThreadOptions {
  /** What the thread runs. */
  readonly worker: URL;
  readonly limits: Limits | undefined;
  /** That a check may take of memory. Left out: as much as this thread may. */
  readonly heapMebibytes?: number;
  readonly reportBug: (error: unknown) => void;
}

/**
 * Checks each revision in a thread of its own, so that whoever asks this process for something waits for no rule and no
 * parser. A thread that comes to its end of memory, or to a mistake of ours, takes nothing with it.
 */
export function checkerInThread(options: ThreadOptions): RevisionChecker {
  const { worker: file, limits, heapMebibytes = heapOfThisThread() } = options;
  const running = new Set<Worker>();
  const stopped = new AbortController();
  return {
    check: async (files, before) => {
      stopped.signal.throwIfAborted();
      const workerData = await takeTurns(packTask({ files, before, limits }));
      stopped.signal.throwIfAborted();
      const worker = new Worker(file, {
        workerData,
        transferList: [...buffersOfTask(workerData)],
        resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
      });
      running.add(worker);
      const end = await endOf(worker);
      running.delete(worker);
      stopped.signal.throwIfAborted();
      if (end.kind === 'checked') return takeTurns(unpackChecked(end.checked));
      if (isOutOfMemory(end.error)) return { chunks: [], findings: [outOfMemory(heapMebibytes)] };
      options.reportBug(end.error);
      return { chunks: [], findings: [BROKEN_OFF] };
    },
    stop: async () => {
      stopped.abort();
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

const heapOfThisThread = (): number => Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);

type End =
  { readonly kind: 'checked'; readonly checked: CheckedMessage } | { readonly kind: 'failed'; readonly error: unknown };

/** How a thread ended, once nothing is left of it. */
function endOf(worker: Worker): Promise<End> {
  return new Promise((resolve) => {
    let end: End | undefined;
    worker.once('message', (checked: CheckedMessage) => (end ??= { kind: 'checked', checked }));
    worker.once('messageerror', (error) => (end ??= { kind: 'failed', error }));
    worker.once('error', (error) => (end ??= { kind: 'failed', error }));
    worker.once('exit', (code) => {
      resolve(end ?? { kind: 'failed', error: new Error(`the thread ended by itself, with ${String(code)}`) });
    });
  });
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const outOfMemory = (mebibytes: number): Finding => ({
  code: 'source/not-checked',
  severity: 'error',
  message: `checking the revision takes more than the ${String(mebibytes)} MiB of memory that it may take`,
  help: 'declare less in one repository, or start the server with more: NODE_OPTIONS=--max-old-space-size=MEBIBYTES',
});

const BROKEN_OFF: Finding = {
  code: 'source/not-checked',
  severity: 'error',
  message: 'checking the revision broke off, which is a mistake of Stowage: the log of the server shows where',
  help: 'report it with what the log says; another commit, or a restart of the server, tries again',
};
