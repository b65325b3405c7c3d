import type { DriveId } from '../../../core/model/ids.ts';
import type { Extent } from '../../../core/model/volume.ts';
import type { System } from '../../system/system.ts';
import { lengthOf, zeroDevice } from './zero-device.ts';
import type { Zeroing } from './zero-device.ts';

/** Wipes that outlast the commands that asked for them: a repeated command joins its job. */
export interface WipeJobs {
  /**
   * The job of that name, begun if need be. One that is done with all that is asked is answered `done` once, by whoever
   * asks next: it must then make use of it. One that failed throws what it failed of, once.
   */
  join(name: string, wipe: Wipe): WipeState;
  /** Drops a job that is done and that nobody has asked about: its bytes may have been written to since. */
  forgetDone(name: string): void;
  isRunning(name: string): boolean;
  /** Bytes of a drive that jobs other than the named one write outside of every partition. */
  reserved(drive: DriveId, except?: string): readonly Extent[];
}

export interface Wipe {
  readonly zeroing: Zeroing;
  /** What is wiped outside of every partition. */
  readonly reserves?: { readonly drive: DriveId; readonly extent: Extent };
}

export type WipeState = { readonly kind: 'done' } | Underway;

/** Work that goes on behind the command that asked for it. */
export interface Underway {
  readonly kind: 'underway';
  readonly what: 'wiped' | 'filled';
  /** Ends with the job, however that ends. */
  readonly ended: Promise<void>;
  progress(): { readonly done: bigint; readonly total: bigint };
}

interface Job {
  readonly wipe: Wipe;
  readonly underway: Underway;
  result:
    { readonly kind: 'running' } | { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: unknown };
}

export function createWipeJobs(system: System): WipeJobs {
  const jobs = new Map<string, Job>();
  const begin = (name: string, wipe: Wipe): WipeState => {
    const job = startJob(system, wipe);
    jobs.set(name, job);
    return job.underway;
  };
  return {
    join: (name, wipe) => {
      const job = jobs.get(name);
      if (!job) return begin(name, wipe);
      if (job.result.kind === 'running') return job.underway;
      jobs.delete(name);
      if (job.result.kind === 'failed') throw job.result.error;
      return covers(job.wipe.zeroing, wipe.zeroing) ? { kind: 'done' } : begin(name, wipe);
    },
    forgetDone: (name) => {
      if (jobs.get(name)?.result.kind === 'done') jobs.delete(name);
    },
    isRunning: (name) => jobs.get(name)?.result.kind === 'running',
    reserved: (drive, except) =>
      [...jobs].flatMap(([name, { wipe, result }]) =>
        name !== except && wipe.reserves?.drive === drive && result.kind === 'running' ? [wipe.reserves.extent] : [],
      ),
  };
}

function startJob(system: System, wipe: Wipe): Job {
  const total = lengthOf(wipe.zeroing);
  let done = 0n;
  const work = zeroDevice(system, wipe.zeroing, (bytes) => {
    done += bytes;
  });
  const ended = work.then(
    () => {
      job.result = { kind: 'done' };
    },
    (error: unknown) => {
      job.result = { kind: 'failed', error };
    },
  );
  const job: Job = {
    wipe,
    underway: { kind: 'underway', what: 'wiped', ended, progress: () => ({ done, total }) },
    result: { kind: 'running' },
  };
  return job;
}

/** Whether every byte that is wanted is among those that were zeroed. */
const covers = (zeroed: Zeroing, wanted: Zeroing): boolean =>
  zeroed.drive.id === wanted.drive.id &&
  zeroed.device === wanted.device &&
  wanted.ranges.every(({ offset, length }) =>
    zeroed.ranges.some((range) => range.offset <= offset && offset + length <= range.offset + range.length),
  );
