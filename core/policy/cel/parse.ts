import type { ASTNode, TypeCheckResult } from '@marcbachmann/cel-js';
import { suggestion } from '../../parse/did-you-mean.ts';
import type { CheckedScope } from './environment.ts';
import { functionNamed } from './functions/index.ts';
import { TYPE_NAMES, translate } from './translate.ts';
import type { Unsupported } from './translate.ts';
import { childrenOf } from './tree.ts';
import type { Call, Expression, TextRange } from './tree.ts';

/** Longest expression, in UTF-16 units: what the schema admits. */
const MAX_EXPRESSION = 8192;

export type ParsedExpression =
  | {
      readonly kind: 'parsed';
      readonly expression: Expression;
      /** In the checker's notation: `bool`, `list<string>`, `dyn`. */
      readonly type: string;
    }
  | { readonly kind: 'problems'; readonly problems: readonly ExpressionProblem[] };

export interface ExpressionProblem {
  readonly code: 'policy/syntax' | 'policy/type' | 'policy/too-large';
  readonly range: TextRange;
  readonly message: string;
  readonly help?: string;
}

/** Parses and type-checks an expression. Bounded in time by {@link MAX_EXPRESSION} and the limits of the scope. */
export function parseExpression(text: string, scope: CheckedScope): ParsedExpression {
  if (text.length > MAX_EXPRESSION) return refuse(tooLong(text));
  const ast = parse(text, scope);
  if (!('op' in ast)) return refuse(ast);
  const checked = scope.environment.check(text);
  if (!checked.valid) return refuse(problemOf(checked, text, scope));
  const { expression, problems: unsupported } = translate(ast);
  const guarded = scope.environment.check(withoutHas(text, expression));
  if (!guarded.valid) return refuse(problemOf(guarded, text, scope));
  const problems = [...unsupported, ...badCalls(expression), ...hiddenNames(expression, scope)];
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'parsed', expression, type: typeOf(checked) };
}

const refuse = (problem: ExpressionProblem): ParsedExpression => ({ kind: 'problems', problems: [problem] });

const tooLong = (text: string): ExpressionProblem => ({
  code: 'policy/too-large',
  range: { start: MAX_EXPRESSION, end: text.length },
  message: `the expression has ${String(text.length)} characters, more than ${String(MAX_EXPRESSION)}`,
  help: 'Split it: name its parts under spec.variables.',
});

function parse(text: string, scope: CheckedScope): ASTNode | ExpressionProblem {
  try {
    return scope.environment.parse(text).ast;
  } catch (cause) {
    return problemOf({ valid: false, error: cause }, text, scope);
  }
}

/** A type without the parameters that an empty list or map leaves open. */
const typeOf = ({ type = 'dyn' }: TypeCheckResult): string => type.replace(/\b[A-Z]\b/g, 'dyn');

/** What the library reports, as far as it is documented. */
interface LibraryError {
  readonly name: string;
  readonly code: string;
  readonly summary: string;
  readonly range?: TextRange;
}

const isLibraryError = (cause: unknown): cause is LibraryError =>
  cause instanceof Error && 'code' in cause && 'summary' in cause;

function problemOf(
  { error }: { readonly valid: boolean; readonly error?: unknown },
  text: string,
  scope: CheckedScope,
): ExpressionProblem {
  if (!isLibraryError(error)) return uncheckable(error, text);
  const range = error.range ?? { start: 0, end: text.length };
  if (error.code === 'limit_exceeded') {
    return {
      code: 'policy/too-large',
      range,
      message: `the expression is too large: ${error.summary.toLowerCase()}`,
      help: 'Split it: name its parts under spec.variables.',
    };
  }
  if (error.name === 'ParseError') return { code: 'policy/syntax', range, message: syntaxMessage(error.summary) };
  const help = helpFor(error.code, text.slice(range.start, range.end), scope);
  return { code: 'policy/type', range, message: error.summary, ...(help !== undefined && { help }) };
}

/** The checker gives up on what it finds ambiguous, such as comparing an element of an empty list. */
const uncheckable = (error: unknown, text: string): ExpressionProblem => ({
  code: 'policy/type',
  range: { start: 0, end: text.length },
  message: `the expression cannot be checked: ${error instanceof Error ? error.message : 'no reason is given'}`,
});

function helpFor(code: string, part: string, scope: CheckedScope): string | undefined {
  if (code === 'invalid_macro_argument')
    return 'has() takes a field: has(object.spec.field). For a key write: key in map.';
  return NAMES.has(code) ? suggestion(part, scope.vocabulary) : undefined;
}

const NAMES: ReadonlySet<string> = new Set(['no_such_key', 'unknown_variable']);

/**
 * The checker does not look at the field inside has(), so a misspelt one would quietly be false for ever. With dyn() in
 * its place, a name as long, the field is checked like any other, and ranges stay where they are.
 */
function withoutHas(text: string, expression: Expression): string {
  let checked = text;
  const visit = (node: Expression): void => {
    const { start } = node.range;
    if (node.kind === 'has') checked = `${checked.slice(0, start)}dyn${checked.slice(start + 3)}`;
    childrenOf(node).forEach(visit);
  };
  visit(expression);
  return checked;
}

/** Calls of functions that there are not, or whose literals are bad. */
function badCalls(expression: Expression): readonly Unsupported[] {
  const below = childrenOf(expression).flatMap(badCalls);
  const message = expression.kind === 'call' ? badCall(expression) : undefined;
  return message === undefined ? below : [...below, { code: 'policy/type', range: expression.range, message }];
}

function badCall({ style, name, operands }: Call): string | undefined {
  const entry = functionNamed(style, name, operands.length);
  if (!entry) return `the function ${name} is not supported`;
  const literals = operands.map((operand) => (operand.kind === 'literal' ? operand.value : undefined));
  const prepared = entry.prepare?.(literals);
  return prepared?.kind === 'bad' ? prepared.message : undefined;
}

/** Variables of macros that hide something: allowed by CEL, never meant, and in the way of telling what a rule reads. */
function hiddenNames(expression: Expression, scope: CheckedScope): readonly Unsupported[] {
  const below = childrenOf(expression).flatMap((child) => hiddenNames(child, scope));
  const bound = 'variable' in expression ? expression.variable : undefined;
  if (bound === undefined || !isTaken(bound, scope)) return below;
  return [
    ...below,
    {
      code: 'policy/type',
      range: expression.range,
      message: `${bound} is taken: give the variable of the macro another name`,
    },
  ];
}

const isTaken = (name: string, scope: CheckedScope): boolean =>
  name === 'variables' || scope.roots.includes(name) || TYPE_NAMES.has(name);

/** The library's word for the end of the text is one of parsers, not of people. */
const syntaxMessage = (summary: string): string =>
  summary === 'Unexpected token: EOF' ? 'the expression ends where a value is expected' : summary;
