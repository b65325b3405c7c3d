/** What is told of a piece of work to whoever collects traces. No secret is among it. */
export interface SpanStart<Value> {
  /** Of low cardinality: what is done, not to what. */
  readonly name: string;
  readonly kind?: 'server' | 'client';
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** W3C Trace Context of whoever asked for it. */
  readonly traceparent?: string | undefined;
  /** Why what came of it is a failure; `undefined` where it is none. */
  readonly failure?: (value: Awaited<Value>) => string | undefined;
}

export interface Tracing {
  /** Does the work as a part of what is being done. */
  span<Value>(start: SpanStart<Value>, work: () => Value): Value;
  /** Sends what is not yet sent. */
  stop(): Promise<void>;
}

/** Where nobody collects traces. */
export const UNTRACED: Tracing = { span: (_start, work) => work(), stop: () => Promise.resolve() };
