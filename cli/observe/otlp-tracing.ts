import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { SpanStart, Tracing } from './tracing.ts';

export interface OtlpOptions {
  readonly service: string;
  readonly version: string;
  /** Left out: what the OTEL_EXPORTER_OTLP_* variables say. */
  readonly exporter?: SpanExporter;
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

/** Spans by OTLP over HTTP. Loaded where somebody collects traces, and nowhere else: it is as large as the server. */
export function otlpTracing({ service, version, exporter = new OTLPTraceExporter() }: OtlpOptions): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('stowage', version);
  const parentOf = (traceparent: string | undefined) =>
    traceparent === undefined ? context.active() : propagation.extract(ROOT_CONTEXT, { traceparent });
  return {
    span: <Value>({ name, kind, attributes, traceparent, failure }: SpanStart<Value>, work: () => Value): Value => {
      const options = { ...(kind && { kind: KINDS[kind] }), ...(attributes && { attributes }) };
      return tracer.startActiveSpan(name, options, parentOf(traceparent), (span) => run(span, work, failure));
    },
    stop: () => provider.shutdown(),
  };
}

function run<Value>(span: Span, work: () => Value, failure: SpanStart<Value>['failure']): Value {
  const ended = (value: Awaited<Value>): Awaited<Value> => {
    const why = failure?.(value);
    if (why !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: why });
    span.end();
    return value;
  };
  // What was thrown may hold paths or secrets: its name tells enough here, and the log the rest.
  const thrown = (error: unknown): never => {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'thrown' });
    span.end();
    throw error;
  };
  try {
    const value = work();
    if (value instanceof Promise) return (value as Promise<Awaited<Value>>).then(ended, thrown) as Value;
    return ended(value as Awaited<Value>);
  } catch (error) {
    return thrown(error);
  }
}
