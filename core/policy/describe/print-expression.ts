import { formatValue } from '../cel/format.ts';
import type { BinaryOperator } from '../cel/operators.ts';
import type { Call, Expression, Index, ListLiteral, MapEntry, Select, Transform } from '../cel/tree.ts';
import { Double, Uint, isInt } from '../cel/values.ts';
import type { Value } from '../cel/values.ts';

/** How tightly an operator binds; what binds less tightly than its surroundings is bracketed. */
const BINDS = { conditional: 1, or: 2, and: 3, relation: 4, sum: 5, product: 6, sign: 7, member: 8 } as const;

const OPERATORS: Readonly<Record<BinaryOperator, number>> = {
  ...{ '==': BINDS.relation, '!=': BINDS.relation, '<': BINDS.relation, '<=': BINDS.relation },
  ...{ '>': BINDS.relation, '>=': BINDS.relation, in: BINDS.relation },
  ...{ '+': BINDS.sum, '-': BINDS.sum },
  ...{ '*': BINDS.product, '/': BINDS.product, '%': BINDS.product },
};

/** An expression as it could have been written: one that was reduced stands in no file. */
export const printExpression = (expression: Expression): string => print(expression, BINDS.conditional);

function print(expression: Expression, least: number): string {
  const text = textOf(expression);
  return bindingOf(expression) < least ? `(${text})` : text;
}

const inside = (expression: Expression): string => print(expression, BINDS.conditional);

const member = (expression: Expression): string => print(expression, BINDS.member);

function bindingOf(expression: Expression): number {
  switch (expression.kind) {
    case 'conditional':
    case 'or':
    case 'and':
      return BINDS[expression.kind];
    case 'binary':
      return OPERATORS[expression.operator];
    case 'not':
    case 'negate':
      return BINDS.sign;
    case 'literal':
      return isNegative(expression.value) ? BINDS.sign : BINDS.member;
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
    case 'quantifier':
    case 'transform':
    case 'optional-map':
    case 'bind':
      return BINDS.member;
  }
}

const isNegative = (value: Value): boolean => (isInt(value) ? value < 0 : value instanceof Double && value.value < 0);

function textOf(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return literalText(expression.value);
    case 'name':
      return expression.name;
    case 'variable':
      return `variables.${expression.name}`;
    case 'select':
    case 'optional-select':
    case 'has':
      return selectText(expression);
    case 'index':
    case 'optional-index':
      return indexText(expression);
    case 'call':
      return callText(expression);
    case 'list':
      return listText(expression);
    case 'map':
      return `{${expression.entries.map(entryText).join(', ')}}`;
    case 'not':
      return `!${print(expression.operand, BINDS.sign)}`;
    case 'negate':
      return `-${member(expression.operand)}`;
    case 'and':
      return expression.operands.map((operand) => print(operand, BINDS.and + 1)).join(' && ');
    case 'or':
      return expression.operands.map((operand) => print(operand, BINDS.or + 1)).join(' || ');
    case 'conditional': {
      const { condition, then, otherwise } = expression;
      return `${print(condition, BINDS.or)} ? ${print(then, BINDS.or)} : ${inside(otherwise)}`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const binds = OPERATORS[operator];
      // Comparisons of comparisons need no brackets, but for who reads them.
      return `${print(left, binds === BINDS.relation ? binds + 1 : binds)} ${operator} ${print(right, binds + 1)}`;
    }
    case 'quantifier': {
      const { over, macro, variable, second, predicate } = expression;
      return macroText(over, macro, [variable, second], [predicate]);
    }
    case 'transform':
      return transformText(expression);
    case 'optional-map': {
      const { over, variable, body, flat } = expression;
      return macroText(over, flat ? 'optFlatMap' : 'optMap', [variable], [body]);
    }
    case 'bind':
      return `cel.bind(${expression.variable}, ${inside(expression.value)}, ${inside(expression.body)})`;
  }
}

/** Numbers, text, bool and null as they are written; what no literal can be, as findings show it. */
function literalText(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Uint) return `${value.value.toString()}u`;
  if (value instanceof Uint8Array) return `b'${[...value].map(byteText).join('')}'`;
  if (value instanceof Double) return doubleText(value.value);
  return formatValue(value);
}

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const byteText = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

function doubleText(value: number): string {
  if (!Number.isFinite(value)) return `double('${String(value)}')`;
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function selectText({ kind, operand, field }: Select): string {
  const name = /^[A-Za-z_]\w*$/.test(field) ? field : `\`${field}\``;
  const text = `${member(operand)}.${kind === 'optional-select' ? '?' : ''}${name}`;
  return kind === 'has' ? `has(${text})` : text;
}

const indexText = ({ kind, operand, index }: Index): string =>
  `${member(operand)}[${kind === 'optional-index' ? '?' : ''}${inside(index)}]`;

function callText({ style, name, operands }: Call): string {
  const [first, ...others] = operands;
  const isMethod = style === 'method' && first !== undefined;
  const given = (isMethod ? others : operands).map(inside).join(', ');
  return `${isMethod ? `${member(first)}.` : ''}${name}(${given})`;
}

const listText = ({ elements, optionalAt }: ListLiteral): string =>
  `[${elements.map((element, at) => `${optionalAt.has(at) ? '?' : ''}${inside(element)}`).join(', ')}]`;

const entryText = ({ key, value, optional }: MapEntry): string =>
  `${optional ? '?' : ''}${inside(key)}: ${inside(value)}`;

function transformText({ over, variable, second, predicate, body, into }: Transform): string {
  const parts = predicate ? [predicate, body] : [body];
  switch (into) {
    case 'list': {
      if (second !== undefined) return macroText(over, 'transformList', [variable, second], parts);
      const isFilter = predicate !== undefined && body.kind === 'name' && body.name === variable;
      return isFilter ? macroText(over, 'filter', [variable], [predicate]) : macroText(over, 'map', [variable], parts);
    }
    case 'map':
      return macroText(over, 'transformMap', [variable, second], parts);
    case 'entries':
      return macroText(over, 'transformMapEntry', [variable, second], parts);
  }
}

const macroText = (
  over: Expression,
  name: string,
  variables: readonly (string | undefined)[],
  parts: readonly Expression[],
): string => {
  const bound = variables.filter((variable) => variable !== undefined);
  return `${member(over)}.${name}(${[...bound, ...parts.map(inside)].join(', ')})`;
};
