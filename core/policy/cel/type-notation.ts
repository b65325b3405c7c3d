import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  NULL,
  STRING,
  TIMESTAMP,
  UINT,
  listOf,
  mapOf,
  optionalOf,
  parameter,
  partsOf,
  typeOf,
} from './types.ts';
import type { CelType } from './types.ts';

/**
 * The notation of types in signatures and declarations: `int`, `list<string>`, `map<string, T>`, `optional<T>`,
 * `type<T>`. One capital letter is a type parameter; any other name is a type of that name. What is badly written is a
 * mistake in this code, so it throws.
 */
export function parseType(text: string): CelType {
  const reader: Reader = { text, at: 0 };
  const type = readType(reader);
  if (skipSpace(reader) < text.length) throw new Error(`not a type: ${text}`);
  return type;
}

/** A function as the checker sees it. The receiver of a method is its first operand. */
export interface Signature {
  readonly operands: readonly CelType[];
  readonly result: CelType;
}

/** `RECEIVER.NAME(TYPE, …): TYPE` of a method, `NAME(TYPE, …): TYPE` of a function, where NAME may have dots. */
export function parseSignature(text: string, style: 'function' | 'method', name: string): Signature {
  const open = style === 'method' ? text.indexOf(`.${name}(`) : 0;
  const start = style === 'method' ? open + 1 : 0;
  if (open < 0 || !text.startsWith(`${name}(`, start)) throw new Error(`not a signature of ${name}: ${text}`);
  const receiver = style === 'method' ? [parseType(text.slice(0, open))] : [];
  const reader: Reader = { text, at: start + name.length + 1 };
  const operands = readTypes(reader, ')');
  if (!/^\s*:/.test(text.slice(reader.at))) throw new Error(`a signature without a result: ${text}`);
  return { operands: [...receiver, ...operands], result: parseType(text.slice(text.indexOf(':', reader.at) + 1)) };
}

/** A text being read: `at` moves on. */
interface Reader {
  readonly text: string;
  at: number;
}

function skipSpace(reader: Reader): number {
  while (reader.text[reader.at] === ' ') reader.at++;
  return reader.at;
}

function readType(reader: Reader): CelType {
  const name = /^[A-Za-z_][\w.]*/.exec(reader.text.slice(skipSpace(reader)))?.[0];
  if (name === undefined) throw new Error(`a type is missing: ${reader.text}`);
  reader.at += name.length;
  const parts = reader.text[reader.at] === '<' ? readParts(reader) : [];
  return typeNamed(name, parts);
}

function readParts(reader: Reader): readonly CelType[] {
  reader.at++;
  return readTypes(reader, '>');
}

function readTypes(reader: Reader, end: ')' | '>'): readonly CelType[] {
  const types: CelType[] = [];
  while (reader.text[skipSpace(reader)] !== end) {
    if (types.length > 0 && reader.text[reader.at++] !== ',') throw new Error(`${end} is missing: ${reader.text}`);
    types.push(readType(reader));
  }
  reader.at++;
  return types;
}

const PLAIN: ReadonlyMap<string, CelType> = new Map([
  ['dyn', DYN],
  ['bool', BOOL],
  ['int', INT],
  ['uint', UINT],
  ['double', DOUBLE],
  ['string', STRING],
  ['bytes', BYTES],
  ['null', NULL],
  ['null_type', NULL],
  ['duration', DURATION],
  ['timestamp', TIMESTAMP],
  ['google.protobuf.Duration', DURATION],
  ['google.protobuf.Timestamp', TIMESTAMP],
]);

function typeNamed(name: string, [first, second, ...others]: readonly CelType[]): CelType {
  switch (name) {
    case 'list':
      return listOf(first ?? DYN);
    case 'map':
      return mapOf(first ?? DYN, second ?? DYN);
    case 'optional':
    case 'optional_type':
      return optionalOf(first ?? DYN);
    case 'type':
      return typeOf(first ?? DYN);
  }
  const known = PLAIN.get(name);
  if (known) return known;
  if (/^[A-Z]$/.test(name)) return parameter(name);
  return { kind: 'named', name, parameters: [first, second, ...others].filter((part) => part !== undefined) };
}

/** The type in the notation that {@link parseType} reads. */
export function printType(type: CelType): string {
  const parts = partsOf(type);
  const inside = parts.length === 0 ? '' : `<${parts.map(printType).join(', ')}>`;
  switch (type.kind) {
    case 'named':
    case 'parameter':
      return `${type.name}${inside}`;
    case 'duration':
      return 'google.protobuf.Duration';
    case 'timestamp':
      return 'google.protobuf.Timestamp';
    case 'type':
      return type.of.kind === 'dyn' ? 'type' : `type${inside}`;
    case 'dyn':
    case 'bool':
    case 'int':
    case 'uint':
    case 'double':
    case 'string':
    case 'bytes':
    case 'null':
    case 'list':
    case 'map':
    case 'optional':
      return `${type.kind}${inside}`;
  }
}
