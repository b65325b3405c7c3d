import type { BinaryOperator } from './operators.ts';
import { parseSignature } from './type-notation.ts';
import type { Signature } from './type-notation.ts';

const signaturesOf = (...operands: readonly string[]): readonly Signature[] =>
  operands.map((text) => parseSignature(`op${text}`, 'function', 'op'));

const NUMBERS = ['int', 'uint', 'double'];

/** Numbers compare across types. Source: cel-spec, langdef.md, "Ordering". */
const ORDER = signaturesOf(
  ...NUMBERS.flatMap((a) => NUMBERS.map((b) => `(${a}, ${b}): bool`)),
  ...['bool', 'string', 'bytes', 'duration', 'timestamp'].map((type) => `(${type}, ${type}): bool`),
);

const EQUALITY = signaturesOf('(T, T): bool');

const onNumbers = (...types: readonly string[]): readonly string[] =>
  types.map((type) => `(${type}, ${type}): ${type}`);

/** What operators take. Source: cel-spec, langdef.md, "Standard Environment". */
export const OPERATOR_SIGNATURES: Readonly<Record<BinaryOperator, readonly Signature[]>> = {
  '==': EQUALITY,
  '!=': EQUALITY,
  '<': ORDER,
  '<=': ORDER,
  '>': ORDER,
  '>=': ORDER,
  in: signaturesOf('(T, list<T>): bool', '(K, map<K, V>): bool'),
  '+': signaturesOf(
    ...onNumbers('int', 'uint', 'double', 'string', 'bytes', 'list<T>'),
    '(duration, duration): duration',
    '(timestamp, duration): timestamp',
    '(duration, timestamp): timestamp',
  ),
  '-': signaturesOf(
    ...onNumbers('int', 'uint', 'double'),
    '(duration, duration): duration',
    '(timestamp, timestamp): duration',
    '(timestamp, duration): timestamp',
  ),
  '*': signaturesOf(...onNumbers('int', 'uint', 'double')),
  '/': signaturesOf(...onNumbers('int', 'uint', 'double')),
  '%': signaturesOf(...onNumbers('int', 'uint')),
};

export const NEGATION = signaturesOf('(int): int', '(double): double');

/** What an optional holds can be looked into as if it were there: the answer is an optional. */
const INSIDE_OPTIONALS = ['(optional<list<T>>, int): optional<T>', '(optional<map<K, V>>, K): optional<V>'] as const;

export const INDEX = signaturesOf('(list<T>, int): T', '(map<K, V>, K): V', ...INSIDE_OPTIONALS);

export const OPTIONAL_INDEX = signaturesOf(
  '(list<T>, int): optional<T>',
  '(map<K, V>, K): optional<V>',
  ...INSIDE_OPTIONALS,
);
