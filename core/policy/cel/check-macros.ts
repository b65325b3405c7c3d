import { accepts, freshParameter, known, report, shown } from './checking.ts';
import type { Checking, Locals } from './checking.ts';
import { since } from './kubernetes-versions.ts';
import { SORTED_LIST } from './tree.ts';
import type { Expression, OptionalMap, Quantifier, TextRange, Transform } from './tree.ts';
import { BOOL, DYN, INT, listOf, mapOf, optionalOf } from './types.ts';
import type { CelType } from './types.ts';

type Placed<Node> = Node & { readonly range: TextRange };

export function checkQuantifier(checking: Checking, node: Placed<Quantifier>, locals: Locals): CelType {
  const { over, variable, second, predicate, macro } = node;
  if (second !== undefined) since(checking, 32, node.range, 'a macro with two variables');
  const { inner } = rangeOver(checking, checking.check(over, locals), node, locals);
  const variables = second === undefined ? variable : `${variable}, ${second}`;
  checkPredicate(checking, predicate, inner, `${macro}(${second === undefined ? 'var' : variables}, predicate)`);
  return BOOL;
}

function checkPredicate(checking: Checking, predicate: Expression, locals: Locals, macro: string): void {
  const type = checking.check(predicate, locals);
  if (accepts(checking, type, BOOL)) return;
  report(checking, predicate.range, `${macro} predicate must return bool, got '${shown(checking, type)}'`);
}

export function checkTransform(checking: Checking, node: Placed<Transform>, locals: Locals): CelType {
  const { over, second, predicate, body, into } = node;
  if (second !== undefined) since(checking, 32, node.range, 'a macro with two variables');
  const { inner, first } = rangeOver(checking, checking.check(over, locals), node, locals);
  const isFilter = body.kind === 'name' && body.name === node.variable;
  if (predicate)
    checkPredicate(checking, predicate, inner, isFilter ? 'filter(var, predicate)' : 'map(var, filter, transform)');
  const type = checking.check(body, inner);
  switch (into) {
    case 'list':
      return listOf(type);
    case 'map':
      return mapOf(first, type);
    case 'entries':
      return entriesOf(checking, body, type);
  }
}

function entriesOf(checking: Checking, body: Expression, type: CelType): CelType {
  const entries = mapOf(freshParameter(checking), freshParameter(checking));
  if (accepts(checking, type, entries)) return known(checking, entries);
  return report(checking, body.range, `transformMapEntry makes entries of a map, not ${shown(checking, type)}`);
}

interface Over {
  /** The type of the first variable. */
  readonly first: CelType;
  readonly inner: Locals;
}

/** What the variables of a macro are: elements of a list, keys of a map; with two, what they stand at comes first. */
function rangeOver(
  checking: Checking,
  range: CelType,
  { over, variable, second }: Quantifier | Transform,
  locals: Locals,
): Over {
  const [first, other] = typesInside(checking, range, over, second !== undefined);
  const inner = new Map(locals).set(variable, first);
  if (second !== undefined) inner.set(second, other);
  return { first, inner };
}

function typesInside(
  checking: Checking,
  range: CelType,
  over: Expression,
  two: boolean,
): readonly [first: CelType, second: CelType] {
  switch (range.kind) {
    case 'list':
      return two ? [INT, range.element] : [range.element, DYN];
    case 'map':
      return [range.key, range.value];
    case 'parameter':
      accepts(checking, DYN, range);
      return [DYN, DYN];
    case 'dyn':
      return [DYN, DYN];
    case 'bool':
    case 'int':
    case 'uint':
    case 'double':
    case 'string':
    case 'bytes':
    case 'null':
    case 'duration':
    case 'timestamp':
    case 'type':
    case 'optional':
    case 'named':
      report(checking, over.range, `a macro runs over a list or a map, not ${shown(checking, range)}`);
      return [DYN, DYN];
  }
}

export function checkOptionalMap(checking: Checking, node: Placed<OptionalMap>, locals: Locals): CelType {
  const { over, variable, body, flat } = node;
  const macro = flat ? 'optFlatMap' : 'optMap';
  since(checking, 28, node.range, macro);
  const range = checking.check(over, locals);
  const value = freshParameter(checking);
  if (!accepts(checking, range, optionalOf(value))) {
    report(checking, over.range, `${macro} takes an optional, not ${shown(checking, range)}`);
  }
  const type = checking.check(body, new Map(locals).set(variable, known(checking, value)));
  if (!flat) return optionalOf(type);
  const optional = optionalOf(freshParameter(checking));
  if (accepts(checking, type, optional)) return known(checking, optional);
  return report(checking, body.range, `optFlatMap makes an optional, not ${shown(checking, type)}`);
}

export function checkBind(
  checking: Checking,
  { variable, value, body, range }: Extract<Expression, { kind: 'bind' }>,
  locals: Locals,
): CelType {
  if (variable !== SORTED_LIST) since(checking, 'ours', range, 'cel.bind');
  return checking.check(body, new Map(locals).set(variable, checking.check(value, locals)));
}
