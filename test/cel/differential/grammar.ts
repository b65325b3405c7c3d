import fc from 'fast-check';

/** What a scope offers to build expressions of: texts that read something, by the type of what they read. */
export interface Vocabulary {
  readonly ints: readonly string[];
  readonly strings: readonly string[];
  readonly bools: readonly string[];
  readonly stringLists: readonly string[];
  /** Maps from text to text. */
  readonly stringMaps: readonly string[];
  /** Fields that may not be there: what has() can be asked. */
  readonly optionalFields: readonly string[];
  /** Lists of objects, and what can be read of an element. */
  readonly objectLists: readonly { readonly text: string; readonly element: ElementVocabulary }[];
}

/** What can be read of an element: fields of these types. */
export interface ElementVocabulary {
  readonly ints: readonly string[];
  readonly strings: readonly string[];
  readonly stringLists: readonly string[];
}

type Text = fc.Arbitrary<string>;
type Type = 'int' | 'uint' | 'double' | 'string' | 'bool' | 'ints' | 'strings';

/** Well-typed expressions over a vocabulary, of every type. Macros name their variables so that none hides another. */
export function expressionsOver(vocabulary: Vocabulary): Text {
  // One for all types, or each would grow as deep again below every other.
  const depthIdentifier = fc.createDepthIdentifier();
  const grow: Grow = (leaves, nodes) =>
    fc.oneof({ maxDepth: 4, depthSize: 'small', depthIdentifier }, leaves, ...nodes);
  const any = fc.letrec<Record<Type, string>>((of) => ({
    int: grow(intLeaves(vocabulary), intNodes(of)),
    uint: grow(fc.constantFrom('0u', '1u', '18446744073709551615u'), [
      infix(of('uint'), ['+', '-', '*', '/', '%'], of('uint')),
      of('int').map((text) => `uint(${text})`),
    ]),
    double: grow(fc.constantFrom('0.0', '1.5', '-2.25', '1e300'), [
      infix(of('double'), ['+', '-', '*', '/'], of('double')),
      of('int').map((text) => `double(${text})`),
      of('double').map((text) => `-${text}`),
    ]),
    string: grow(stringLeaves(vocabulary), stringNodes(of)),
    bool: grow(boolLeaves(vocabulary), [...boolNodes(of), ...quantifiers(of, vocabulary)]),
    ints: grow(fc.constantFrom('[3, 1, 2]', '[7]', '[0, 0]'), listNodes(of('ints'), 'i', of('int'), intOfVariable(of))),
    strings: grow(leavesOr(vocabulary.stringLists, '["a", "b"]'), [
      ...listNodes(of('strings'), 's', of('string'), stringOfVariable(of)),
      ...transforms(of, vocabulary),
    ]),
  }));
  return fc.oneof(
    { arbitrary: any.bool, weight: 6 },
    { arbitrary: any.int, weight: 2 },
    { arbitrary: any.string, weight: 3 },
    any.strings,
    any.ints,
    any.double,
    any.uint,
  );
}

type Of = fc.LetrecTypedTie<Record<Type, string>>;

type Grow = (leaves: Text, nodes: readonly Text[]) => Text;

const leavesOr = (texts: readonly string[], ...others: readonly string[]): Text => fc.constantFrom(...texts, ...others);

const infix = (left: Text, operators: readonly string[], right: Text): Text =>
  fc.tuple(left, fc.constantFrom(...operators), right).map(([a, operator, b]) => `(${a} ${operator} ${b})`);

const chosen = (condition: Text, value: Text): Text =>
  fc.tuple(condition, value, value).map(([when, a, b]) => `(${when} ? ${a} : ${b})`);

const method = (on: Text, name: string, ...args: readonly Text[]): Text =>
  fc.tuple(on, ...args).map(([receiver, ...given]) => `${receiver}.${name}(${given.join(', ')})`);

const macro = (on: Text, names: readonly string[], variable: string, body: Text): Text =>
  fc
    .tuple(on, fc.constantFrom(...names), body)
    .map(([range, name, inside]) => `${range}.${name}(${variable}, ${inside})`);

/** Most of them numbers. */
const numerals: Text = fc.constantFrom('"42"', '"-7"', '"42"', '""', '"9223372036854775808"');

/** Most of them inside of most texts and lists. */
const position: Text = fc.constantFrom('0', '0', '0', '1', '1', '3', '-1');

const ORDER = ['==', '!=', '<', '<=', '>', '>='];
const QUANTIFIERS = ['all', 'exists', 'exists_one'];
const PATTERNS = ['"^[a-z-]+$"', '"a|e$"', '"(a+)+b"', '"[0-9]{2}"', '"(?i)RACK"', '"é"'];
const SEPARATORS = ['"-"', '","', '""', '"a"'];

const intLeaves = ({ ints }: Vocabulary): Text =>
  leavesOr(ints, '0', '1', '-2', '7', '9007199254740992', '9223372036854775807', '-9223372036854775808');

const intNodes = (of: Of): readonly Text[] => [
  infix(of('int'), ['+', '-', '*', '/', '%'], of('int')),
  chosen(of('bool'), of('int')),
  of('int').map((text) => `-(${text})`),
  method(fc.oneof(of('string'), of('strings'), of('ints')), 'size'),
  fc.oneof(of('string'), of('strings'), of('ints')).map((text) => `size(${text})`),
  method(of('string'), 'indexOf', of('string')),
  method(of('string'), 'indexOf', of('string'), position),
  method(of('string'), 'lastIndexOf', of('string')),
  method(of('string'), 'lastIndexOf', of('string'), position),
  fc.tuple(of('ints'), position).map(([texts, at]) => `${texts}[${at}]`),
  fc.oneof(of('double'), of('uint'), numerals, of('string')).map((text) => `int(${text})`),
];

const stringLeaves = ({ strings, stringMaps }: Vocabulary): Text =>
  fc.oneof(
    leavesOr(strings, '""', '"a"', '"Rack-é12"', '"42"', '"-7"', '"😀b"', '"true"'),
    ...(stringMaps.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...stringMaps), fc.constantFrom('"rack"', '"rack"', '"rack"', '"nowhere"'))
            .map(([on, key]) => `${on}[${key}]`),
        ]),
  );

const stringNodes = (of: Of): readonly Text[] => [
  infix(of('string'), ['+'], of('string')),
  chosen(of('bool'), of('string')),
  fc.tuple(of('string'), fc.constantFrom('lowerAscii', 'upperAscii', 'trim')).map(([on, name]) => `${on}.${name}()`),
  method(of('string'), 'substring', position),
  method(of('string'), 'substring', position, position),
  method(of('string'), 'replace', of('string'), of('string')),
  method(of('string'), 'replace', of('string'), of('string'), position),
  method(of('string'), 'charAt', position),
  method(of('strings'), 'join'),
  method(of('strings'), 'join', fc.constantFrom(...SEPARATORS)),
  fc.oneof(of('int'), of('bool'), of('uint')).map((text) => `string(${text})`),
  fc.tuple(of('strings'), position).map(([texts, at]) => `${texts}[${at}]`),
];

const boolLeaves = ({ bools, optionalFields, stringMaps }: Vocabulary): Text =>
  leavesOr(
    [
      ...bools,
      ...optionalFields.map((field) => `has(${field})`),
      ...stringMaps.flatMap((text) => [`("rack" in ${text})`, `has(${text}.zone)`]),
    ],
    'true',
    'false',
  );

const boolNodes = (of: Of): readonly Text[] => [
  infix(of('bool'), ['&&', '||'], of('bool')),
  infix(of('bool'), ['&&', '||', '==', '!='], of('bool')),
  of('bool').map((text) => `!${text}`),
  infix(of('int'), ORDER, of('int')),
  infix(of('string'), ORDER, of('string')),
  infix(of('double'), ORDER, of('double')),
  infix(of('uint'), ORDER, of('uint')),
  infix(
    fc.oneof(of('int'), of('uint'), of('double')),
    ['<', '<=', '>', '>='],
    fc.oneof(of('double'), of('int'), of('uint')),
  ),
  infix(of('strings'), ['==', '!='], of('strings')),
  infix(of('string'), ['in'], of('strings')),
  infix(of('int'), ['in'], of('ints')),
  method(of('string'), 'startsWith', of('string')),
  method(of('string'), 'endsWith', of('string')),
  method(of('string'), 'contains', of('string')),
  method(of('string'), 'matches', fc.constantFrom(...PATTERNS)),
  fc.constantFrom('"true"', '"false"', '"yes"').map((text) => `bool(${text})`),
];

/** What a macro's variable over ints is asked. */
const intOfVariable = (of: Of): Text =>
  fc.oneof(infix(fc.constant('i'), ORDER, of('int')), infix(fc.constant('i % 2'), ['=='], fc.constantFrom('0', '1')));

/** What a macro's variable over texts is asked. */
const stringOfVariable = (of: Of): Text =>
  fc.oneof(infix(fc.constant('s'), ORDER, of('string')), infix(fc.constant('size(s)'), ['>', '=='], of('int')));

const quantifiers = (of: Of, { objectLists }: Vocabulary): readonly Text[] => [
  macro(of('ints'), QUANTIFIERS, 'i', intOfVariable(of)),
  macro(of('strings'), QUANTIFIERS, 's', stringOfVariable(of)),
  ...objectLists.map(({ text, element }) => macro(fc.constant(text), QUANTIFIERS, 'o', askedOfElement(of, element))),
];

const askedOfElement = (of: Of, { ints, strings, stringLists }: ElementVocabulary): Text =>
  fc.oneof(
    infix(fc.constantFrom(...strings), ORDER, of('string')),
    infix(fc.constantFrom(...strings), ['in'], of('strings')),
    ...(ints.length === 0 ? [] : [infix(fc.constantFrom(...ints), ORDER, of('int'))]),
    ...(stringLists.length === 0 ? [] : [infix(of('string'), ['in'], fc.constantFrom(...stringLists))]),
  );

const transforms = (of: Of, { objectLists }: Vocabulary): readonly Text[] => [
  method(of('string'), 'split', fc.constantFrom(...SEPARATORS)),
  method(of('string'), 'split', fc.constantFrom(...SEPARATORS), position),
  ...objectLists.map(({ text, element }) =>
    macro(fc.constant(text), ['map'], 'o', fc.constantFrom(...element.strings)),
  ),
];

const listNodes = (lists: Text, variable: string, element: Text, predicate: Text): readonly Text[] => [
  infix(lists, ['+'], lists),
  fc.array(element, { minLength: 1, maxLength: 3 }).map((elements) => `[${elements.join(', ')}]`),
  macro(lists, ['filter'], variable, predicate),
  fc.tuple(lists, predicate).map(([on, asked]) => `${on}.map(${variable}, ${asked}, ${variable} + ${variable})`),
];
