import type { BinaryOperator } from './operators.ts';
import type { Value } from './values.ts';

/** Characters of an expression's text, the end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A checked expression, macros told apart from calls. Ranges point into the text it was read from. */
export type Expression = { readonly range: TextRange } & (
  | { readonly kind: 'literal'; readonly value: Value }
  /** A root variable of the scope, or the variable of a macro. */
  | { readonly kind: 'name'; readonly name: string }
  /** `variables.NAME`. */
  | { readonly kind: 'variable'; readonly name: string; readonly fieldRange: TextRange }
  | Select
  | Index
  | Call
  | ListLiteral
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'negate'; readonly operand: Expression }
  /** Chains of `&&` and of `||`, two operands or more. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | Conditional
  | BinaryOperation
  | Quantifier
  | Transform
  | OptionalMap
  /** `cel.bind(variable, value, body)`; `cel.block` is several inside one another, `sortBy` has one of its own. */
  | { readonly kind: 'bind'; readonly variable: string; readonly value: Expression; readonly body: Expression }
);

/** The list that `sortBy` sorts; no expression can write the name. */
export const SORTED_LIST = '@sortedList';

export interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `operand.field`, `operand.?field`, `has(operand.field)`. */
export interface Select {
  readonly kind: 'select' | 'optional-select' | 'has';
  readonly operand: Expression;
  readonly field: string;
  /** Where the name of the field stands. */
  readonly fieldRange: TextRange;
}

/** `operand[index]`, `operand[?index]`. */
export interface Index {
  readonly kind: 'index' | 'optional-index';
  readonly operand: Expression;
  readonly index: Expression;
}

export interface ListLiteral {
  readonly kind: 'list';
  readonly elements: readonly Expression[];
  /** Which elements are written `?x`: an optional, whose value is an element if it has one. */
  readonly optionalAt: ReadonlySet<number>;
  /** Whether the elements may be of several types, where other lists may not. */
  readonly mixed?: boolean;
}

export interface Call {
  readonly kind: 'call';
  readonly style: 'function' | 'method';
  readonly name: string;
  /** The receiver of a method first. */
  readonly operands: readonly Expression[];
}

export interface BinaryOperation {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface MapEntry {
  readonly key: Expression;
  readonly value: Expression;
  /** Written `?key: value`: the value is an optional, and the entry is there if that has a value. */
  readonly optional: boolean;
}

/** `over.all(variable, predicate)` and its kin. */
export interface Quantifier {
  readonly kind: 'quantifier';
  readonly macro: 'all' | 'exists' | 'exists_one';
  readonly over: Expression;
  /** The element of a list or the key of a map; with a second variable, the index of a list. */
  readonly variable: string;
  /** The element of a list or the value of a map. */
  readonly second: string | undefined;
  readonly predicate: Expression;
}

/** `over.map(variable, predicate, body)` and its kin; `filter` is one whose body is the variable. */
export interface Transform {
  readonly kind: 'transform';
  readonly over: Expression;
  readonly variable: string;
  readonly second: string | undefined;
  readonly predicate: Expression | undefined;
  readonly body: Expression;
  /** A list of the bodies; a map of them by the first variable; the map of the entries that the bodies are. */
  readonly into: 'list' | 'map' | 'entries';
}

/** `over.optMap(variable, body)`; of `optFlatMap` the body is an optional. */
export interface OptionalMap {
  readonly kind: 'optional-map';
  readonly over: Expression;
  readonly variable: string;
  readonly body: Expression;
  readonly flat: boolean;
}

/** The expression with those right below it replaced. */
export function mapChildren(expression: Expression, change: (child: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'name':
    case 'variable':
      return expression;
    case 'select':
    case 'optional-select':
    case 'has':
    case 'not':
    case 'negate':
      return { ...expression, operand: change(expression.operand) };
    case 'index':
    case 'optional-index':
      return { ...expression, operand: change(expression.operand), index: change(expression.index) };
    case 'call':
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map(change) };
    case 'list':
      return { ...expression, elements: expression.elements.map(change) };
    case 'map':
      return {
        ...expression,
        entries: expression.entries.map((entry) => ({ ...entry, key: change(entry.key), value: change(entry.value) })),
      };
    case 'binary':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'conditional':
      return {
        ...expression,
        condition: change(expression.condition),
        then: change(expression.then),
        otherwise: change(expression.otherwise),
      };
    case 'quantifier':
      return { ...expression, over: change(expression.over), predicate: change(expression.predicate) };
    case 'transform':
      return {
        ...expression,
        over: change(expression.over),
        predicate: expression.predicate && change(expression.predicate),
        body: change(expression.body),
      };
    case 'optional-map':
      return { ...expression, over: change(expression.over), body: change(expression.body) };
    case 'bind':
      return { ...expression, value: change(expression.value), body: change(expression.body) };
  }
}

/** The expressions right below this one, in the order in which they are evaluated. */
export function childrenOf(expression: Expression): readonly Expression[] {
  const children: Expression[] = [];
  mapChildren(expression, (child) => {
    children.push(child);
    return child;
  });
  return children;
}

/** What must all hold for the expression to hold, however it is bracketed. */
export const conjunctsBelow = (expression: Expression): readonly Expression[] =>
  expression.kind === 'and' ? expression.operands.flatMap(conjunctsBelow) : [expression];

/** A read without computation, as it is written: `request.sizeGiB`, `drive.domains['rack']`; else `undefined`. */
export function pathText(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'variable':
      return `variables.${expression.name}`;
    case 'select': {
      const operand = pathText(expression.operand);
      return operand === undefined ? undefined : `${operand}.${expression.field}`;
    }
    case 'index': {
      const operand = pathText(expression.operand);
      const key = expression.index.kind === 'literal' ? expression.index.value : undefined;
      if (operand === undefined || (typeof key !== 'string' && typeof key !== 'number')) return undefined;
      return `${operand}[${typeof key === 'string' ? `'${key}'` : String(key)}]`;
    }
    case 'literal':
    case 'optional-select':
    case 'optional-index':
    case 'optional-map':
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
    case 'transform':
    case 'bind':
      return undefined;
  }
}
