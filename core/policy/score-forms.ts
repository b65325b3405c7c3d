import type { DriveClass } from '../model/drive-class.ts';
import { createProgram } from './cel/program.ts';
import type { Expression } from './cel/tree.ts';
import type { Value } from './cel/values.ts';
import type { DriveWorth } from './compiled-policy.ts';
import { isLegs, opened, readsOnlyDrive } from './constraint-forms.ts';
import { knowing, reduce } from './partial.ts';
import type { Declared, Known } from './partial.ts';
import { finiteNumber } from './finite-number.ts';
import { anew } from './recently-used.ts';
import type { Reuse } from './recently-used.ts';
import { BUDGETS } from './scopes.ts';
import { expressionKey } from './value-key.ts';
import { driveView } from './views.ts';

/** A part of a sum over legs: what a drive is worth by an expression that reads nothing but the drive. */
interface Term {
  readonly variable: string;
  readonly body: Expression;
  readonly factor: number;
}

/** What a drive is worth by a score that does not read the request; `undefined` for any other. */
export function worthWhateverAsked(expression: Expression, declared: Declared): DriveWorth | undefined {
  if (declared.names(expression).has('request')) return undefined;
  return driveWorth(expression, knowing({}, declared, { steps: BUDGETS.Request }));
}

/**
 * What one drive is worth, for a score that is a sum over legs: `placement.legs.map(l, …).sum()`, or legs counted by
 * `placement.legs.filter(l, …).size()`, with a sign, times a number, added up. A number on its own ranks nothing, so it
 * is worth 0. `undefined` where the score is none of these.
 */
export function driveWorth(
  expression: Expression,
  known: Known,
  reuse: Reuse<DriveWorth> = anew,
): DriveWorth | undefined {
  const terms = termsOf(reduce(expression, known), 1, known);
  if (!terms) return undefined;
  const keys = terms.map(keyOf);
  return keys.includes(undefined) ? sumOf(terms) : reuse(keys.join('+'), () => sumOf(terms));
}

function keyOf({ variable, body, factor }: Term): string | undefined {
  const key = expressionKey(body);
  return key === undefined ? undefined : `${String(factor)} ${variable} ${key}`;
}

function sumOf(terms: readonly Term[]): DriveWorth {
  const worths = terms.map(worthOf);
  return (drives) => {
    let sum = 0;
    for (const worth of worths) {
      const value = worth(drives);
      if (value === undefined) return undefined;
      sum += value;
    }
    return sum;
  };
}

function termsOf(expression: Expression, factor: number, known: Known): readonly Term[] | undefined {
  const score = opened(expression, known);
  switch (score.kind) {
    case 'literal':
      return finiteNumber(score.value) === undefined ? undefined : [];
    case 'negate':
      return termsOf(score.operand, -factor, known);
    case 'binary':
      return termsOfOperation(score, factor, known);
    case 'call':
      return termsOfCall(score, factor, known);
    case 'name':
    case 'variable':
    case 'select':
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index':
    case 'list':
    case 'map':
    case 'not':
    case 'and':
    case 'or':
    case 'conditional':
    case 'quantifier':
    case 'transform':
    case 'optional-map':
    case 'bind':
      return undefined;
  }
}

function termsOfOperation(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  factor: number,
  known: Known,
): readonly Term[] | undefined {
  if (operator === '+' || operator === '-') {
    const one = termsOf(left, factor, known);
    const other = termsOf(right, operator === '+' ? factor : -factor, known);
    return one && other && [...one, ...other];
  }
  if (operator !== '*') return undefined;
  const [times, sum] = left.kind === 'literal' ? [left, right] : [right, left];
  const number = times.kind === 'literal' ? finiteNumber(times.value) : undefined;
  return number === undefined ? undefined : termsOf(sum, factor * number, known);
}

/** `legs.map(l, body).sum()`, `legs.filter(l, predicate).size()`, and `legs.size()`. */
function termsOfCall(
  { name, operands, range }: Extract<Expression, { kind: 'call' }> & Expression,
  factor: number,
  known: Known,
): readonly Term[] | undefined {
  const [first, ...others] = operands;
  const over = first && opened(first, known);
  if (!over || others.length > 0) return undefined;
  const literal = (value: Value): Expression => ({ kind: 'literal', range, value });
  const isCount = name === 'size';
  if (isCount && isLegs(over, known)) return [{ variable: 'leg', body: literal(1), factor }];
  if (over.kind !== 'transform' || !isLegs(over.over, known) || !(isCount || name === 'sum')) return undefined;
  const { variable, predicate } = over;
  const counted = isCount ? literal(1) : over.body;
  const body: Expression = predicate
    ? { kind: 'conditional', range, condition: predicate, then: counted, otherwise: literal(0) }
    : counted;
  return readsOnlyDrive(body, variable) ? [{ variable, body, factor }] : undefined;
}

function worthOf({ variable, body, factor }: Term): DriveWorth {
  const program = createProgram(body, { roots: [variable], variables: new Map(), budget: BUDGETS.Drive });
  const answers = new WeakMap<DriveClass, { readonly worth: number | undefined }>();
  return (drives) => {
    const known = answers.get(drives);
    if (known) return known.worth;
    const number = finiteNumber(program.evaluate([driveView(drives)]));
    const worth = number === undefined ? undefined : number * factor + 0;
    answers.set(drives, { worth });
    return worth;
  };
}
