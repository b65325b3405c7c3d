import fc from 'fast-check';
import { durationOf } from '../cel/duration.ts';
import { functionNamed } from '../cel/functions/index.ts';
import { SCALAR, larger, listShape, mapShape, textOf } from '../cel/shapes.ts';
import type { Shape } from '../cel/shapes.ts';
import { Optional } from '../cel/optional.ts';
import { timestampOf } from '../cel/timestamp.ts';
import { BYTES, DOUBLE, INT, STRING, listOf } from '../cel/types.ts';
import type { CelType } from '../cel/types.ts';
import { Double, TypeValue, Uint, isError } from '../cel/values.ts';
import type { Result, Value } from '../cel/values.ts';

/** A value, and the least shape that it fits. */
export interface Operand {
  readonly value: Value;
  readonly shape: Shape;
}

/** What functions of values read, and parts of which patterns, templates, URLs and numbers are made. */
const TOLD = [
  ...['', 'a', '1.5Gi', '1.2.3-rc.1', '10.0.0.1', '2001:db8::1', '10.0.0.0/8', '2026-11-27T23:31:30Z', '1h30m', '42'],
  ...[
    'https://a:b@example.com:80/x y?k=1&k=%C3%A9#z',
    '/a/%ff?a=b&c',
    '%s and %.9f',
    '%x%X%e',
    '%%d%d%s',
    'Europe/Rome',
  ],
  ...[
    '(a|b)+x?',
    'a{20}',
    '(){0,30}',
    '(a?){0,9}b*',
    '\\pL[^a-c]',
    '(é)',
    '\\1-\\0',
    'my-name',
    'a.b/c',
    '+01:00',
    'rack',
  ],
];

const piece = fc.constantFrom(
  'a',
  'b',
  'A',
  ' ',
  ',',
  '.',
  '/',
  '?',
  '&',
  '=',
  '%',
  's',
  '1',
  '9',
  '\\',
  '"',
  'é',
  '😀',
);

const text = fc.oneof(
  fc.constantFrom(...TOLD),
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
);

const textOperand = fc.tuple(text, fc.boolean()).map(([value, known]) => ({
  value,
  shape: known ? { ...textOf(value.length), literal: value, computed: true } : textOf(value.length),
}));

const number = fc.oneof(
  fc.integer({ min: -3, max: 40 }),
  fc.constantFrom<bigint | number>(2n ** 63n - 1n, -(2n ** 63n), 2 ** 40),
);

const double = fc.oneof(fc.double(), fc.constantFrom(-5e-324, 1.7976931348623157e308, -0));

const scalar = (values: fc.Arbitrary<Result>): fc.Arbitrary<Operand> =>
  values.filter((value) => !isError(value)).map((value) => ({ value: value as Value, shape: SCALAR }));

/** Values of the type, of all sizes up to some forty. */
export function operandsOf(type: CelType): fc.Arbitrary<Operand> {
  switch (type.kind) {
    case 'string':
      return textOperand;
    case 'bytes':
      return fc.uint8Array({ maxLength: 40 }).map((value) => ({ value, shape: textOf(value.length) }));
    case 'list':
      return fc.array(operandsOf(type.element), { maxLength: 9 }).map(listOperand);
    case 'map':
      return fc.array(fc.tuple(operandsOf(type.key), operandsOf(type.value)), { maxLength: 9 }).map(mapOperand);
    case 'optional':
      return fc.option(operandsOf(type.value)).map((content) => ({
        value: new Optional(content?.value),
        shape: content?.shape ?? SCALAR,
      }));
    case 'named':
      return namedOperand(type.name);
    case 'dyn':
    case 'parameter':
      return anyTypes.chain(operandsOf);
    case 'bool':
      return scalar(fc.boolean());
    case 'int':
      return fc.tuple(number, fc.boolean()).map(([value, known]) => ({
        value,
        shape: known ? { kind: 'scalar', most: Number(value) } : SCALAR,
      }));
    case 'uint':
      return scalar(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => new Uint(value)));
    case 'double':
      return scalar(double.map((value) => new Double(value)));
    case 'null':
      return scalar(fc.constant(null));
    case 'duration':
      return scalar(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map(durationOf));
    case 'timestamp':
      return scalar(fc.bigInt({ min: 0n, max: 2n ** 62n }).map(timestampOf));
    case 'type':
      return scalar(fc.constant(new TypeValue('int')));
  }
}

/** What a parameter of a signature may stand for. */
export const anyTypes: fc.Arbitrary<CelType> = fc.constantFrom<CelType>(
  INT,
  STRING,
  DOUBLE,
  BYTES,
  listOf(INT),
  listOf(listOf(STRING)),
  { kind: 'map', key: STRING, value: INT },
);

const listOperand = (elements: readonly Operand[]): Operand => ({
  value: elements.map(({ value }) => value),
  shape: listShape(elements.length, elements.map(({ shape }) => shape).reduce(larger, SCALAR)),
});

const mapOperand = (entries: readonly (readonly [Operand, Operand])[]): Operand => ({
  value: new Map(entries.map(([key, { value }]) => [key.value, value])),
  shape: mapShape(
    entries.length,
    entries.map(([{ shape }]) => shape).reduce(larger, SCALAR),
    entries.map(([, { shape }]) => shape).reduce(larger, SCALAR),
  ),
});

const READ_BY: Readonly<Record<string, readonly [name: string, ...texts: string[]]>> = {
  'kubernetes.Quantity': ['quantity', '1.5Gi', '-200m', '12e200'],
  'kubernetes.Semver': ['semver', '1.2.3', '1.2.3-rc.1+build'],
  'net.IP': ['ip', '10.0.0.1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  'net.CIDR': ['cidr', '10.0.0.0/8', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128'],
};

function namedOperand(name: string): fc.Arbitrary<Operand> {
  const [reader, ...texts] = READ_BY[name] ?? [];
  if (reader !== undefined) return scalar(fc.constantFrom(...texts).map((written) => readBy(reader, written)));
  if (name === 'kubernetes.URL') {
    return text
      .map((written) => ({ value: readBy('url', `/${written}`), shape: textOf(written.length + 1) }))
      .filter((url): url is Operand => !isError(url.value));
  }
  if (name === 'kubernetes.NamedFormat') {
    return scalar(
      fc.constantFrom('dns1123Label', 'qualifiedName', 'dns1035LabelPrefix', 'uri', 'date').map((format) => {
        return functionNamed('function', `format.${format}`, 0)?.apply(frame(), null, null, null, null) ?? null;
      }),
    );
  }
  return fc.array(fc.constantFrom('r1', 'r2'), { maxLength: 9 }).map(placementOperand);
}

const frame = () => ({ steps: 1e9, slots: [], computed: 0, trace: undefined });

const readBy = (name: string, written: string): Result =>
  functionNamed('function', name, 1)?.apply(frame(), written, null, null, null) ?? null;

function placementOperand(racks: readonly string[]): Operand {
  const legs = racks.map((rack) => ({ domains: { rack } }));
  const fields = new Map<string, Shape>([['legs', listShape(legs.length, SCALAR)]]);
  return { value: { layout: 'mirror', legs }, shape: { kind: 'object', fields } };
}
