import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { ScalarEvent } from 'js-yaml';
import { childNodes, nodeEvent } from './event-tree.ts';
import type { EventTree } from './event-tree.ts';
import type { TextRange } from './scalar-offsets.ts';

/** Where a node stands in the source, quotes and brackets included. `undefined` for an empty value, which stands nowhere. */
export function spanOfNode(tree: EventTree, node: number): TextRange | undefined {
  const event = nodeEvent(tree, node);
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart < 0 ? undefined : spanOfScalar(tree.source, event);
    case EVENT_ID.ALIAS:
      return { start: event.anchorStart - 1, end: event.anchorEnd };
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING: {
      const inside = endOfLast(tree, childNodes(tree, node)) ?? event.start + 1;
      return {
        start: event.start,
        end: event.style === COLLECTION_STYLE.FLOW ? closingBracket(tree.source, inside) : inside,
      };
    }
  }
}

function spanOfScalar(source: string, { style, valueStart, valueEnd }: ScalarEvent): TextRange {
  switch (style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: valueStart - 1, end: valueEnd + 1 };
    case SCALAR_STYLE.PLAIN:
      return { start: valueStart, end: valueEnd };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const text = source.slice(valueStart, valueEnd);
      const end = valueStart + text.trimEnd().length;
      return { start: Math.min(end, valueStart + text.length - text.trimStart().length), end };
    }
  }
}

function endOfLast(tree: EventTree, nodes: readonly number[]): number | undefined {
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const span = spanOfNode(tree, nodes[index] ?? 0);
    if (span) return span.end;
  }
  return undefined;
}

/** After the bracket that ends a flow collection; only white space, commas, colons and comments can stand before it. */
function closingBracket(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === '#') at = endOfLine(source, at);
    else if (character === ']' || character === '}') return at + 1;
    else at += 1;
  }
  return at;
}

function endOfLine(source: string, from: number): number {
  const found = source.slice(from).search(/[\r\n]/);
  return found < 0 ? source.length : from + found;
}
