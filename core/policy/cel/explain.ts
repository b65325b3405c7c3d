import { formatValue } from './format.ts';
import type { Trace } from './trace.ts';
import { pathText } from './tree.ts';
import type { Call, Conditional, Expression, Quantifier } from './tree.ts';
import { isError } from './values.ts';
import type { Result } from './values.ts';

/** A part of an expression as it is written, and what it came to. */
export interface Shown {
  readonly text: string;
  readonly value: string;
}

/** An expression and the text it was read from. */
export interface Source {
  readonly expression: Expression;
  readonly text: string;
}

const MAX_SHOWN = 8;
const MAX_TEXT = 120;

/** An explanation under way: `shown` grows, up to {@link MAX_SHOWN}. */
interface Explanation {
  readonly trace: Trace;
  readonly variables: ReadonlyMap<string, Source>;
  readonly shown: Map<string, string>;
}

/**
 * What decided that a rule does not hold, the most telling first: of `&&` the operand that is false, of a failed
 * `all()` the element that failed, of a comparison both sides. Nothing that is a constant, nothing twice.
 * @param variables what `variables.NAME` stands for
 */
export function explainFailure(
  { expression, text }: Source,
  trace: Trace,
  variables: ReadonlyMap<string, Source> = new Map(),
): readonly Shown[] {
  const explanation: Explanation = { trace, variables, shown: new Map() };
  decide(explanation, expression, text);
  return [...explanation.shown].slice(0, MAX_SHOWN).map(([part, value]) => ({ text: part, value }));
}

const valueOf = ({ trace }: Explanation, node: Expression): Result | undefined => trace.values.get(node);

/** Shows what a part came to; whether there was anything to show. */
function show(explanation: Explanation, node: Expression, text: string): void {
  const value = valueOf(explanation, node);
  if (value === undefined) return;
  note(explanation, pathText(node) ?? text.slice(node.range.start, node.range.end), value);
}

function note({ shown }: Explanation, text: string, value: Result): void {
  const line = text.replace(/\s+/g, ' ').trim();
  const part = line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT - 1)}…` : line;
  if (!shown.has(part) && shown.size < MAX_SHOWN) shown.set(part, formatValue(value));
}

/** What decided the value of a part that is a bool, or an error where a bool should be. */
function decide(explanation: Explanation, node: Expression, text: string): void {
  const value = valueOf(explanation, node);
  if (value === undefined || explanation.shown.size >= MAX_SHOWN) return;
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const operand of decisive(explanation, node.operands, value)) decide(explanation, operand, text);
      return;
    case 'not':
      decide(explanation, node.operand, text);
      return;
    case 'conditional':
      decideConditional(explanation, node, text);
      return;
    case 'bind':
      decide(explanation, node.body, text);
      return;
    case 'quantifier':
      decideQuantifier(explanation, node, value, text);
      return;
    case 'binary':
      side(explanation, node.left, text);
      side(explanation, node.right, text);
      return;
    case 'call':
      for (const operand of node.operands) side(explanation, operand, text);
      return;
    case 'variable':
      decideVariable(explanation, node.name, node, text);
      return;
    case 'literal':
    case 'name':
    case 'select':
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index':
    case 'list':
    case 'map':
    case 'negate':
    case 'transform':
    case 'optional-map':
      show(explanation, node, text);
  }
}

/** The first operand that has the value of the whole; where none has it alone, all that are not constants. */
function decisive(explanation: Explanation, operands: readonly Expression[], value: Result): readonly Expression[] {
  const decider = operands.find((operand) => (isError(value) ? isError(of(operand)) : of(operand) === value));
  function of(operand: Expression): Result {
    return operand.kind === 'literal' ? operand.value : (valueOf(explanation, operand) ?? null);
  }
  const others = operands.filter((operand) => of(operand) === value);
  return decider && others.length < operands.length ? [decider] : operands;
}

function decideConditional(explanation: Explanation, { condition, then, otherwise }: Conditional, text: string): void {
  const holds = valueOf(explanation, condition);
  if (typeof holds === 'boolean') decide(explanation, holds ? then : otherwise, text);
  decide(explanation, condition, text);
}

/** Where it stopped at one element, that element and what of it decided; else what it ran over. */
function decideQuantifier(explanation: Explanation, node: Quantifier & Expression, value: Result, text: string): void {
  const stopped = (node.macro === 'all' && value === false) || (node.macro === 'exists' && value === true);
  const element = explanation.trace.elements.get(node);
  if ((stopped || isError(valueOf(explanation, node.predicate) ?? null)) && element !== undefined) {
    note(explanation, node.second ?? node.variable, element);
    decide(explanation, node.predicate, text);
    return;
  }
  side(explanation, node.over, text);
}

function decideVariable(explanation: Explanation, name: string, node: Expression, text: string): void {
  show(explanation, node, text);
  const source = explanation.variables.get(name);
  if (source) decide(explanation, source.expression, source.text);
}

/** One side of a comparison: what it is computed from where that says more than the side itself, and the side. */
function side(explanation: Explanation, node: Expression, text: string): void {
  if (node.kind === 'literal' || valueOf(explanation, node) === undefined) return;
  const base = baseOf(node);
  if (base.kind !== 'literal') show(explanation, base, text);
  show(explanation, node, text);
  inside(explanation, node, text);
}

/** What a part that is no bool was computed from. */
function inside(explanation: Explanation, node: Expression, text: string): void {
  switch (node.kind) {
    case 'call':
      for (const operand of argumentsOf(node)) side(explanation, operand, text);
      return;
    case 'binary':
      side(explanation, node.left, text);
      side(explanation, node.right, text);
      return;
    case 'conditional': {
      const holds = valueOf(explanation, node.condition);
      decide(explanation, node.condition, text);
      if (typeof holds === 'boolean') side(explanation, holds ? node.then : node.otherwise, text);
      return;
    }
    case 'variable': {
      const source = explanation.variables.get(node.name);
      if (!source) return;
      const base = baseOf(source.expression);
      if (base.kind !== 'literal' && base !== source.expression) show(explanation, base, source.text);
      inside(explanation, source.expression, source.text);
      return;
    }
    case 'literal':
    case 'name':
    case 'select':
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index':
    case 'list':
    case 'map':
    case 'not':
    case 'negate':
    case 'and':
    case 'or':
    case 'quantifier':
    case 'transform':
    case 'optional-map':
    case 'bind':
  }
}

/** What a chain of calls starts from: the list in `list.distinct().size()`. */
function baseOf(expression: Expression): Expression {
  let base = expression;
  while (base.kind === 'call' && base.operands[0]) base = base.operands[0];
  return base;
}

/** Operands of the calls in a chain but for what it starts from. */
const argumentsOf = ({ operands: [first, ...others] }: Call): readonly Expression[] =>
  first?.kind === 'call' ? [...argumentsOf(first), ...others] : others;
