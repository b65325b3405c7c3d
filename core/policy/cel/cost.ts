import type { CheckedScope } from './environment.ts';
import { costOf } from './function-costs.ts';
import { functionKey } from './functions/library.ts';
import type { ParsedExpression } from './parse.ts';
import { operationCost } from './operator-costs.ts';
import { SCALAR, insideOf, larger, lengthOf, listShape, mapShape, shapeOf, shapeOfLiteral } from './shapes.ts';
import type { Shape } from './shapes.ts';
import type { Call, Expression, OptionalMap, Quantifier, TextRange, Transform } from './tree.ts';
import { DYN } from './types.ts';

export interface CostEstimate {
  /** As {@link Program} counts them; no more than this, however large its input is within its declared bounds. */
  readonly steps: number;
  /** The part that takes more than half of them by itself, as far in as there is one. */
  readonly costliest: { readonly range: TextRange; readonly steps: number };
}

type Parsed = Extract<ParsedExpression, { kind: 'parsed' }>;

/** Beyond it, numbers of steps say nothing more. */
const MOST_STEPS = Number.MAX_SAFE_INTEGER;

/**
 * How many steps an expression takes at most, from the sizes that the scope declares: a field without one is taken for
 * 256 UTF-16 units or 64 elements. Loops count as often as what they run over is long.
 * @param variables what `variables.NAME` stands for; each is computed once
 */
export function estimateCost(
  parsed: Parsed,
  scope: CheckedScope,
  variables: ReadonlyMap<string, Parsed> = new Map(),
): CostEstimate {
  const estimation: Estimation = { scope, variables, parsed, known: new Map(), parts: new Map() };
  const { steps } = estimate(estimation, parsed.expression, new Map());
  const computed = [...estimation.known.values()].reduce((sum, variable) => sum + variable.steps, 0);
  return { steps: Math.min(MOST_STEPS, steps + computed), costliest: costliest(estimation, parsed.expression, steps) };
}

interface Estimate {
  readonly steps: number;
  readonly shape: Shape;
}

/** What one part adds to the steps of the whole that it is in, and whether it is repeated there. */
interface Part {
  readonly node: Expression;
  readonly steps: number;
  readonly repeated: boolean;
}

type Locals = ReadonlyMap<string, Shape>;

/** An estimate under way: `known` variables and `parts` grow. */
interface Estimation {
  readonly scope: CheckedScope;
  readonly parsed: Parsed;
  readonly variables: ReadonlyMap<string, Parsed>;
  readonly known: Map<string, Estimate>;
  readonly parts: Map<Expression, readonly Part[]>;
}

/** Adds up what the parts of a node take, and remembers it. */
class Sum {
  steps = 1;
  readonly parts: Part[] = [];
  readonly estimation: Estimation;

  constructor(estimation: Estimation) {
    this.estimation = estimation;
  }

  /** The shape of a part that runs so many times. */
  add(node: Expression, locals: Locals, times = 1): Shape {
    const { steps, shape } = estimate(this.estimation, node, locals);
    this.parts.push({ node, steps: steps * times, repeated: times !== 1 });
    this.steps += steps * times;
    return shape;
  }

  spend(steps: number): void {
    this.steps += steps;
  }
}

function estimate(estimation: Estimation, node: Expression, locals: Locals): Estimate {
  const sum = new Sum(estimation);
  const shape = shapeOfNode(sum, node, locals);
  estimation.parts.set(node, sum.parts);
  return { steps: Math.min(MOST_STEPS, sum.steps), shape };
}

function shapeOfNode(sum: Sum, node: Expression, locals: Locals): Shape {
  switch (node.kind) {
    case 'literal':
      return shapeOfLiteral(node.value);
    case 'name':
      return locals.get(node.name) ?? declaredShape(sum.estimation, node.name);
    case 'variable':
      return shapeOfVariable(sum.estimation, node.name);
    case 'select':
    case 'optional-select':
      return fieldOf(sum.add(node.operand, locals), node.field);
    case 'has':
      sum.add(node.operand, locals);
      return SCALAR;
    case 'index':
    case 'optional-index': {
      const container = sum.add(node.operand, locals);
      sum.add(node.index, locals);
      return insideOf(container).value;
    }
    case 'call':
      return shapeOfCall(sum, node, locals);
    case 'list':
      sum.spend(node.elements.length);
      return listShape(
        node.elements.length,
        node.elements.map((element) => sum.add(element, locals)).reduce(larger, SCALAR),
      );
    case 'map': {
      sum.spend(2 * node.entries.length);
      const keys = node.entries.map(({ key }) => sum.add(key, locals));
      const values = node.entries.map(({ value }) => sum.add(value, locals));
      return mapShape(node.entries.length, keys.reduce(larger, SCALAR), values.reduce(larger, SCALAR));
    }
    case 'not':
    case 'negate':
      sum.add(node.operand, locals);
      return SCALAR;
    case 'and':
    case 'or':
      for (const operand of node.operands) sum.add(operand, locals);
      return SCALAR;
    case 'conditional':
      return shapeOfConditional(sum, node, locals);
    case 'binary': {
      const { steps, shape } = operationCost(node.operator, sum.add(node.left, locals), sum.add(node.right, locals));
      sum.spend(steps);
      return shape;
    }
    case 'quantifier':
      return shapeOfQuantifier(sum, node, locals);
    case 'transform':
      return shapeOfTransform(sum, node, locals);
    case 'optional-map':
      return shapeOfOptionalMap(sum, node, locals);
    case 'bind':
      return sum.add(node.body, new Map(locals).set(node.variable, sum.add(node.value, locals)));
  }
}

function declaredShape({ scope }: Estimation, name: string): Shape {
  const declared = scope.names.get(name);
  return shapeOf(declared?.type ?? DYN, declared?.bounds, scope.objects);
}

function shapeOfVariable(estimation: Estimation, name: string): Shape {
  const known = estimation.known.get(name);
  if (known) return known.shape;
  const parsed = estimation.variables.get(name);
  if (!parsed) return shapeOf(estimation.scope.variables?.get(name) ?? DYN, undefined, estimation.scope.objects);
  const computed = estimate({ ...estimation, parsed }, parsed.expression, new Map());
  estimation.known.set(name, computed);
  return computed.shape;
}

function fieldOf(container: Shape, field: string): Shape {
  if (container.kind !== 'object') return insideOf(container).value;
  return container.fields.get(field) ?? SCALAR;
}

function shapeOfCall(sum: Sum, node: Call & Expression, locals: Locals): Shape {
  const operands = node.operands.map((operand) => shapeOfOperand(operand, sum.add(operand, locals)));
  const { types } = sum.estimation.parsed;
  const cost = costOf(functionKey(node.style, node.name, operands.length));
  const { steps, shape } = cost(
    operands,
    node.operands.map((operand) => types.get(operand) ?? DYN),
  );
  sum.spend(steps);
  return shape;
}

/** A text that is known through a variable is not compiled or read before the expression runs, as a literal is. */
const shapeOfOperand = ({ kind }: Expression, shape: Shape): Shape =>
  shape.kind === 'text' && kind !== 'literal' ? { ...shape, computed: true } : shape;

/** One of the branches runs. */
function shapeOfConditional(sum: Sum, node: Extract<Expression, { kind: 'conditional' }>, locals: Locals): Shape {
  sum.add(node.condition, locals);
  const branches = [new Sum(sum.estimation), new Sum(sum.estimation)] as const;
  const shape = larger(branches[0].add(node.then, locals), branches[1].add(node.otherwise, locals));
  const costlier = branches[0].steps >= branches[1].steps ? branches[0] : branches[1];
  sum.spend(costlier.steps);
  sum.parts.push(...costlier.parts);
  return shape;
}

/** How often a macro repeats what is inside, and what its variables stand for there. */
function loopOver(sum: Sum, { over, variable, second }: Quantifier | Transform, locals: Locals) {
  const range = sum.add(over, locals);
  const length = lengthOf(range);
  sum.spend(length);
  const { key, value } = insideOf(range);
  const inner = new Map(locals).set(variable, second !== undefined && range.kind === 'list' ? SCALAR : key);
  if (second !== undefined) inner.set(second, value);
  return { length, inner };
}

function shapeOfQuantifier(sum: Sum, node: Quantifier, locals: Locals): Shape {
  const { length, inner } = loopOver(sum, node, locals);
  sum.add(node.predicate, inner, length);
  return SCALAR;
}

function shapeOfTransform(sum: Sum, node: Transform, locals: Locals): Shape {
  const { length, inner } = loopOver(sum, node, locals);
  sum.spend(length);
  if (node.predicate) sum.add(node.predicate, inner, length);
  const made = sum.add(node.body, inner, length);
  switch (node.into) {
    case 'list':
      return listShape(length, made);
    case 'map':
      return mapShape(length, inner.get(node.variable) ?? SCALAR, made);
    case 'entries': {
      const entries = length * lengthOf(made);
      sum.spend(length * (entries + lengthOf(made)));
      const { key, value } = insideOf(made);
      return mapShape(entries, key, value);
    }
  }
}

function shapeOfOptionalMap(sum: Sum, { over, variable, body }: OptionalMap, locals: Locals): Shape {
  return sum.add(body, new Map(locals).set(variable, sum.add(over, locals)));
}

/** Goes in as long as one part takes more than half, up to the loop that repeats it. */
function costliest({ parts }: Estimation, root: Expression, steps: number): CostEstimate['costliest'] {
  let at = { node: root, steps };
  for (;;) {
    const half = at.steps / 2;
    const part = parts.get(at.node)?.find((candidate) => candidate.steps > half);
    if (!part || part.repeated) return { range: at.node.range, steps: at.steps };
    at = part;
  }
}
