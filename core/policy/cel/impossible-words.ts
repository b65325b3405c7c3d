import { suggestion } from '../../parse/did-you-mean.ts';
import type { Bounds } from './bounds.ts';
import type { TypeProblem } from './checking.ts';
import type { CheckedScope } from './environment.ts';
import { childrenOf, pathText } from './tree.ts';
import type { BinaryOperation, Expression, Quantifier, Transform } from './tree.ts';
import type { CelType } from './types.ts';

/** What the search goes by: the text that the expression was read from, and its types. */
interface Typed {
  readonly text: string;
  readonly types: ReadonlyMap<Expression, CelType>;
  readonly scope: CheckedScope;
}

/** What is known of the variables of macros. */
type Locals = ReadonlyMap<string, Bounds | undefined>;

/**
 * Words that are compared with what is always one of a few others, so that the comparison decides nothing. Parameters are
 * left out: one that is left empty may well be compared with every value.
 */
export function impossibleWords(expression: Expression, typed: Typed): readonly TypeProblem[] {
  const problems: TypeProblem[] = [];
  const visit = (node: Expression, locals: Locals): void => {
    if (node.kind === 'binary') problems.push(...comparisonProblems(node, typed, locals));
    const inner = localsIn(node, typed, locals);
    for (const child of childrenOf(node)) visit(child, inner);
  };
  visit(expression, new Map());
  return problems;
}

function comparisonProblems(
  { operator, left, right }: BinaryOperation,
  typed: Typed,
  locals: Locals,
): readonly TypeProblem[] {
  const against = (word: Expression, of: Expression, words: Bounds['words']): readonly TypeProblem[] =>
    words && isWritten(word, typed) && !words.includes(word.value) ? [impossible(word, nameOf(of, words), words)] : [];
  switch (operator) {
    case '==':
    case '!=': {
      const [ofLeft, ofRight] = [left, right].map((side) => boundsOf(side, typed, locals)?.words);
      return [...against(left, right, ofRight), ...against(right, left, ofLeft)];
    }
    case 'in': {
      const words = boundsOf(left, typed, locals)?.words;
      const elements = right.kind === 'list' ? right.elements : [];
      return [
        ...elements.flatMap((element) => against(element, left, words)),
        ...against(left, right, isList(right, typed) ? boundsOf(right, typed, locals)?.inside?.words : undefined),
      ];
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return [];
  }
}

type WrittenText = Extract<Expression, { kind: 'literal' }> & { readonly value: string };

/** A text between quotation marks, and not the value of a parameter. */
const isWritten = (node: Expression, { text }: Typed): node is WrittenText =>
  node.kind === 'literal' && typeof node.value === 'string' && /^[rR]?['"]/.test(text.slice(node.range.start));

const isList = (node: Expression, { types }: Typed): boolean => types.get(node)?.kind === 'list';

const nameOf = (of: Expression, words: readonly string[]): string =>
  `${pathText(of) ?? 'what it is compared with'} is one of ${words.join(', ')}`;

const impossible = ({ range, value }: WrittenText, otherwise: string, words: readonly string[]): TypeProblem => {
  const help = suggestion(value, words);
  return {
    code: 'policy/type',
    range,
    message: `nothing is ever '${value}' here: ${otherwise}`,
    ...(help !== undefined && { help }),
  };
};

/** What is known of a value beyond its type. */
function boundsOf(node: Expression, typed: Typed, locals: Locals): Bounds | undefined {
  switch (node.kind) {
    case 'name':
      return locals.has(node.name) ? locals.get(node.name) : typed.scope.names.get(node.name)?.bounds;
    case 'select':
    case 'optional-select':
      return fieldBounds(node.operand, node.field, typed) ?? boundsOf(node.operand, typed, locals)?.inside;
    case 'index':
    case 'optional-index':
      return boundsOf(node.operand, typed, locals)?.inside;
    case 'transform':
      return node.into === 'list' ? { inside: boundsOf(node.body, typed, localsIn(node, typed, locals)) } : undefined;
    case 'bind':
      return boundsOf(node.body, typed, localsIn(node, typed, locals));
    case 'literal':
    case 'variable':
    case 'has':
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
    case 'optional-map':
      return undefined;
  }
}

function fieldBounds(operand: Expression, field: string, { types, scope }: Typed): Bounds | undefined {
  const type = types.get(operand);
  const container = type?.kind === 'optional' ? type.value : type;
  return container?.kind === 'named' ? scope.objects.get(container.name)?.get(field)?.bounds : undefined;
}

/** With the variables that a node gives to those below it. What is known of the others stays, but what they hide. */
function localsIn(node: Expression, typed: Typed, locals: Locals): Locals {
  switch (node.kind) {
    case 'quantifier':
    case 'transform':
      return new Map([...locals, ...variablesOf(node, typed, locals)]);
    case 'optional-map':
      return new Map([...locals, [node.variable, boundsOf(node.over, typed, locals)]]);
    case 'bind':
      return new Map([...locals, [node.variable, boundsOf(node.value, typed, locals)]]);
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
    case 'and':
    case 'or':
    case 'conditional':
    case 'binary':
      return locals;
  }
}

/** Elements of a list, or keys of a map; with two variables, the other one comes second. */
function variablesOf(
  { over, variable, second }: Quantifier | Transform,
  typed: Typed,
  locals: Locals,
): readonly (readonly [string, Bounds | undefined])[] {
  const inside = boundsOf(over, typed, locals)?.inside;
  if (second !== undefined)
    return [
      [variable, undefined],
      [second, inside],
    ];
  return [[variable, isList(over, typed) ? inside : undefined]];
}
