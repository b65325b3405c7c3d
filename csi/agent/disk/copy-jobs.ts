import type { LegId } from '../../../core/model/ids.ts';
import type { System } from '../../system/system.ts';
import { copyData } from './copy-data.ts';
import type { Copying } from './copy-data.ts';
import type { Underway } from './wipe-jobs.ts';

/** Copies that outlast the commands that asked for them: a repeated command joins its job. */
export interface CopyJobs {
  /**
   * The job that fills a leg, begun if need be. One that is done is answered `done` once, by whoever asks next; one that
   * failed throws what it failed of, once.
   */
  join(leg: LegId, copying: Copying): { readonly kind: 'done' } | Underway;
  /** Has a job end with its next step; `undefined` where none goes on. */
  cancel(leg: LegId): Underway | undefined;
}

interface Job {
  readonly underway: Underway;
  readonly cancelled: AbortController;
  result:
    { readonly kind: 'running' } | { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: unknown };
}

export function createCopyJobs(system: System): CopyJobs {
  const jobs = new Map<LegId, Job>();
  return {
    join: (leg, copying) => {
      const job = jobs.get(leg) ?? startJob(system, copying);
      if (job.result.kind === 'running') {
        jobs.set(leg, job);
        return job.underway;
      }
      jobs.delete(leg);
      if (job.result.kind === 'failed') throw job.result.error;
      return { kind: 'done' };
    },
    cancel: (leg) => {
      const job = jobs.get(leg);
      if (!job) return undefined;
      job.cancelled.abort();
      if (job.result.kind === 'running') return job.underway;
      jobs.delete(leg);
      return undefined;
    },
  };
}

function startJob(system: System, copying: Copying): Job {
  const cancelled = new AbortController();
  let { done } = copying;
  const work = copyData(system, copying, cancelled.signal, (bytes) => {
    done = bytes;
  });
  const ended = work.then(
    () => {
      job.result = { kind: 'done' };
    },
    (error: unknown) => {
      job.result = { kind: 'failed', error };
    },
  );
  const progress = () => ({ done: BigInt(done), total: BigInt(copying.bytes) });
  const job: Job = {
    underway: { kind: 'underway', what: 'filled', ended, progress },
    cancelled,
    result: { kind: 'running' },
  };
  return job;
}
