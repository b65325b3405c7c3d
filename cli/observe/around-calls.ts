import { statusNameOf } from '../../csi/services/status.ts';
import type { AroundCall } from '../../csi/services/unary-service.ts';
import type { FieldLog } from '../serve/log.ts';
import { logCall } from './log-calls.ts';
import type { EventMetrics } from './metrics/event-metrics.ts';
import type { Tracing } from './tracing.ts';

interface CallHearers {
  readonly log: FieldLog;
  readonly metrics: Pick<EventMetrics, 'called'>;
  readonly tracing: Pick<Tracing, 'span'>;
}

/** Each call of CSI is a span, a measurement and a line of the log. Source of the attributes: OpenTelemetry, RPC spans. */
export const aroundCalls =
  ({ log, metrics, tracing }: CallHearers): AroundCall =>
  (call, answer) =>
    tracing.span(
      {
        name: call.path.slice(1),
        kind: 'server',
        attributes: { 'rpc.system': 'grpc', 'stowage.operation': call.operation },
        traceparent: call.traceparent,
        failure: (outcome) => (outcome.kind === 'ok' ? undefined : statusNameOf(outcome)),
      },
      async () => {
        const began = performance.now();
        const outcome = await answer();
        const seconds = (performance.now() - began) / 1000;
        metrics.called(call.path, statusNameOf(outcome), seconds);
        logCall(log, call, outcome, seconds);
        return outcome;
      },
    );
