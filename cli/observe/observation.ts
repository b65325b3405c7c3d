import type { AroundCall } from '../../csi/services/unary-service.ts';
import type { ObserveOptions } from '../commands/options.ts';
import type { CliIo } from '../io.ts';
import { packageVersion } from '../package-version.ts';
import { createLog } from '../serve/log.ts';
import type { FieldLog } from '../serve/log.ts';
import { aroundCalls } from './around-calls.ts';
import { createKnownSecrets } from './known-secrets.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { createEventMetrics } from './metrics/event-metrics.ts';
import type { EventMetrics } from './metrics/event-metrics.ts';
import { createRecentLines } from './recent-lines.ts';
import type { RecentLines } from './recent-lines.ts';
import { UNTRACED } from './tracing.ts';
import type { Tracing } from './tracing.ts';

/** What a process tells of itself while it runs. */
export interface Observation {
  readonly log: FieldLog;
  readonly secrets: KnownSecrets;
  readonly recent: RecentLines;
  readonly metrics: EventMetrics;
  readonly tracing: Tracing;
  /** Stands round every call of CSI. */
  readonly around: AroundCall;
}

export function createObservation(
  { logFormat, logLevel }: ObserveOptions,
  io: Pick<CliIo, 'stderr'>,
  { now = () => new Date(), tracing = UNTRACED }: { readonly now?: () => Date; readonly tracing?: Tracing } = {},
): Observation {
  const secrets = createKnownSecrets();
  const recent = createRecentLines();
  const metrics = createEventMetrics(packageVersion());
  const log = createLog(io, now, {
    format: logFormat,
    level: logLevel,
    secrets,
    keep: (line) => {
      recent.keep(line);
      metrics.logged(line.level);
    },
  });
  return { log, secrets, recent, metrics, tracing, around: aroundCalls({ log, metrics, tracing }) };
}
