import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import type { ASTNode } from '@marcbachmann/cel-js';
import { encodeUtf8 } from './functions/utf8.ts';
import { negate } from './numbers.ts';
import type { Spelling } from './spelling.ts';
import { macroOf } from './translate-macros.ts';
import { functionOf, nameOf, selectFrom } from './translate-names.ts';
import { rangeOf, reject } from './translation.ts';
import type { Naming, Translation, Unsupported } from './translation.ts';
import type { Expression, MapEntry, TextRange } from './tree.ts';
import { Double, intOf, isError, uintOf } from './values.ts';
import type { Result, Value } from './values.ts';

export interface Translated {
  readonly expression: Expression;
  readonly problems: readonly Unsupported[];
  /** What `dyn()` stood around: of any type, whatever it is. */
  readonly dynamic: ReadonlySet<Expression>;
}

/** Operators, calls and brackets inside one another: everything that walks a tree recurs as deep. */
const MAX_NESTING = 250;

/** Turns the library's tree into ours, names resolved. What it cannot turn is among the problems. */
export function translate(node: ASTNode, source: string, spelling: Spelling, naming: Naming): Translated {
  const problems: Unsupported[] = [];
  const dynamic = new Set<Expression>();
  const start: Translation = {
    source,
    spelling,
    naming,
    problems,
    dynamic,
    depth: 0,
    bound: new Set(),
    translate: translateNode,
  };
  return { expression: translateNode(node, start), problems, dynamic };
}

function translateNode(node: ASTNode, from: Translation): Expression {
  const range = rangeOf(node, from.spelling);
  const to = { ...from, depth: from.depth + 1 };
  if (to.depth > MAX_NESTING) return tooDeep(to, range);
  const below = (child: ASTNode): Expression => translateNode(child, to);
  switch (node.op) {
    case 'value':
      return { kind: 'literal', range, value: literalOf(node, to) };
    case 'id':
      return nameOf(node, to) ?? { kind: 'name', range, name: node.args };
    case '.':
      return nameOf(node, to) ?? selectFrom(below(node.args[0]), node, to);
    case '.?':
      return selectFrom(below(node.args[0]), node, to);
    case '[]':
      return { kind: 'index', range, operand: below(node.args[0]), index: below(node.args[1]) };
    case '[?]':
      return { kind: 'optional-index', range, operand: below(node.args[0]), index: below(node.args[1]) };
    case 'call':
      return callOf(node, range, to);
    case 'rcall':
      return methodOf(node, range, to);
    case 'list':
      return { kind: 'list', range, elements: node.args.map(below), optionalAt: optionalAt(node, to) };
    case 'map':
      return { kind: 'map', range, entries: entriesOf(node, to) };
    case '!_':
      return { kind: 'not', range, operand: below(node.args) };
    case '-_':
      return negationOf(node.args, range, to);
    case '&&':
      return { kind: 'and', range, operands: operandsOf(node, '&&').map(below) };
    case '||':
      return { kind: 'or', range, operands: operandsOf(node, '||').map(below) };
    case '?:': {
      const [condition, then, otherwise] = node.args;
      return {
        kind: 'conditional',
        range,
        condition: below(condition),
        then: below(then),
        otherwise: below(otherwise),
      };
    }
    case '==':
    case '!=':
    case 'in':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'binary', range, operator: node.op, left: below(node.args[0]), right: below(node.args[1]) };
  }
}

/** The operands of a chain, however it is bracketed: CEL's `&&` and `||` are associative, errors included. */
function operandsOf(chain: ASTNode, operator: '&&' | '||'): readonly ASTNode[] {
  const pending = [chain];
  const operands: ASTNode[] = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.op === operator) pending.push(next.args[1], next.args[0]);
    else operands.push(next);
  }
  return operands;
}

type Node<Op extends ASTNode['op']> = Extract<ASTNode, { op: Op }>;

/** Which elements have a `?` between them and what comes before. */
function optionalAt(list: Node<'list'>, { spelling }: Translation): ReadonlySet<number> {
  if (spelling.optionalMarks.length === 0) return NO_ELEMENTS;
  return new Set(
    list.args.flatMap((element, at) => (isMarked(list.args[at - 1] ?? list, element, spelling) ? [at] : [])),
  );
}

const NO_ELEMENTS: ReadonlySet<number> = new Set();

/** `before` is the list or map itself where the element is its first: then the mark is after its start. */
function isMarked(before: ASTNode, element: ASTNode, { optionalMarks }: Spelling): boolean {
  const from = before.end > element.start ? before.start : before.end;
  return optionalMarks.some((mark) => mark >= from && mark < element.start);
}

const entriesOf = (map: Node<'map'>, to: Translation): readonly MapEntry[] =>
  map.args.map(([key, value], at) => ({
    key: translateNode(key, to),
    value: translateNode(value, to),
    optional: isMarked(map.args[at - 1]?.[1] ?? map, key, to.spelling),
  }));

function literalOf(node: Node<'value'>, to: Translation): Value {
  const { args: value, start, end } = node;
  if (to.spelling.pointedDoubles.has(start)) return new Double(Number(to.source.slice(start, end)));
  if (typeof value === 'string') return to.spelling.rawBytes.has(start) ? encodeUtf8(value) : value;
  if (value instanceof Uint8Array) return exactBytes(value, to.source.slice(start, end));
  if (typeof value === 'bigint') return inRange(intOf(value), value, node, to);
  if (value instanceof UnsignedInt) return inRange(uintOf(value.value), value.value, node, to);
  return typeof value === 'number' ? new Double(value) : value;
}

function inRange(value: Result, exact: bigint, { range }: ASTNode, to: Translation): Value {
  if (!isError(value)) return value;
  reject(to, range, `integer out of range: ${exact.toString()}`);
  return 0;
}

/** The library keeps one byte of each unit: right for escapes and ASCII. The rest of the text is UTF-8. */
function exactBytes(bytes: Uint8Array, source: string): Uint8Array {
  if (/^[\x00-\x7f]*$/.test(source)) return bytes;
  const content = /^[bB]("""|'''|"|')(.*)\1$/su.exec(source)?.[2] ?? '';
  const exact: number[] = [];
  let read = 0;
  for (const [part] of content.matchAll(/\\(?:[xX]..|[0-7]{3}|.)|./gsu)) {
    const escaped = part.startsWith('\\');
    exact.push(...(escaped ? [bytes[read] ?? 0] : encodeUtf8(part)));
    read += escaped ? 1 : part.length;
  }
  return Uint8Array.from(exact);
}

/** The least int is written as a minus and a literal that alone would be out of range. */
function negationOf(operand: ASTNode, range: TextRange, to: Translation): Expression {
  if (operand.op === 'value' && typeof operand.args === 'bigint' && !to.spelling.pointedDoubles.has(operand.start)) {
    return { kind: 'literal', range, value: inRange(intOf(-operand.args), -operand.args, operand, to) };
  }
  const below = translateNode(operand, to);
  const folded = below.kind === 'literal' ? negate(below.value) : undefined;
  if (folded !== undefined && !isError(folded)) return { kind: 'literal', range, value: folded };
  return { kind: 'negate', range, operand: below };
}

function callOf(node: Node<'call'>, range: TextRange, to: Translation): Expression {
  const [name, args] = node.args;
  const operands = args.map((arg) => translateNode(arg, to));
  const [first] = operands;
  if (name === 'has' && first?.kind === 'select') return { ...first, kind: 'has', range };
  if (name === 'has') {
    const help = 'has() takes a field: has(object.spec.field). For a key write: key in map.';
    return reject(to, args[0] ? rangeOf(args[0], to.spelling) : range, 'has() invalid argument', help);
  }
  // It only widens a type: nothing of it is left when an expression runs.
  if (name === 'dyn' && first && operands.length === 1) return dynamic({ ...first, range }, to);
  return { kind: 'call', style: 'function', name: functionOf(name, undefined, node, to) ?? name, operands, range };
}

function dynamic(expression: Expression, to: Translation): Expression {
  to.dynamic.add(expression);
  return expression;
}

function methodOf(node: Node<'rcall'>, range: TextRange, to: Translation): Expression {
  const [name, receiver, args] = node.args;
  const macro = macroOf({ name, receiver, args, range }, to);
  if (macro) return macro;
  const below = (child: ASTNode): Expression => translateNode(child, to);
  const qualified = functionOf(name, receiver, node, to);
  if (qualified !== undefined) {
    const operands = args.map(below);
    return { kind: 'call', style: 'function', name: qualified, operands: asTaken(qualified, operands, range), range };
  }
  const operands = name === 'format' ? args.map(below).map(mixed) : args.map(below);
  return { kind: 'call', style: 'method', name, operands: [below(receiver), ...operands], range };
}

/** These take any number of numbers, of several types: more than two go as a list. Source: cel-go, ext/math.go. */
function asTaken(name: string, operands: readonly Expression[], range: TextRange): readonly Expression[] {
  if (name !== 'math.greatest' && name !== 'math.least') return operands;
  const taken: readonly Expression[] =
    operands.length > 2 ? [{ kind: 'list', range, elements: operands, optionalAt: NO_ELEMENTS }] : operands;
  return taken.map(mixed);
}

/** With lists that may hold values of several types. */
const mixed = (operand: Expression): Expression =>
  operand.kind === 'list' ? { ...operand, elements: operand.elements.map(mixed), mixed: true } : operand;

/** Said once, however many branches go too deep. */
function tooDeep({ problems }: Translation, range: TextRange): Expression {
  const said = problems.some(({ code }) => code === 'policy/too-large');
  const message = `the expression is too large: nested more than ${String(MAX_NESTING)} deep`;
  if (!said) problems.push({ code: 'policy/too-large', range, message });
  return { kind: 'literal', range, value: null };
}
