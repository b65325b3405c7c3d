import type { DriverOutcome } from '../../csi/services/outcome.ts';
import type { AroundCall } from '../../csi/services/unary-service.ts';
import type { ObserveOptions } from '../commands/options.ts';
import type { CliIo } from '../io.ts';
import { createLog } from '../serve/log.ts';
import type { FieldLog } from '../serve/log.ts';
import { createKnownSecrets } from './known-secrets.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { logCall } from './log-calls.ts';
import { createRecentLines } from './recent-lines.ts';
import type { RecentLines } from './recent-lines.ts';

/** What a process tells of itself while it runs. */
export interface Observation {
  readonly log: FieldLog;
  readonly secrets: KnownSecrets;
  readonly recent: RecentLines;
  /** Stands round every call of CSI. */
  readonly around: AroundCall;
}

export function createObservation(
  { logFormat, logLevel }: ObserveOptions,
  io: Pick<CliIo, 'stderr'>,
  now: () => Date = () => new Date(),
): Observation {
  const secrets = createKnownSecrets();
  const recent = createRecentLines();
  const log = createLog(io, now, { format: logFormat, level: logLevel, secrets, keep: recent.keep });
  return { log, secrets, recent, around: aroundCalls(log) };
}

const aroundCalls =
  (log: FieldLog): AroundCall =>
  async (call, answer) => {
    const began = performance.now();
    const outcome: DriverOutcome<Readonly<Record<string, unknown>>> = await answer();
    logCall(log, call, outcome, (performance.now() - began) / 1000);
    return outcome;
  };
