import { childrenOf } from '../cel/tree.ts';
import type { Expression } from '../cel/tree.ts';

/** What the variables of macros stand for, as a path; `undefined` for what is no part of a root. */
type Bound = ReadonlyMap<string, string | undefined>;

/**
 * What expressions read of the root variables, sorted: `placement.legs[].mediaType`, `request.parameters.type`. What is
 * only looked into is left out.
 */
export function fieldsRead(expressions: Iterable<Expression>): readonly string[] {
  const found = new Set<string>();
  for (const expression of expressions) collect(expression, new Map(), found);
  const paths = [...found].sort();
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[`)));
}

function collect(expression: Expression, bound: Bound, found: Set<string>): void {
  switch (expression.kind) {
    case 'quantifier':
    case 'transform': {
      const { over, variable, second } = expression;
      collect(over, bound, found);
      const inner = new Map(bound).set(variable, second === undefined ? elementOf(over, bound) : undefined);
      if (second !== undefined) inner.set(second, elementOf(over, bound));
      const repeated = childrenOf(expression).slice(1);
      for (const child of isFilter(expression) ? repeated.slice(0, 1) : repeated) collect(child, inner, found);
      return;
    }
    case 'optional-map':
      collect(expression.over, bound, found);
      collect(expression.body, new Map(bound).set(expression.variable, pathOf(expression.over, bound)), found);
      return;
    case 'bind':
      collect(expression.value, bound, found);
      collect(expression.body, new Map(bound).set(expression.variable, pathOf(expression.value, bound)), found);
      return;
    case 'call': {
      const [first, ...others] = expression.operands;
      const isOfRoot = expression.style === 'method' && first?.kind === 'name' && !bound.has(first.name);
      if (isOfRoot) found.add(`${first.name}.${expression.name}()`);
      for (const operand of isOfRoot ? others : expression.operands) collect(operand, bound, found);
      return;
    }
    case 'name':
    case 'select':
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index': {
      const path = pathOf(expression, bound);
      if (path !== undefined) found.add(path);
      for (const index of path === undefined ? childrenOf(expression) : indexesOf(expression)) {
        collect(index, bound, found);
      }
      return;
    }
    case 'literal':
    case 'variable':
    case 'list':
    case 'map':
    case 'not':
    case 'negate':
    case 'and':
    case 'or':
    case 'conditional':
    case 'binary':
      for (const child of childrenOf(expression)) collect(child, bound, found);
  }
}

/** The path of what is read without computation, from a root on. */
function pathOf(expression: Expression, bound: Bound): string | undefined {
  switch (expression.kind) {
    case 'name':
      return bound.has(expression.name) ? bound.get(expression.name) : expression.name;
    case 'select':
    case 'optional-select':
    case 'has': {
      const operand = pathOf(expression.operand, bound);
      return operand === undefined ? undefined : `${operand}.${expression.field}`;
    }
    case 'index':
    case 'optional-index': {
      const operand = pathOf(expression.operand, bound);
      const { index } = expression;
      const key = index.kind === 'literal' && typeof index.value === 'string' ? `'${index.value}'` : '';
      return operand === undefined ? undefined : `${operand}[${key}]`;
    }
    case 'literal':
    case 'variable':
    case 'call':
    case 'list':
    case 'map':
    case 'not':
    case 'negate':
    case 'and':
    case 'or':
    case 'conditional':
    case 'binary':
    case 'quantifier':
    case 'transform':
    case 'optional-map':
    case 'bind':
      return undefined;
  }
}

/** The path of an element of a list, through what only chooses among its elements. */
function elementOf(list: Expression, bound: Bound): string | undefined {
  if (isFilter(list)) return elementOf(list.over, bound);
  const path = pathOf(list, bound);
  return path === undefined ? undefined : `${path}[]`;
}

const isFilter = (expression: Expression): expression is Extract<Expression, { kind: 'transform' }> =>
  expression.kind === 'transform' &&
  expression.predicate !== undefined &&
  expression.body.kind === 'name' &&
  expression.body.name === expression.variable;

/** What stands in the square brackets of a path. */
function indexesOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'index' || expression.kind === 'optional-index') {
    return [expression.index, ...indexesOf(expression.operand)];
  }
  return 'operand' in expression ? indexesOf(expression.operand) : [];
}
