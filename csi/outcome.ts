/** What became of something asked for: the value, or why not, as a closed set of codes. */
export type Outcome<Value, Code extends string> = { readonly kind: 'ok'; readonly value: Value } | Failure<Code>;

export interface Failure<Code extends string> {
  readonly kind: 'error';
  readonly code: Code;
  /** For people: what is wrong, where, and what to do. */
  readonly message: string;
}

export const ok = <Value>(value: Value): { readonly kind: 'ok'; readonly value: Value } => ({ kind: 'ok', value });

export const failed = <Code extends string>(code: Code, message: string): Failure<Code> => ({
  kind: 'error',
  code,
  message,
});

/** The value turned into another; a failure as it is. */
export const mapOk = <From, To, Code extends string>(
  outcome: Outcome<From, Code>,
  change: (value: From) => To,
): Outcome<To, Code> => (outcome.kind === 'ok' ? ok(change(outcome.value)) : outcome);
