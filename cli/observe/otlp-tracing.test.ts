import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { otlpTracing } from './otlp-tracing.ts';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

it('spans of one call hang together, below whoever called, and say what failed', async () => {
  const kept: ReadableSpan[] = [];
  const recording = {
    export: (spans: readonly ReadableSpan[], done: (result: { code: number }) => void) => {
      kept.push(...spans);
      done({ code: 0 });
    },
    shutdown: () => Promise.resolve(),
    forceFlush: () => Promise.resolve(),
  };
  const tracing = otlpTracing({ service: 'stowage', version: '1', exporter: recording });
  const answer = await tracing.span({ name: 'call', kind: 'server', traceparent: PARENT }, async () => {
    const placed = tracing.span({ name: 'placement', failure: (value: string) => value }, () => 'no-capacity');
    await tracing.span({ name: 'commit' }, () => Promise.resolve());
    return placed;
  });
  expect(answer).toBe('no-capacity');
  await expect(
    tracing.span({ name: 'broken' }, () => Promise.reject(new TypeError('password is hunter2'))),
  ).rejects.toThrow(TypeError);
  await tracing.stop();
  const [placement, commit, call, broken] = ['placement', 'commit', 'call', 'broken'].map((name) =>
    kept.find((span) => span.name === name),
  );
  const own = call?.spanContext();
  expect(own?.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(call?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  expect([placement, commit].map((span) => span?.parentSpanContext?.spanId)).toEqual([own?.spanId, own?.spanId]);
  expect(placement?.status.message).toBe('no-capacity');
  expect(broken?.status.message).toBe('TypeError');
});
