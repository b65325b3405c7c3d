import type { ASTNode } from '@marcbachmann/cel-js';
import { PARAMETERS, parameterValue } from './parameters.ts';
import type { Translation } from './translation.ts';
import { rangeOf } from './translation.ts';
import type { Expression, TextRange } from './tree.ts';
import { TypeValue } from './values.ts';

/** What `type(x)` is compared with. */
export const TYPE_NAMES: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
  'uint',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
  'optional_type',
]);

/** `a.b.c`, when the node is nothing but names; the parts and where each ends. */
interface Chain {
  readonly parts: readonly { readonly name: string; readonly node: ASTNode }[];
  readonly absolute: boolean;
}

function chainOf(node: ASTNode, to: Translation): Chain | undefined {
  const parts: { readonly name: string; readonly node: ASTNode }[] = [];
  for (let at = node; ; at = at.args[0]) {
    if (at.op === 'id') {
      parts.unshift({ name: at.args, node: at });
      return { parts, absolute: to.spelling.absoluteNames.has(at.start) };
    }
    if (at.op !== '.' || to.spelling.quotedFields.has(at.pos)) return undefined;
    parts.unshift({ name: at.args[1], node: at });
  }
}

/** The names that a name may stand for, the one that goes first. Source: cel-spec, langdef.md, "Name Resolution". */
function candidates(name: string, absolute: boolean, container: string): readonly string[] {
  if (absolute || container === '') return [name];
  const spaces = container.split('.');
  return [...spaces.map((_, at) => `${spaces.slice(0, spaces.length - at).join('.')}.${name}`), name];
}

/** A name, or a chain of names that stands for one: a variable or a type. The rest of the chain selects from it. */
export function nameOf(node: ASTNode, to: Translation): Expression | undefined {
  const chain = chainOf(node, to);
  const [first] = chain?.parts ?? [];
  if (!chain || !first || (to.bound.has(first.name) && !chain.absolute)) return undefined;
  for (let length = chain.parts.length; length > 0; length--) {
    const found = lookUp(chain, length, to);
    if (found) return chain.parts.slice(length).reduce((operand, part) => selectFrom(operand, part.node, to), found);
  }
  return undefined;
}

function lookUp({ parts, absolute }: Chain, length: number, to: Translation): Expression | undefined {
  const last = parts[length - 1];
  if (!last) return undefined;
  const { naming, spelling } = to;
  const range = rangeOf(last.node, spelling);
  const written = parts
    .slice(0, length)
    .map(({ name }) => name)
    .join('.');
  const name = candidates(written, absolute, naming.container).find(
    (candidate) => naming.isVariable(candidate) || naming.isType(candidate),
  );
  if (name === undefined) return undefined;
  return naming.isVariable(name)
    ? { kind: 'name', range, name }
    : { kind: 'literal', range, value: new TypeValue(name) };
}

/**
 * `operand.field`. `variables` is no value of its own: what it selects is computed when first read. Nor is `params`: its
 * values stand in the expression from here on, and whatever looks at rules sees `placement.survives('rack')`.
 */
export function selectFrom(operand: Expression, node: ASTNode, to: Translation): Expression {
  const range = rangeOf(node, to.spelling);
  const { field, fieldRange } = fieldOf(node, to);
  const root = operand.kind === 'name' ? operand.name : undefined;
  const parameter = root === PARAMETERS ? to.naming.parameter(field) : undefined;
  if (parameter !== undefined) return parameterValue(parameter, range);
  return root === 'variables'
    ? { kind: 'variable', range, name: field, fieldRange }
    : { kind: node.op === '.?' ? 'optional-select' : 'select', range, operand, field, fieldRange };
}

function fieldOf(node: ASTNode, { spelling }: Translation): { readonly field: string; readonly fieldRange: TextRange } {
  const name = node.op === '.' || node.op === '.?' ? node.args[1] : '';
  const fieldRange = { start: node.pos, end: node.pos + name.length };
  return { field: spelling.quotedFields.get(node.pos) ?? name, fieldRange };
}

/** The function that a call stands for, when the receiver is a namespace and not a value: `math.least(1, 2)`. */
export function functionOf(name: string, receiver: ASTNode | undefined, call: ASTNode, to: Translation) {
  const chain = receiver && chainOf(receiver, to);
  if (receiver && !chain) return undefined;
  const [first] = chain?.parts ?? [];
  if (first && to.bound.has(first.name)) return undefined;
  const written = [...(chain?.parts ?? []).map((part) => part.name), name].join('.');
  const absolute = chain?.absolute ?? to.spelling.absoluteNames.has(call.start);
  return candidates(written, absolute, to.naming.container).find(to.naming.isFunction);
}
