import type { DriverFailure } from '../../services/outcome.ts';
import type { OperationId } from './operation.ts';

/** How often an operation was tried since this driver started, and what came of it. Not durable: hardware is asked anew. */
export interface Attempts {
  /** The operation is being tried now. */
  begin(id: OperationId, step: string): void;
  fail(id: OperationId, step: string, failure: Pick<DriverFailure, 'code' | 'message'>): void;
  /** It has reached its target, or is no more. */
  end(id: OperationId): void;
  /** What was failed is due again. */
  hasten(id: OperationId): void;
  isDue(id: OperationId): boolean;
  of(id: OperationId): Attempt | undefined;
}

export type Attempt =
  | { readonly kind: 'running'; readonly step: string; readonly count: number }
  | {
      readonly kind: 'failed';
      readonly step: string;
      readonly count: number;
      readonly why: string;
      /** Milliseconds since 1970. */
      readonly due: number;
    };

const FIRST_PAUSE_MILLISECONDS = 5_000;
const LONGEST_PAUSE_MILLISECONDS = 300_000;

export function createAttempts(now: () => Date): Attempts {
  const attempts = new Map<OperationId, Attempt>();
  const countOf = (id: OperationId): number => attempts.get(id)?.count ?? 0;
  return {
    begin: (id, step) => {
      const before = attempts.get(id);
      attempts.set(id, { kind: 'running', step, count: before?.kind === 'running' ? before.count : countOf(id) + 1 });
    },
    fail: (id, step, { code, message }) => {
      const count = Math.max(1, countOf(id));
      // What goes on is asked how far it is; nobody has to be spared.
      const pause = code === 'busy' ? FIRST_PAUSE_MILLISECONDS : pauseAfter(count);
      attempts.set(id, { kind: 'failed', step, count, why: message, due: now().getTime() + pause });
    },
    end: (id) => attempts.delete(id),
    hasten: (id) => {
      const failed = attempts.get(id);
      if (failed?.kind === 'failed') attempts.set(id, { ...failed, due: 0 });
    },
    isDue: (id) => {
      const last = attempts.get(id);
      if (last?.kind !== 'failed') return true;
      const wait = last.due - now().getTime();
      // Nothing waits longer than the longest pause: a clock that was put back must not make it.
      return wait <= 0 || wait > LONGEST_PAUSE_MILLISECONDS;
    },
    of: (id) => attempts.get(id),
  };
}

/** Doubles with each attempt. A host that comes back has whatever waits for it tried at once, so nobody waits for this. */
const pauseAfter = (count: number): number =>
  Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** Math.min(count - 1, 10));
