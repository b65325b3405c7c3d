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

const LATER = Symbol('what is worked out later');

/** Of one object: what its later fields are worked out from, and those that were. */
interface Later<Subject> {
  readonly subject: Subject;
  known: Map<string, Value | undefined> | undefined;
}

/**
 * Makes objects some fields of which are worked out when they are first read. Their getters stand in one prototype:
 * with getters of its own, each object takes ten times as long to make and is a form of its own to the engine.
 */
export function withLaterFields<Subject>(
  fields: Readonly<Record<string, (subject: Subject) => Value | undefined>>,
): (subject: Subject, known: Fields) => Fields {
  const prototype = Object.defineProperties<object>(
    {},
    Object.fromEntries(
      Object.entries(fields).map(([name, workOut]) => [name, { enumerable: true, get: getter(name, workOut) }]),
    ),
  );
  return (subject, known) => {
    const made = Object.create(prototype) as Fields;
    return Object.assign(made, known, { [LATER]: { subject, known: undefined } satisfies Later<Subject> });
  };
}

const getter = <Subject>(name: string, workOut: (subject: Subject) => Value | undefined) =>
  function (this: { readonly [LATER]: Later<Subject> }): Value | undefined {
    const later = this[LATER];
    later.known ??= new Map();
    if (!later.known.has(name)) later.known.set(name, workOut(later.subject));
    return later.known.get(name);
  };
