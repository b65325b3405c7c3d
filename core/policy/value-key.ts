import type { Expression } from './cel/tree.ts';
import { Double, Opaque, TypeValue, Uint } from './cel/values.ts';
import type { Fields, Value } from './cel/values.ts';

/** Text that two values share only where no rule can tell them apart; `undefined` for what has no such text. */
export function valueKey(value: Value | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return textKey(value);
    case 'number':
    case 'bigint':
      return `i${String(value)};`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'object':
      return value === null ? 'n' : objectKey(value);
    case 'undefined':
      return 'u';
    case 'function':
    case 'symbol':
      return undefined;
  }
}

/** Its length first, so that no text can look like the end of another. */
const textKey = (text: string): string => `s${String(text.length)}:${text}`;

function objectKey(value: object): string | undefined {
  if (Array.isArray(value)) return listKey('l', value as readonly Value[]);
  if (value instanceof Map) return listKey('m', [...(value as ReadonlyMap<Value, Value>)].flat());
  if (value instanceof Double) return Object.is(value.value, -0) ? 'd-0;' : `d${String(value.value)};`;
  if (value instanceof Uint) return `U${String(value.value)};`;
  if (value instanceof TypeValue) return `T${textKey(value.value)}`;
  if (value instanceof Opaque || value instanceof Uint8Array) return undefined;
  return fieldsKey(value as Fields);
}

function listKey(kind: string, elements: readonly (Value | undefined)[]): string | undefined {
  let key = `${kind}${String(elements.length)}:`;
  for (const element of elements) {
    const part = valueKey(element);
    if (part === undefined) return undefined;
    key += part;
  }
  return key;
}

/** Also fields that are inherited: class parameters have their defaults from there. In order, as a map has its own. */
function fieldsKey(fields: Fields): string | undefined {
  const entries: (Value | undefined)[] = [];
  for (const name in fields) entries.push(name, fields[name]);
  return listKey('o', entries);
}

/** Text that two expressions share only where they say the same, wherever they stand; `undefined` where there is none. */
export function expressionKey(expression: Expression): string | undefined {
  if (expression.kind === 'literal') {
    const value = valueKey(expression.value);
    return value === undefined ? undefined : `=${value}`;
  }
  return partKey(expression);
}

/** A node, or what hangs from one: names, lists of nodes, sets of positions. */
function partKey(part: object): string | undefined {
  let key = '(';
  for (const [name, content] of Object.entries(part) as [string, unknown][]) {
    if (name === 'range' || name === 'fieldRange') continue;
    const text = contentKey(content);
    if (text === undefined) return undefined;
    key += `${name}${text}`;
  }
  return `${key})`;
}

function contentKey(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return valueKey(content as Value | undefined);
  if (content instanceof Set) return listKey('S', [...(content as ReadonlySet<number>)]);
  if (!Array.isArray(content)) return 'kind' in content ? expressionKey(content as Expression) : partKey(content);
  let key = `[${String(content.length)}:`;
  for (const each of content as readonly unknown[]) {
    const text = contentKey(each);
    if (text === undefined) return undefined;
    key += text;
  }
  return key;
}
