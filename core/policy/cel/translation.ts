import type { PolicyParameter } from '../../model/policy.ts';
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Spelling } from './spelling.ts';
import type { Expression, TextRange } from './tree.ts';

/** What the parser admits and rules cannot have. */
export interface Unsupported {
  readonly code: 'policy/type' | 'policy/too-large';
  readonly range: TextRange;
  readonly message: string;
  readonly help?: string;
}

/** What names mean where an expression stands. */
export interface Naming {
  /** The namespace that names are looked for in first: `a.b` makes `x` mean `a.b.x`, `a.x` or `x`. */
  readonly container: string;
  readonly isVariable: (name: string) => boolean;
  readonly isFunction: (name: string) => boolean;
  readonly isType: (name: string) => boolean;
  /** The value of `params.NAME`; `undefined` where there is none of that name. */
  readonly parameter: (name: string) => PolicyParameter['value'] | undefined;
  /** Whether the variable of a macro may hide a name of the scope, as in CEL itself. */
  readonly mayHide: boolean;
}

/** A translation under way: `problems` and `dynamic` grow. */
export interface Translation {
  readonly source: string;
  readonly spelling: Spelling;
  readonly naming: Naming;
  readonly problems: Unsupported[];
  /** What `dyn()` stood around. */
  readonly dynamic: Set<Expression>;
  readonly depth: number;
  /** Variables of the macros around. */
  readonly bound: ReadonlySet<string>;
  readonly translate: (node: ASTNode, from: Translation) => Expression;
}

/** The variables of a macro, for what stands inside it. */
export const binding = (to: Translation, ...names: readonly string[]): Translation => ({
  ...to,
  bound: new Set([...to.bound, ...names]),
});

/** Notes a problem; what is wrong is translated to null. */
export function reject({ problems }: Translation, range: TextRange, message: string, help?: string): Expression {
  problems.push({ code: 'policy/type', range, message, ...(help !== undefined && { help }) });
  return { kind: 'literal', range, value: null };
}

/** The node's characters, the brackets that belong to a side of it included: the library leaves those out. */
export function rangeOf({ start, end }: ASTNode, { brackets, rawBytes, absoluteNames }: Spelling): TextRange {
  const widened = { start: rawBytes.has(start) || absoluteNames.has(start) ? start - 1 : start, end };
  for (const { open, close } of brackets) {
    if (close >= widened.start && close < widened.end && open < widened.start) widened.start = open;
    if (open >= widened.start && open < widened.end && close >= widened.end) widened.end = close + 1;
  }
  return widened;
}
