import { Environment } from '@marcbachmann/cel-js';
import type { FunctionEntry } from './functions/library.ts';
import type { DeclaredType, ObjectType } from './schema-types.ts';

/** Operators, names and literals in one expression. Chains of operators nest as deep as they are long. */
const MAX_NODES = 2000;

/** Brackets, calls and fields inside one another. */
const MAX_DEPTH = 64;

/** What the checker knows of the expressions of one scope. */
export interface CheckedScope {
  readonly environment: Environment;
  /** The root variables, in the order in which programs take their values. */
  readonly roots: readonly string[];
  /** Every variable and field there is, for "did you mean". */
  readonly vocabulary: ReadonlySet<string>;
}

/** A scope of root variables, each of a type, in which the functions can be called. */
export function declareScope(
  roots: Readonly<Record<string, DeclaredType>>,
  functions: readonly FunctionEntry[],
): CheckedScope {
  const environment = new Environment({ limits: { maxAstNodes: MAX_NODES, maxDepth: MAX_DEPTH } });
  const types = [QUANTITY, ...Object.values(roots).flatMap(({ objects }) => objects)];
  for (const [name, fields] of new Map(types.map((type) => [type.name, type.fields]))) {
    environment.registerType({ name, fields: { ...fields } });
  }
  for (const [name, type] of Object.entries(roots)) environment.registerVariable(name, type.name);
  for (const signature of functions.flatMap(({ signatures }) => signatures)) {
    environment.registerFunction(signature, onlyDeclared);
  }
  environment.registerOperator('kubernetes.Quantity == kubernetes.Quantity', onlyDeclared);
  return {
    environment,
    roots: Object.keys(roots),
    vocabulary: new Set([...Object.keys(roots), ...types.flatMap(({ fields }) => Object.keys(fields))]),
  };
}

const QUANTITY: ObjectType = { name: 'kubernetes.Quantity', fields: {} };

/** The library checks types; what runs is compiled by us. */
function onlyDeclared(): never {
  throw new Error('expressions are not evaluated by the library that checks them');
}

/** The scope with `variables.NAME` for each variable, of the type that its expression has. */
export function withVariables(scope: CheckedScope, variables: ReadonlyMap<string, string>): CheckedScope {
  const environment = scope.environment.clone();
  environment.registerType({ name: 'Variables', fields: Object.fromEntries(variables) });
  environment.registerVariable('variables', 'Variables');
  return { ...scope, environment, vocabulary: new Set([...scope.vocabulary, ...variables.keys()]) };
}
