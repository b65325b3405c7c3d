import { fixedSteps } from './fixed-steps.ts';
import type { Expression, Quantifier, TextRange, Transform } from './tree.ts';

/** What an expression is to come to. */
export type Wanted = 'true' | 'false' | 'value';

export interface LeastSteps {
  readonly steps: number;
  /** The part that takes more than the bound by itself, as far in as there is one. */
  readonly part: { readonly range: TextRange; readonly steps: number };
}

/** Least elements of lists, by the name that they have in macros, or of `variables.NAME`. */
type Lengths = ReadonlyMap<string, number>;

/** A part of an expression where it stands: nothing else around it changes what it takes. */
interface Part {
  readonly node: Expression;
  readonly wanted: Wanted;
  readonly locals: Lengths;
}

type Binding = Extract<Expression, { kind: 'bind' }>;

interface Reckoning {
  readonly variables: ReadonlyMap<string, Expression>;
  readonly known: Record<Wanted, Map<Expression, number>>;
}

/**
 * How many steps an expression takes at least before it comes to what is wanted, whatever its input: lists that are written
 * out in it are as long as they are, all others are empty. More than it may take, and it never comes to that.
 * @param bound what tells which part is too much
 */
export function leastSteps(
  expression: Expression,
  wanted: Wanted,
  variables: ReadonlyMap<string, Expression>,
  bound: number,
): LeastSteps {
  const reckoning: Reckoning = { variables, known: { true: new Map(), false: new Map(), value: new Map() } };
  let part: Part = { node: expression, wanted, locals: new Map() };
  const steps = least(reckoning, part);
  const isTooMuch = (each: Part): boolean => least(reckoning, each) > bound;
  for (let next: Part | undefined = part; next; next = neededBy(reckoning, next).find(isTooMuch)) part = next;
  return { steps, part: { range: part.node.range, steps: least(reckoning, part) } };
}

/** Of a part that is paid for by itself. */
const least = (reckoning: Reckoning, part: Part): number => fixedSteps(part.node) + loops(reckoning, part);

/** Steps beyond those that are paid before anything runs: those of loops. */
function loops(reckoning: Reckoning, part: Part): number {
  const known = reckoning.known[part.wanted];
  const steps = known.get(part.node) ?? loopsOfParts(reckoning, part);
  known.set(part.node, steps);
  return steps;
}

function loopsOfParts(reckoning: Reckoning, part: Part): number {
  const { node, wanted, locals } = part;
  const of = (child: Expression, as: Wanted): number => loops(reckoning, { node: child, wanted: as, locals });
  if (wanted === 'value' && mayEndEarly(node)) return leastOf([of(node, 'true'), of(node, 'false')]);
  const needed = neededBy(reckoning, part).reduce((sum, each) => sum + loops(reckoning, each), 0);
  switch (node.kind) {
    case 'and':
      return wanted === 'true' ? needed : leastOf(node.operands.map((operand) => of(operand, 'false')));
    case 'or':
      return wanted === 'false' ? needed : leastOf(node.operands.map((operand) => of(operand, 'true')));
    case 'conditional': {
      const { condition, then, otherwise } = node;
      return leastOf([of(condition, 'true') + of(then, wanted), of(condition, 'false') + of(otherwise, wanted)]);
    }
    case 'quantifier':
    case 'transform':
      return needed + repeated(reckoning, part, node);
    case 'literal':
    case 'name':
    case 'variable':
    case 'select':
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index':
    case 'call':
    case 'list':
    case 'map':
    case 'not':
    case 'negate':
    case 'binary':
    case 'optional-map':
    case 'bind':
      return needed;
  }
}

const mayEndEarly = (node: Expression): boolean =>
  node.kind === 'and' || node.kind === 'or' || (node.kind === 'quantifier' && node.macro !== 'exists_one');

const leastOf = (alternatives: readonly number[]): number => Math.min(...alternatives);

/** The parts that must come to something for the whole to come to what is wanted, but for those of loops. */
function neededBy(reckoning: Reckoning, { node, wanted, locals }: Part): readonly Part[] {
  const values = (...nodes: readonly Expression[]): readonly Part[] =>
    nodes.map((each) => ({ node: each, wanted: 'value', locals }));
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'variable':
    case 'conditional':
      return [];
    case 'select':
    case 'optional-select':
    case 'has':
    case 'negate':
      return values(node.operand);
    case 'not':
      return [{ node: node.operand, wanted: opposite(wanted), locals }];
    case 'index':
    case 'optional-index':
      return values(node.operand, node.index);
    case 'binary':
      return values(node.left, node.right);
    case 'call':
      return values(...node.operands);
    case 'list':
      return values(...node.elements);
    case 'map':
      return values(...node.entries.flatMap(({ key, value }) => [key, value]));
    case 'and':
      return wanted === 'true' ? node.operands.map((operand) => ({ node: operand, wanted, locals })) : [];
    case 'or':
      return wanted === 'false' ? node.operands.map((operand) => ({ node: operand, wanted, locals })) : [];
    case 'quantifier':
    case 'transform':
    case 'optional-map':
      return values(node.over);
    case 'bind':
      return [{ node: node.body, wanted, locals: bindingOf(reckoning, node, locals) }];
  }
}

const bindingOf = (reckoning: Reckoning, { variable, value }: Binding, locals: Lengths): Lengths =>
  new Map(locals).set(variable, leastLength(reckoning, value, locals));

const opposite = (wanted: Wanted): Wanted => (wanted === 'value' ? wanted : wanted === 'true' ? 'false' : 'true');

/** What a macro repeats. One that may end early runs once, if its list is written out. */
function repeated(reckoning: Reckoning, { wanted, locals }: Part, macro: Quantifier | Transform): number {
  const length = leastLength(reckoning, macro.over, locals);
  if (length === 0) return 0;
  const inner = new Map(locals).set(macro.variable, 0);
  if (macro.second !== undefined) inner.set(macro.second, 0);
  const once = (node: Expression, as: Wanted): number => least(reckoning, { node, wanted: as, locals: inner });
  if (macro.kind === 'transform') return length * (1 + once(macro.predicate ?? macro.body, 'value'));
  switch (macro.macro) {
    case 'all':
      return wanted === 'true' ? length * once(macro.predicate, 'true') : once(macro.predicate, 'false');
    case 'exists':
      return wanted === 'false' ? length * once(macro.predicate, 'false') : once(macro.predicate, 'true');
    case 'exists_one':
      return length * once(macro.predicate, 'value');
  }
}

/** The least number of elements of what is a list. */
function leastLength(reckoning: Reckoning, node: Expression, locals: Lengths): number {
  switch (node.kind) {
    case 'list':
      return node.elements.length - node.optionalAt.size;
    case 'transform':
      return node.into === 'list' && !node.predicate ? leastLength(reckoning, node.over, locals) : 0;
    case 'variable': {
      const body = reckoning.variables.get(node.name);
      return body ? leastLength(reckoning, body, new Map()) : 0;
    }
    case 'name':
      return locals.get(node.name) ?? 0;
    case 'call': {
      const [most] = node.operands;
      const isRange = node.name === 'lists.range' && most?.kind === 'literal' && typeof most.value === 'number';
      return isRange ? most.value : 0;
    }
    case 'literal':
    case 'select':
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index':
    case 'map':
    case 'not':
    case 'negate':
    case 'and':
    case 'or':
    case 'conditional':
    case 'binary':
    case 'quantifier':
    case 'optional-map':
    case 'bind':
      return 0;
  }
}
