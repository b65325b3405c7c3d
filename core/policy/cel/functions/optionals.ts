import { entriesOf } from '../equality.ts';
import { spend, spendOnNewList } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { Duration } from '../duration.ts';
import { magnitude } from '../numbers.ts';
import { NONE, Optional } from '../optional.ts';
import { EvaluationError, isList } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, introducedIn, method, noFunction, told } from './library.ts';
import type { Apply, FunctionEntry } from './library.ts';

/** Optionals, after cel-go's OptionalTypes. */
export const OPTIONAL_FUNCTIONS: readonly FunctionEntry[] = introducedIn(28, [
  {
    ...freeFunction('optional.none', 0, () => NONE, ['optional.none(): optional<T>']),
    ...told('An optional without a value.', 'optional.none().hasValue()', 'false'),
  },
  {
    ...freeFunction('optional.of', 1, (_, value) => new Optional(value), ['optional.of(T): optional<T>']),
    ...told('An optional with this value.', 'optional.of(3).value()', '3'),
  },
  {
    ...freeFunction('optional.ofNonZeroValue', 1, ofNonZeroValue, ['optional.ofNonZeroValue(T): optional<T>']),
    ...told(
      'An optional with this value, without one for 0, false, null and what is empty.',
      "optional.ofNonZeroValue('').orValue('none')",
      "'none'",
    ),
  },
  {
    ...method('hasValue', 1, onOptional('hasValue', hasValue), ['optional<T>.hasValue(): bool']),
    ...told('Whether there is a value.', "{'a': 1}.?b.hasValue()", 'false'),
  },
  {
    ...method('value', 1, onOptional('value', valueOf), ['optional<T>.value(): T']),
    ...told('The value; an error where there is none.', "{'a': 1}.?a.value()", '1'),
  },
  {
    ...method('or', 2, onOptional('or', or), ['optional<T>.or(optional<T>): optional<T>']),
    ...told('The optional itself where it has a value, else the other.', "{'a': 1}.?b.or({'a': 1}.?a).value()", '1'),
  },
  {
    ...method('orValue', 2, onOptional('orValue', orValue), ['optional<T>.orValue(T): T']),
    ...told('The value, or this where there is none.', "{'a': 1}.?b.orValue(0)", '0'),
  },
  {
    ...freeFunction('optional.unwrap', 1, unwrap, ['optional.unwrap(list<optional<T>>): list<T>']),
    since: 33,
    ...told(
      'The values of those that have one.',
      'optional.unwrap([optional.of(1), optional.none(), optional.of(2)])',
      '[1, 2]',
    ),
  },
  {
    ...method('unwrapOpt', 1, unwrap, ['list<optional<T>>.unwrapOpt(): list<T>']),
    since: 33,
    ...told('The same.', '[optional.of(1), optional.none()].unwrapOpt()', '[1]'),
  },
]);

function onOptional(name: string, apply: (optional: Optional, other: Value) => Result): Apply {
  return (_, value, other) => (value instanceof Optional ? apply(value, other) : noFunction(name, value));
}

function ofNonZeroValue(frame: Frame, value: Value): Result {
  return isZero(frame, value) ? NONE : new Optional(value);
}

function hasValue({ content }: Optional): Result {
  return content !== undefined;
}

function valueOf({ content }: Optional): Result {
  return content === undefined ? new EvaluationError('the optional has no value') : content;
}

function or(optional: Optional, other: Value): Result {
  return optional.content === undefined ? other : optional;
}

function orValue({ content }: Optional, other: Value): Result {
  return content === undefined ? other : content;
}

function unwrap(frame: Frame, list: Value): Result {
  if (!isList(list)) return noFunction('optional.unwrap', list);
  spendOnNewList(frame, list.length);
  const values: Value[] = [];
  for (const optional of list) {
    if (!(optional instanceof Optional)) return noFunction('optional.unwrap', optional);
    if (optional.content !== undefined) values.push(optional.content);
  }
  return values;
}

/** What a field has that nobody set: 0, no text, no elements. */
function isZero(frame: Frame, value: Value): boolean {
  if (value === null || value === false || value === '') return true;
  const number = magnitude(value);
  if (number !== undefined) return Number(number) === 0;
  if (isList(value) || value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Duration) return value.nanoseconds === 0n;
  const entries = entriesOf(value);
  if (!entries) return false;
  spend(frame, entries.size);
  return entries.size === 0;
}
