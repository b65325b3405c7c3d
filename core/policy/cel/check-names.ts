import { suggestion } from '../../parse/did-you-mean.ts';
import { accepts, known, report, shown } from './checking.ts';
import type { Checking, Locals } from './checking.ts';
import { since } from './kubernetes-versions.ts';
import type { Expression, Select, TextRange } from './tree.ts';
import { BOOL, DYN, optionalOf } from './types.ts';
import type { CelType } from './types.ts';

type Named<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

export function checkName(checking: Checking, { name, range }: Named<'name'>, locals: Locals): CelType {
  const { names, variables } = checking.scope;
  const type = locals.get(name) ?? names.get(name)?.type;
  if (type) return type;
  const near = [...names.keys(), ...locals.keys(), ...(variables ? ['variables'] : [])];
  return report(checking, range, `Unknown variable: ${name}`, suggestion(name, near));
}

export function checkVariable(checking: Checking, { name, fieldRange }: Named<'variable'>): CelType {
  const { variables } = checking.scope;
  if (!variables) return report(checking, fieldRange, 'Unknown variable: variables');
  return variables.get(name) ?? noSuchField(checking, name, fieldRange, variables.keys());
}

const noSuchField = (checking: Checking, name: string, range: TextRange, near: Iterable<string>): CelType =>
  report(checking, range, `No such key: ${name}`, suggestion(name, near));

export function checkSelect(
  checking: Checking,
  select: Select & { readonly range: TextRange },
  locals: Locals,
): CelType {
  const operand = checking.check(select.operand, locals);
  const container = operand.kind === 'optional' ? operand.value : operand;
  const field = fieldType(checking, container, select);
  switch (select.kind) {
    case 'has':
      return BOOL;
    case 'optional-select':
      since(checking, 28, select.fieldRange, 'optional access');
      return optionalOf(field);
    case 'select':
      return operand.kind === 'optional' ? optionalOf(field) : field;
  }
}

/** The type of a field. An object has those that are declared; of a map, any may be there. */
function fieldType(checking: Checking, of: CelType, { field, fieldRange }: Select): CelType {
  const container = known(checking, of);
  switch (container.kind) {
    case 'dyn':
      return DYN;
    case 'parameter':
      accepts(checking, DYN, container);
      return DYN;
    case 'map':
      return container.value;
    case 'named': {
      const fields = checking.scope.objects.get(container.name);
      if (fields) return fields.get(field)?.type ?? noSuchField(checking, field, fieldRange, fields.keys());
      return hasNoFields(checking, container, fieldRange);
    }
    case 'bool':
    case 'int':
    case 'uint':
    case 'double':
    case 'string':
    case 'bytes':
    case 'null':
    case 'duration':
    case 'timestamp':
    case 'type':
    case 'list':
    case 'optional':
      return hasNoFields(checking, container, fieldRange);
  }
}

const hasNoFields = (checking: Checking, type: CelType, range: TextRange): CelType =>
  report(checking, range, `a value of type ${shown(checking, type)} has no fields`);
