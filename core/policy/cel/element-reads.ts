import { isInherited } from './access.ts';
import { childrenOf } from './tree.ts';
import type { Expression } from './tree.ts';

/** What a body reads of the elements that its macro runs over. */
export interface Reads {
  readonly fields: readonly FieldRead[];
  /** The same for bodies that read the same. */
  readonly key: string;
}

export interface FieldRead {
  /** From the element: `['spec', 'domain']`. */
  readonly path: readonly string[];
  /** The value itself, or no more than whether there is one. */
  readonly wanted: 'value' | 'presence';
}

/** What a body reads of the variable; `undefined` if it is more than fields, so that no two elements are alike to it. */
export function readsOf(body: Expression, variable: string): Reads | undefined {
  const fields = new Map<string, FieldRead>();
  if (!collect(body, variable, fields)) return undefined;
  const keys = [...fields.keys()].sort();
  return { fields: keys.flatMap((key) => fields.get(key) ?? []), key: keys.join() };
}

/** Adds the fields of the variable that an expression reads, or of another by its name; false if it reads more. */
function collect(expression: Expression, variable: string, fields: Map<string, FieldRead>): boolean {
  const path = pathFrom(expression, variable);
  if (path) {
    for (let length = 1; length < path.length; length++) add(fields, path.slice(0, length), 'presence');
    add(fields, path, expression.kind === 'has' ? 'presence' : 'value');
    // What every object inherits is no field, and yet there.
    return path.length > 0 && !path.some(isInherited);
  }
  return childrenOf(expression).every((child) => collect(child, variable, fields));
}

function add(fields: Map<string, FieldRead>, path: readonly string[], wanted: FieldRead['wanted']): void {
  fields.set(JSON.stringify([wanted, ...path]), { path, wanted });
}

/** The fields that lead from the variable to what is read or asked for; none if it is the variable itself. */
function pathFrom(expression: Expression, variable: string): readonly string[] | undefined {
  const path: string[] = [];
  let at = expression;
  if (at.kind === 'has' || at.kind === 'optional-select') {
    path.push(at.field);
    at = at.operand;
  }
  while (at.kind === 'select') {
    path.push(at.field);
    at = at.operand;
  }
  return at.kind === 'name' && at.name === variable ? path.reverse() : undefined;
}
