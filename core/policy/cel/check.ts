import { checkCall, checkBinary, checkIndex, checkNegation } from './check-calls.ts';
import { checkBind, checkOptionalMap, checkQuantifier, checkTransform } from './check-macros.ts';
import { checkName, checkSelect, checkVariable } from './check-names.ts';
import { freshParameter, joined, report, shown, accepts, known } from './checking.ts';
import type { Checking, Locals, TypeProblem } from './checking.ts';
import type { CheckedScope } from './environment.ts';
import { since } from './kubernetes-versions.ts';
import { parseType } from './type-notation.ts';
import type { Expression, ListLiteral, MapEntry } from './tree.ts';
import { BOOL, BYTES, DOUBLE, DYN, INT, NULL, STRING, UINT, listOf, mapOf, optionalOf, typeOf } from './types.ts';
import type { CelType } from './types.ts';
import { Substitution, settled } from './unify.ts';
import { Double, TypeValue, Uint, isInt } from './values.ts';
import type { Value } from './values.ts';

export interface CheckedTypes {
  readonly type: CelType;
  /** Of every node of the expression; none has parameters. */
  readonly types: ReadonlyMap<Expression, CelType>;
  readonly problems: readonly TypeProblem[];
}

/**
 * Gives every node its type, and finds all that is wrong. Source: cel-spec, langdef.md, "Gradual type checking"; where
 * that is silent, cel-go's checker.
 * @param dynamic nodes that are of any type, whatever they are
 */
export function checkTypes(
  expression: Expression,
  dynamic: ReadonlySet<Expression>,
  scope: CheckedScope,
): CheckedTypes {
  const checking: Checking = {
    scope,
    dynamic,
    types: new Map(),
    problems: [],
    substitution: new Substitution(),
    parameters: 0,
    check: (node, locals) => check(checking, node, locals),
  };
  const type = settled(checking.substitution, check(checking, expression, new Map()));
  const types = new Map<Expression, CelType>();
  for (const [node, of] of checking.types) types.set(node, settled(checking.substitution, of));
  return { type: settled(checking.substitution, type), types, problems: checking.problems };
}

function check(checking: Checking, expression: Expression, locals: Locals): CelType {
  const found = checkNode(checking, expression, locals);
  const type = checking.dynamic.has(expression) ? DYN : known(checking, found);
  checking.types.set(expression, type);
  return type;
}

function checkNode(checking: Checking, expression: Expression, locals: Locals): CelType {
  switch (expression.kind) {
    case 'literal':
      return typeOfLiteral(expression.value);
    case 'name':
      return checkName(checking, expression, locals);
    case 'variable':
      return checkVariable(checking, expression);
    case 'select':
    case 'optional-select':
    case 'has':
      return checkSelect(checking, expression, locals);
    case 'index':
    case 'optional-index':
      return checkIndex(checking, expression, locals);
    case 'call':
      return checkCall(checking, expression, locals);
    case 'list':
      return checkList(checking, expression, locals);
    case 'map':
      return checkMap(checking, expression.entries, locals);
    case 'not':
      return checkBool(checking, expression.operand, locals, '!');
    case 'negate':
      return checkNegation(checking, expression, locals);
    case 'and':
    case 'or': {
      const operator = expression.kind === 'and' ? '&&' : '||';
      for (const operand of expression.operands) checkBool(checking, operand, locals, operator);
      return BOOL;
    }
    case 'conditional':
      return checkConditional(checking, expression, locals);
    case 'binary':
      return checkBinary(checking, expression, locals);
    case 'quantifier':
      return checkQuantifier(checking, expression, locals);
    case 'transform':
      return checkTransform(checking, expression, locals);
    case 'optional-map':
      return checkOptionalMap(checking, expression, locals);
    case 'bind':
      return checkBind(checking, expression, locals);
  }
}

function typeOfLiteral(value: Value): CelType {
  if (value === null) return NULL;
  if (typeof value === 'boolean') return BOOL;
  if (typeof value === 'string') return STRING;
  if (isInt(value)) return INT;
  if (value instanceof Double) return DOUBLE;
  if (value instanceof Uint) return UINT;
  if (value instanceof Uint8Array) return BYTES;
  return value instanceof TypeValue ? typeOf(parseType(value.value)) : DYN;
}

function checkBool(checking: Checking, operand: Expression, locals: Locals, operator: string): CelType {
  const type = checking.check(operand, locals);
  if (accepts(checking, type, BOOL)) return BOOL;
  report(checking, operand.range, `no such overload: ${operator} takes bool, not ${shown(checking, type)}`);
  return BOOL;
}

function checkConditional(
  checking: Checking,
  { condition, then, otherwise, range }: Extract<Expression, { kind: 'conditional' }>,
  locals: Locals,
): CelType {
  checkBool(checking, condition, locals, '?:');
  const [one, other] = [checking.check(then, locals), checking.check(otherwise, locals)];
  const both = joined(checking, one, other);
  if (both) return both;
  const message = `no such overload: both branches of ?: must be of one type, not ${shown(checking, one)} and ${shown(checking, other)}`;
  return report(checking, range, message);
}

function checkList(checking: Checking, { elements, optionalAt, mixed = false }: ListLiteral, locals: Locals): CelType {
  const types = elements.map((element, at) => {
    const type = checking.check(element, locals);
    return { node: element, type: optionalAt.has(at) ? valueOfOptional(checking, element, type) : type };
  });
  return listOf(joinedElements(checking, types, 'elements of a list', mixed));
}

interface Typed {
  readonly node: Expression;
  readonly type: CelType;
}

function valueOfOptional(checking: Checking, node: Expression, type: CelType): CelType {
  since(checking, 28, node.range, 'optional elements and entries');
  const value = freshParameter(checking);
  if (accepts(checking, type, optionalOf(value))) return known(checking, value);
  return report(checking, node.range, `an element written with ? is an optional, not ${shown(checking, type)}`);
}

/** The type of all; where they differ, dyn or a mistake, as the scope has it. */
function joinedElements(checking: Checking, elements: readonly Typed[], what: string, mixed = false): CelType {
  let all: CelType | undefined;
  for (const { node, type } of elements) {
    const both: CelType | undefined = joined(checking, all, type);
    if (!both && !mixed && checking.scope.options.mixedLiterals !== true) {
      const message = `${what} are of one type: expected ${shown(checking, all ?? DYN)}, got ${shown(checking, type)}`;
      report(checking, node.range, message, 'Values of several types go together as dyn(x).');
    }
    all = both ?? DYN;
  }
  return all ?? freshParameter(checking);
}

function checkMap(checking: Checking, entries: readonly MapEntry[], locals: Locals): CelType {
  const keys: Typed[] = [];
  const values: Typed[] = [];
  for (const { key, value, optional } of entries) {
    keys.push({ node: key, type: checkKey(checking, key, locals) });
    const type = checking.check(value, locals);
    values.push({ node: value, type: optional ? valueOfOptional(checking, value, type) : type });
  }
  return mapOf(joinedElements(checking, keys, 'keys of a map'), joinedElements(checking, values, 'values of a map'));
}

function checkKey(checking: Checking, key: Expression, locals: Locals): CelType {
  const type = checking.check(key, locals);
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'uint':
    case 'string':
    case 'dyn':
    case 'parameter':
      return type;
    case 'double':
    case 'bytes':
    case 'null':
    case 'duration':
    case 'timestamp':
    case 'type':
    case 'list':
    case 'map':
    case 'optional':
    case 'named':
      return report(checking, key.range, `a key is a string, an int, a uint or a bool, not ${shown(checking, type)}`);
  }
}
