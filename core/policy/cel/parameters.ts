import type { PolicyParameter } from '../../model/policy.ts';
import type { Declared } from './bounds.ts';
import type { CheckedScope } from './environment.ts';
import type { Expression, TextRange } from './tree.ts';
import { parseType } from './type-notation.ts';

/** What parameters are read from. */
export const PARAMETERS = 'params';

/** The scope in which each parameter is read as `params.NAME`. */
export function declareParameters(scope: CheckedScope, parameters: readonly PolicyParameter[]): CheckedScope {
  if (parameters.length === 0) return scope;
  const fields = parameters.map(({ name, value }) => [name, declared(typeOf(value))] as const);
  return {
    ...scope,
    names: new Map([...scope.names, [PARAMETERS, declared('Params')]]),
    objects: new Map([...scope.objects, ['Params', new Map(fields)]]),
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
  };
}

const declared = (type: string): Declared => ({ type: parseType(type), bounds: undefined });

function typeOf(value: PolicyParameter['value']): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'int';
  return typeof value === 'boolean' ? 'bool' : 'list<string>';
}

/** A parameter's value as if it had been written in its place. */
export function parameterValue(value: PolicyParameter['value'], range: TextRange): Expression {
  if (typeof value !== 'object') return { kind: 'literal', range, value };
  const elements = value.map((element): Expression => ({ kind: 'literal', range, value: element }));
  return { kind: 'list', range, elements, optionalAt: new Set() };
}
