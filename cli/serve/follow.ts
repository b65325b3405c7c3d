import { CsiError } from '../../csi/csi-error.ts';
import type { CsiErrorCode } from '../../csi/csi-error.ts';
import { SourceError } from '../../controller/source/source.ts';
import type { Finding } from '../../core/model/finding.ts';
import { inPlaceOrder, findingText } from '../report/findings.ts';
import type { Log } from './log.ts';
import { repeat } from './repeat.ts';
import type { Server } from './server.ts';
import type { SyncResult } from './sync.ts';

export interface FollowOptions {
  readonly log: Log;
  /** Milliseconds. */
  readonly interval: number;
  readonly stop: AbortSignal;
}

/** Operations are few and short; a person waits behind each. */
const RESUME_MILLISECONDS = 5000;

/** The process ends, and starts anew from what is stored. */
const MUST_STOP: ReadonlySet<CsiErrorCode> = new Set(['deposed', 'outcome-unknown']);

type Followed = Pick<Server, 'sync' | 'resume' | 'snapshot'>;

/**
 * Follows the repository, and goes on with what was cut off, until the signal aborts. What fails is tried again.
 * @throws CsiError `deposed`: another driver leads on the same state; `outcome-unknown`: memory and store may differ
 */
export async function follow(server: Followed, { log, interval, stop }: FollowOptions): Promise<void> {
  const end = new AbortController();
  const signal = AbortSignal.any([stop, end.signal]);
  const report = reporter(log);
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    await work().catch((error: unknown) => {
      if (error instanceof CsiError && MUST_STOP.has(error.code)) throw error;
      // What was broken off because it is to end is no failure.
      if (stop.aborted && error instanceof Error && error.name === 'AbortError') return;
      if (error instanceof SourceError) report.waiting(error);
      else log.bug(what, error);
    });
  };
  const sync = async (): Promise<void> => {
    report.result(await server.sync(), server);
  };
  const resume = async (): Promise<void> => {
    await server.resume();
  };
  const loops = [
    repeat(() => attempt('looking at the repository', sync), interval, signal),
    repeat(() => attempt('going on with what was cut off', resume), RESUME_MILLISECONDS, signal),
  ];
  try {
    await Promise.all(loops);
  } finally {
    end.abort();
    await Promise.allSettled(loops);
  }
}

interface Reporter {
  result(result: SyncResult, server: Followed): void;
  waiting(error: SourceError): void;
}

/** Tells what became of a commit, or why nobody knows, once: however often it is looked at. */
function reporter(log: Log): Reporter {
  let said = '';
  const sayOnce = (text: string, say: () => void): void => {
    if (text === said) return;
    said = text;
    say();
  };
  return {
    result: (result, server) => {
      const findings = inPlaceOrder(result.findings);
      const headline = headlineOf(result, server);
      sayOnce([headline, ...findings.map(levelAndText)].join('\n'), () => {
        for (const finding of findings) logFinding(log, finding);
        if (result.kind === 'active') log.info(headline);
        else log.warn(headline);
      });
    },
    waiting: ({ message }) => {
      sayOnce(message, () => {
        log.warn(`${message}; what runs goes on, and it is tried again`);
      });
    },
  };
}

const levelAndText = (finding: Finding): string => `${finding.severity} ${findingText(finding)}`;

/** The severity is the level of the line. */
function logFinding(log: Log, finding: Finding): void {
  const text = findingText(finding);
  switch (finding.severity) {
    case 'error':
      log.error(text);
      return;
    case 'warning':
      log.warn(text);
      return;
    case 'note':
      log.info(text);
      return;
  }
}

function headlineOf(result: SyncResult, server: Followed): string {
  const revision = server.snapshot().active?.revision;
  const runs = revision ? `revision ${String(revision.number)}, commit ${revision.commit.slice(0, 10)}` : undefined;
  switch (result.kind) {
    case 'active':
      return `active: ${runs ?? ''}: ${revision?.subject ?? ''}`;
    case 'refused':
      return `refused: the newest commit is not taken over; ${runs === undefined ? 'nothing runs' : `${runs} goes on`}`;
  }
}
