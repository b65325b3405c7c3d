import type { ASTNode } from '@marcbachmann/cel-js';
import { checkTypes } from './check.ts';
import type { CheckedScope } from './environment.ts';
import { impossibleWords } from './impossible-words.ts';
import { respell } from './spelling.ts';
import { problemOf } from './syntax-problems.ts';
import type { SyntaxProblem } from './syntax-problems.ts';
import { TYPE_NAMES } from './translate-names.ts';
import { translate } from './translate.ts';
import type { Naming } from './translation.ts';
import type { Expression } from './tree.ts';
import { printType } from './type-notation.ts';
import type { CelType } from './types.ts';

/** Longest expression, in UTF-16 units: what the schema admits. */
const MAX_EXPRESSION = 8192;

export type ParsedExpression =
  | {
      readonly kind: 'parsed';
      readonly expression: Expression;
      /** In the checker's notation: `bool`, `list<string>`, `dyn`. */
      readonly type: string;
      /** Of every node of the expression. */
      readonly types: ReadonlyMap<Expression, CelType>;
    }
  | { readonly kind: 'problems'; readonly problems: readonly ExpressionProblem[] };

export type ExpressionProblem = SyntaxProblem;

/**
 * Parses and type-checks an expression: all that is wrong with its types, or the first thing that is wrong with its
 * syntax. Bounded in time by {@link MAX_EXPRESSION} and the limits of the scope.
 */
export function parseExpression(text: string, scope: CheckedScope): ParsedExpression {
  if (text.length > MAX_EXPRESSION) return refuse(tooLong(text));
  const spelling = respell(text);
  const ast = parse(spelling.text, scope);
  if (!('op' in ast)) return refuse(ast);
  const { expression, problems: unsupported, dynamic } = translate(ast, text, spelling, namingOf(scope));
  if (unsupported.some(({ code }) => code === 'policy/too-large')) return { kind: 'problems', problems: unsupported };
  const { type, types, problems } = checkTypes(expression, dynamic, scope);
  const found = [...problems, ...impossibleWords(expression, { text, types, scope })];
  const all = scope.options.unchecked === true ? unsupported : [...unsupported, ...found];
  if (all.length > 0) return { kind: 'problems', problems: inOrder(all) };
  return { kind: 'parsed', expression, type: printType(type), types };
}

const inOrder = (problems: readonly ExpressionProblem[]): readonly ExpressionProblem[] =>
  [...problems].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);

const refuse = (problem: ExpressionProblem): ParsedExpression => ({ kind: 'problems', problems: [problem] });

const tooLong = (text: string): ExpressionProblem => ({
  code: 'policy/too-large',
  range: { start: MAX_EXPRESSION, end: text.length },
  message: `the expression has ${String(text.length)} characters, more than ${String(MAX_EXPRESSION)}`,
  help: 'Split it: name its parts under spec.variables.',
});

const namingOf = ({ names, functionNames, typeNames, options, variables, parameters }: CheckedScope): Naming => ({
  container: options.container ?? '',
  isVariable: (name) => names.has(name) || (variables !== undefined && name === 'variables'),
  isFunction: (name) => functionNames.has(name),
  isType: (name) => TYPE_NAMES.has(name) || typeNames.has(name),
  parameter: (name) => parameters?.get(name)?.value,
  mayHide: options.hidingNames === true,
});

function parse(text: string, scope: CheckedScope): ASTNode | ExpressionProblem {
  try {
    return scope.parser.parse(text).ast;
  } catch (cause) {
    return problemOf(cause, text);
  }
}
