import { EVENT_ID } from 'js-yaml';
import { childNodes, keyText } from './event-tree.ts';
import type { EventTree } from './event-tree.ts';

/** A key that its mapping has already. */
export interface DuplicateKey {
  readonly key: string;
  readonly node: number;
  /** The one before. */
  readonly first: number;
}

/** Every key of a document that its mapping has already. */
export function duplicateKeys(tree: EventTree, document: { from: number; to: number }): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  for (let node = document.from + 1; node < document.to - 1; node += 1) {
    if (tree.events[node]?.type === EVENT_ID.MAPPING) collectDuplicates(tree, node, found);
  }
  return found;
}

function collectDuplicates(tree: EventTree, mapping: number, found: DuplicateKey[]): void {
  const seen = new Map<string, number>();
  for (const [index, node] of childNodes(tree, mapping).entries()) {
    const key = index % 2 === 0 ? keyText(tree, node) : undefined;
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, node);
    else found.push({ key, node, first });
  }
}
