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

/** Of one object: what its later fields are worked out from, and those that were, in the order of their getters. */
interface Later<Subject> {
  readonly subject: Subject;
  known: (Value | typeof MISSING)[] | undefined;
}

const MISSING = Symbol('a field that is not there');

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
      Object.entries(fields).map(([name, workOut], at) => [name, { enumerable: true, get: getter(at, workOut) }]),
    ),
  );
  return (subject, known) => {
    const made = Object.create(prototype) as Fields;
    const later: Later<Subject> = { subject, known: undefined };
    return Object.assign(made, known, { [LATER]: later });
  };
}

const found = (value: Value | undefined): Value | typeof MISSING => (value === undefined ? MISSING : value);

const getter = <Subject>(at: number, workOut: (subject: Subject) => Value | undefined) =>
  function (this: { readonly [LATER]: Later<Subject> }): Value | undefined {
    const later = this[LATER];
    later.known ??= [];
    const known = (later.known[at] ??= found(workOut(later.subject)));
    return known === MISSING ? undefined : known;
  };
