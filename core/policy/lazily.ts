import type { Fields, Value } from './cel/values.ts';

/** Works a value out when it is first asked for, and keeps it: rules pay for what they read, once for all of them. */
export function once<Result>(workOut: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: workOut() }).result;
}

/** An object all of whose fields are worked out when they are first read. Slow to make: not for each request. */
export const lazily = (fields: Readonly<Record<string, () => Value>>): Fields =>
  Object.defineProperties<Fields>(
    {},
    Object.fromEntries(
      Object.entries(fields).map(([name, workOut]) => [name, { enumerable: true, get: once(workOut) }]),
    ),
  );
