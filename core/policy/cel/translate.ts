import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import type { ASTNode } from '@marcbachmann/cel-js';
import { negate } from './numbers.ts';
import { Double, TypeValue, Uint, intOf, isError } from './values.ts';
import type { Value } from './values.ts';
import type { Expression, MapEntry, TextRange } from './tree.ts';

/** What the checker admits and rules cannot have. */
export interface Unsupported {
  readonly code: 'policy/type' | 'policy/too-large';
  readonly range: TextRange;
  readonly message: string;
}

/** A translation under way: `problems` grows. */
interface Translation {
  readonly problems: Unsupported[];
  readonly depth: number;
}

/** Operators, calls and brackets inside one another: everything that walks a tree recurs as deep. */
const MAX_NESTING = 250;

/** Turns the library's tree into ours. What it cannot turn is among the problems. */
export function translate(node: ASTNode): {
  readonly expression: Expression;
  readonly problems: readonly Unsupported[];
} {
  const problems: Unsupported[] = [];
  return { expression: translateNode(node, { problems, depth: 0 }), problems };
}

function translateNode(node: ASTNode, from: Translation): Expression {
  const { range } = node;
  const to = { ...from, depth: from.depth + 1 };
  if (to.depth > MAX_NESTING) return tooDeep(to, range);
  const below = (child: ASTNode): Expression => translateNode(child, to);
  switch (node.op) {
    case 'value':
      return { kind: 'literal', range, value: literalOf(node.args, range, to) };
    case 'id':
      return TYPE_NAMES.has(node.args)
        ? { kind: 'literal', range, value: new TypeValue(node.args) }
        : { kind: 'name', range, name: node.args };
    case '.':
      return selectOf(below(node.args[0]), node.args[1], range);
    case '[]':
      return { kind: 'index', range, operand: below(node.args[0]), index: below(node.args[1]) };
    case 'call':
      return callOf(node.args[0], node.args[1], range, to);
    case 'rcall':
      return methodOf(node.args, range, to);
    case 'list':
      return { kind: 'list', range, elements: node.args.map(below) };
    case 'map':
      return {
        kind: 'map',
        range,
        entries: node.args.map(([key, value]): MapEntry => ({ key: below(key), value: below(value) })),
      };
    case '!_':
      return { kind: 'not', range, operand: below(node.args) };
    case '-_':
      return negationOf(node.args, range, to);
    case '&&':
      return { kind: 'and', range, operands: chainOf(node, '&&').map(below) };
    case '||':
      return { kind: 'or', range, operands: chainOf(node, '||').map(below) };
    case '?:':
      return {
        kind: 'conditional',
        range,
        condition: below(node.args[0]),
        then: below(node.args[1]),
        otherwise: below(node.args[2]),
      };
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
    case '.?':
    case '[?]':
      return reject(to, range, 'optional access is not supported: guard the field with has()');
  }
}

/** What `type(x)` is compared with. */
export const TYPE_NAMES: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
  'uint',
]);

/** The operands of a chain, however it is bracketed: CEL's `&&` and `||` are associative, errors included. */
function chainOf(chain: ASTNode, operator: '&&' | '||'): readonly ASTNode[] {
  const pending = [chain];
  const operands: ASTNode[] = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.op === operator) pending.push(next.args[1], next.args[0]);
    else operands.push(next);
  }
  return operands;
}

/** `variables` is no value of its own: what it selects is computed when first read. */
const selectOf = (operand: Expression, field: string, range: TextRange): Expression =>
  operand.kind === 'name' && operand.name === 'variables'
    ? { kind: 'variable', range, name: field }
    : { kind: 'select', range, operand, field };

type Literal = Extract<ASTNode, { op: 'value' }>['args'];

function literalOf(value: Literal, range: TextRange, to: Translation): Value {
  if (typeof value === 'bigint') {
    const int = intOf(value);
    if (!isError(int)) return int;
    to.problems.push({ code: 'policy/type', range, message: `integer out of range: ${value.toString()}` });
    return 0;
  }
  if (typeof value === 'number') return new Double(value);
  return value instanceof UnsignedInt ? new Uint(value.value) : value;
}

/** The least int is written as a minus and a literal that alone would be out of range. */
function negationOf(operand: ASTNode, range: TextRange, to: Translation): Expression {
  if (operand.op === 'value' && typeof operand.args === 'bigint') {
    return { kind: 'literal', range, value: literalOf(-operand.args, range, to) };
  }
  const below = translateNode(operand, to);
  const folded = below.kind === 'literal' ? negate(below.value) : undefined;
  if (folded !== undefined && !isError(folded)) return { kind: 'literal', range, value: folded };
  return { kind: 'negate', range, operand: below };
}

function callOf(name: string, args: readonly ASTNode[], range: TextRange, to: Translation): Expression {
  const operands = args.map((arg) => translateNode(arg, to));
  const [first] = operands;
  if (name === 'has' && first?.kind === 'select') return { ...first, kind: 'has', range };
  // It only widens a type, and types are checked by now.
  if (name === 'dyn' && first) return { ...first, range };
  if (name === 'has') return reject(to, range, 'has() takes a field: has(object.spec.field)');
  return { kind: 'call', style: 'function', name, operands, range };
}

type Method = readonly [name: string, receiver: ASTNode, args: readonly ASTNode[]];

function methodOf([name, receiver, args]: Method, range: TextRange, to: Translation): Expression {
  const below = (child: ASTNode): Expression => translateNode(child, to);
  const over = below(receiver);
  const [first, second, third] = args;
  const variable = first?.op === 'id' ? first.args : undefined;
  if (name === 'bind' && over.kind === 'name' && over.name === 'cel' && variable !== undefined && second && third) {
    return { kind: 'bind', range, variable, value: below(second), body: below(third) };
  }
  if (variable !== undefined && first && second) {
    switch (name) {
      case 'all':
      case 'exists':
      case 'exists_one':
        return { kind: 'quantifier', macro: name, range, over, variable, predicate: below(second) };
      case 'filter':
        return { kind: 'transform', range, over, variable, predicate: below(second), body: below(first) };
      case 'map': {
        const [predicate, body] = third ? [below(second), below(third)] : [undefined, below(second)];
        return { kind: 'transform', range, over, variable, predicate, body };
      }
    }
  }
  return { kind: 'call', style: 'method', name, operands: [over, ...args.map(below)], range };
}

function reject({ problems }: Translation, range: TextRange, message: string): Expression {
  problems.push({ code: 'policy/type', range, message });
  return { kind: 'literal', range, value: null };
}

/** Said once, however many branches go too deep. */
function tooDeep({ problems }: Translation, range: TextRange): Expression {
  const said = problems.some(({ code }) => code === 'policy/too-large');
  const message = `the expression is too large: nested more than ${String(MAX_NESTING)} deep`;
  if (!said) problems.push({ code: 'policy/too-large', range, message });
  return { kind: 'literal', range, value: null };
}
