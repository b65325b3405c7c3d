import { childrenOf } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';
import type { Fields, Value } from './cel/values.ts';
import { valueKey } from './value-key.ts';

/** What expressions read of a request, and with that for which requests they come to the same. */
export type Reading =
  /** What requests of one class have alike, or nothing. */
  | { readonly kind: 'of-class'; readonly reads: readonly Read[] }
  /** Also what is another's from request to request: its name, its size, whose it is and where it is used. */
  | { readonly kind: 'of-request'; readonly reads: readonly Read[] }
  /** What changes by itself, or all there is. */
  | { readonly kind: 'of-the-moment' };

/** A field that is read. */
export interface Read {
  readonly field: string;
  /** Whether it is read as a whole, is looked into, or is only asked to be there. */
  of: 'whole' | 'parts' | 'presence';
  readonly parts: Read[];
}

const FIELDS_OF_CLASS: ReadonlySet<string> = new Set(['parameters', 'accessModes', 'volumeMode']);
const FIELDS_OF_REQUEST: ReadonlySet<string> = new Set(['name', 'sizeGiB', 'limitGiB', 'claim', 'topology']);

/** What all of them read together. */
export function readingOf(expressions: readonly Expression[]): Reading {
  const request: Read = { field: 'request', of: 'presence', parts: [] };
  for (const expression of expressions) addReads(request, expression);
  const { of, parts: reads } = request;
  if (of === 'whole') return { kind: 'of-the-moment' };
  if (reads.every(({ field }) => FIELDS_OF_CLASS.has(field))) return { kind: 'of-class', reads };
  const isKnown = reads.every(({ field }) => FIELDS_OF_CLASS.has(field) || FIELDS_OF_REQUEST.has(field));
  return isKnown ? { kind: 'of-request', reads } : { kind: 'of-the-moment' };
}

/** A macro's variable of the same name is taken for the request as well: that tells more requests apart, never fewer. */
function addReads(request: Read, expression: Expression): void {
  const read = readAt(request, expression);
  if (!read) for (const child of childrenOf(expression)) addReads(request, child);
  else if (expression.kind !== 'has') read.of = 'whole';
}

/** The read of `request.a.b`, among those there are or added to them. */
function readAt(request: Read, expression: Expression): Read | undefined {
  if (expression.kind === 'name') return expression.name === 'request' ? request : undefined;
  if (expression.kind !== 'select' && expression.kind !== 'optional-select' && expression.kind !== 'has')
    return undefined;
  const above = readAt(request, expression.operand);
  if (!above) return undefined;
  if (above.of === 'presence') above.of = 'parts';
  const known = above.parts.find(({ field }) => field === expression.field);
  if (known) return known;
  const read: Read = { field: expression.field, of: 'presence', parts: [] };
  above.parts.push(read);
  return read;
}

/**
 * Text that two requests share only where all that is read is alike; `undefined` where there is none. What is missing is
 * told apart from what lacks the parts that are read.
 */
export function keyOfReads(reads: readonly Read[], container: Value): string | undefined {
  let key = '';
  for (const { field, of, parts } of reads) {
    const value = fieldOf(container, field);
    if (value === undefined) key += '-';
    else if (of === 'presence') key += '+';
    else if (typeof value === 'string') key += `s${String(value.length)}:${value}`;
    else {
      const text = of === 'whole' ? valueKey(value) : keyOfReads(parts, value);
      if (text === undefined) return undefined;
      key += of === 'whole' ? text : `+${text}`;
    }
  }
  return key;
}

/** What every object inherits is no field, and no value either. */
function fieldOf(container: Value, field: string): Value | undefined {
  if (typeof container !== 'object' || container === null) return undefined;
  const found = container instanceof Map ? (container.get(field) as Value | undefined) : (container as Fields)[field];
  return typeof found === 'function' ? undefined : found;
}
