import type { ASTNode } from '@marcbachmann/cel-js';
import { SORT_BY_KEYS } from './functions/list-order.ts';
import { TYPE_NAMES } from './translate-names.ts';
import { binding, reject } from './translation.ts';
import type { Translation } from './translation.ts';
import { SORTED_LIST } from './tree.ts';
import type { Expression, TextRange, Transform } from './tree.ts';

/** A call as it is written: `receiver.name(args)`. */
export interface MethodCall {
  readonly name: string;
  readonly receiver: ASTNode;
  readonly args: readonly ASTNode[];
  readonly range: TextRange;
}

/** How the macros on a value are written, by name. */
export const MACRO_FORMS: ReadonlyMap<string, string> = new Map([
  ...['all', 'exists', 'exists_one', 'existsOne'].map(
    (name) => [name, `${name}(x, predicate), or ${name}(i, x, predicate)`] as const,
  ),
  ['filter', 'filter(x, predicate)'],
  ['map', 'map(x, value), or map(x, predicate, value)'],
  ...['transformList', 'transformMap', 'transformMapEntry'].map(
    (name) => [name, `${name}(i, x, value), or ${name}(i, x, predicate, value)`] as const,
  ),
  ...['optMap', 'optFlatMap'].map((name) => [name, `${name}(x, value)`] as const),
  ['sortBy', 'sortBy(x, key)'],
]);

/** What the call stands for when it is a macro's; else `undefined`. Source: cel-spec, langdef.md, "Macros". */
export function macroOf(call: MethodCall, to: Translation): Expression | undefined {
  if (isNamespace(call.receiver, 'cel', to)) return celMacro(call, to);
  switch (call.args.length) {
    case 2:
      return macroOfTwo(call, to);
    case 3:
      return macroOfThree(call, to);
    case 4:
      return macroOfFour(call, to);
  }
  return undefined;
}

const isNamespace = (node: ASTNode, name: string, { bound, naming }: Translation): boolean =>
  node.op === 'id' && node.args === name && !bound.has(name) && !naming.isVariable(name);

function macroOfTwo({ name, receiver, args: [variable, body], range }: MethodCall, to: Translation) {
  if (!variable || !body) return undefined;
  const macro = { range, receiver, variables: [variable], to };
  switch (name) {
    case 'all':
    case 'exists':
    case 'exists_one':
    case 'existsOne':
      return quantifier(macro, name, body);
    case 'filter':
      return transform(macro, 'list', body, variable);
    case 'map':
      return transform(macro, 'list', undefined, body);
    case 'optMap':
    case 'optFlatMap':
      return optionalMap(macro, body, name === 'optFlatMap');
    case 'sortBy':
      return sortBy(macro, body);
  }
  return undefined;
}

function macroOfThree({ name, receiver, args: [first, second, third], range }: MethodCall, to: Translation) {
  if (!first || !second || !third) return undefined;
  const pair = { range, receiver, variables: [first, second], to };
  switch (name) {
    case 'map':
      return transform({ ...pair, variables: [first] }, 'list', second, third);
    case 'all':
    case 'exists':
    case 'exists_one':
    case 'existsOne':
      return quantifier(pair, name, third);
    case 'transformList':
      return transform(pair, 'list', undefined, third);
    case 'transformMap':
      return transform(pair, 'map', undefined, third);
    case 'transformMapEntry':
      return transform(pair, 'entries', undefined, third);
  }
  return undefined;
}

function macroOfFour({ name, receiver, args: [first, second, third, fourth], range }: MethodCall, to: Translation) {
  if (!first || !second || !third || !fourth) return undefined;
  const pair = { range, receiver, variables: [first, second], to };
  switch (name) {
    case 'transformList':
      return transform(pair, 'list', third, fourth);
    case 'transformMap':
      return transform(pair, 'map', third, fourth);
    case 'transformMapEntry':
      return transform(pair, 'entries', third, fourth);
  }
  return undefined;
}

interface Macro {
  readonly range: TextRange;
  readonly receiver: ASTNode;
  readonly variables: readonly ASTNode[];
  readonly to: Translation;
}

function quantifier(macro: Macro, name: 'all' | 'exists' | 'exists_one' | 'existsOne', predicate: ASTNode): Expression {
  const { over, variable, second, inner } = open(macro);
  return {
    kind: 'quantifier',
    range: macro.range,
    macro: name === 'existsOne' ? 'exists_one' : name,
    over,
    variable,
    second,
    predicate: inner.translate(predicate, inner),
  };
}

function transform(
  macro: Macro,
  into: 'list' | 'map' | 'entries',
  predicate: ASTNode | undefined,
  body: ASTNode,
): Transform & { readonly range: TextRange } {
  const { over, variable, second, inner } = open(macro);
  return {
    kind: 'transform',
    range: macro.range,
    into,
    over,
    variable,
    second,
    predicate: predicate && inner.translate(predicate, inner),
    body: inner.translate(body, inner),
  };
}

function optionalMap(macro: Macro, body: ASTNode, flat: boolean): Expression {
  const { over, variable, inner } = open(macro);
  return { kind: 'optional-map', range: macro.range, over, variable, body: inner.translate(body, inner), flat };
}

/** The list is computed once, for its elements and for their keys. Source: cel-go, ext/lists.go, sortByMacro. */
function sortBy(macro: Macro, key: ASTNode): Expression {
  const { range } = macro;
  const list: Expression = { kind: 'name', range, name: SORTED_LIST };
  const keys = transform(macro, 'list', undefined, key);
  const operands = [list, { ...keys, over: list }];
  const body: Expression = { kind: 'call', range, style: 'method', name: SORT_BY_KEYS, operands };
  return { kind: 'bind', range, variable: SORTED_LIST, value: keys.over, body };
}

/** What a macro runs over, its variables, and where what it repeats is translated. */
function open({ receiver, variables, to }: Macro) {
  const over = to.translate(receiver, to);
  const [variable = '', second] = variables.map((node) => variableName(node, to));
  if (variable === second) reject(to, variables[1] ?? receiver, `${variable} stands for two things`);
  return { over, variable, second, inner: binding(to, variable, ...(second === undefined ? [] : [second])) };
}

/** Hiding a name is allowed by CEL, never meant, and in the way of telling what a rule reads. */
function variableName(node: ASTNode, to: Translation): string {
  if (node.op !== 'id') {
    reject(to, node.range, 'the variable of a macro is one name');
    return '';
  }
  if (isTaken(node.args, to))
    reject(to, node.range, `${node.args} is taken: give the variable of the macro another name`);
  return node.args;
}

const isTaken = (name: string, { naming }: Translation): boolean =>
  !naming.mayHide && (name === 'variables' || naming.isVariable(name) || TYPE_NAMES.has(name));

/** `cel.bind(variable, value, body)`, and `cel.block([a, b], body)` where `cel.index(0)` is a. */
function celMacro({ name, args, range }: MethodCall, to: Translation): Expression | undefined {
  const [first, second, third] = args;
  switch (name) {
    case 'bind': {
      if (!first || !second || !third) return undefined;
      const variable = variableName(first, to);
      const inner = binding(to, variable);
      const value = to.translate(second, to);
      return { kind: 'bind', range, variable, value, body: inner.translate(third, inner) };
    }
    case 'block':
      return first?.op === 'list' && second ? block(first.args, second, range, to) : undefined;
    case 'index':
      if (first?.op !== 'value' || typeof first.args !== 'bigint') return undefined;
      return { kind: 'name', range, name: indexName(first.args) };
  }
  return undefined;
}

const indexName = (at: number | bigint): string => `@index${String(at)}`;

function block(values: readonly ASTNode[], body: ASTNode, range: TextRange, to: Translation): Expression {
  const bindings: { readonly variable: string; readonly value: Expression }[] = [];
  let inner = to;
  for (const [at, value] of values.entries()) {
    bindings.push({ variable: indexName(at), value: inner.translate(value, inner) });
    inner = { ...binding(inner, indexName(at)), depth: inner.depth + 1 };
  }
  return bindings.reduceRight<Expression>(
    (within, { variable, value }) => ({ kind: 'bind', range, variable, value, body: within }),
    inner.translate(body, inner),
  );
}
