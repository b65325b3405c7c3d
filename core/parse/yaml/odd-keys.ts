import { EVENT_ID } from 'js-yaml';
import { childNodes } from './event-tree.ts';
import type { EventTree } from './event-tree.ts';

/** The first key of a document that is a list or a mapping, as `{{ … }}` of a template is. */
export function firstOddKey(tree: EventTree, document: { from: number; to: number }): number | undefined {
  for (let node = document.from + 1; node < document.to - 1; node += 1) {
    if (tree.events[node]?.type !== EVENT_ID.MAPPING) continue;
    const odd = childNodes(tree, node).find((child, index) => index % 2 === 0 && isCollection(tree, child));
    if (odd !== undefined) return odd;
  }
  return undefined;
}

function isCollection(tree: EventTree, node: number): boolean {
  const type = tree.events[tree.resolve(node)]?.type;
  return type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE;
}
