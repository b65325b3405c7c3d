import { EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import type { Place } from '../../model/finding.ts';
import { MOST_LIMITS } from '../../model/limits.ts';
import type { SourceFile } from '../source-file.ts';
import { childNodes, eventTree, keyText, nodeEvent } from './event-tree.ts';
import type { EventTree } from './event-tree.ts';
import { spanOfNode } from './node-spans.ts';
import { sourceRange } from './scalar-offsets.ts';
import type { TextRange } from './scalar-offsets.ts';
import { lineStarts, placeOf } from './text-lines.ts';

/** The way to a value: names of fields and indexes of lists. */
export type Path = readonly (string | number)[];

/** A value of a file, or the key that it stands under. */
interface ValueAddress {
  /** Index of the document in its file. */
  readonly document: number;
  readonly path: Path;
  /** Default: the value. */
  readonly part?: 'key' | 'value';
  /** Characters of the value, where it is a string. */
  readonly range?: TextRange;
}

/** Finds places in one file. Keeps what it learns, so that many findings in a file cost one walk. */
export interface Positions {
  /** Of a value that does not exist: the nearest one around it. Of an empty value: its key. */
  locate(address: ValueAddress): Place;
  /** How a value is written. */
  textOf(address: ValueAddress): string;
  /** UTF-16 units of the file. */
  placeAt(start: number, end: number): Place;
}

/** Positions are computed when they are asked for: objects that nobody complains about cost nothing. */
export function positionsIn(file: SourceFile): Positions {
  let tree: EventTree | undefined;
  let starts: readonly number[] | undefined;
  const members = new Map<number, Members>();
  const placeAt = (start: number, end: number): Place => placeOf(file, (starts ??= lineStarts(file.text)), start, end);
  const spanOfValue = (address: ValueAddress): TextRange => {
    tree ??= readTree(file.text);
    return spanOf(tree, members, address) ?? { start: 0, end: 0 };
  };
  return {
    placeAt,
    locate(address) {
      const { start, end } = spanOfValue(address);
      return placeAt(start, end);
    },
    textOf(address) {
      const { start, end } = spanOfValue(address);
      return file.text.slice(start, end);
    },
  };
}

/** A file that cannot be read has no places but its start. */
function readTree(text: string): EventTree {
  try {
    return eventTree(text, parseEvents(text, { maxDepth: MOST_LIMITS.depth }));
  } catch (error) {
    if (error instanceof YAMLException) return eventTree(text, []);
    throw error;
  }
}

/** What a collection holds, by name or index. */
type Members = ReadonlyMap<string | number, { readonly key: number | undefined; readonly value: number }>;

function spanOf(tree: EventTree, memo: Map<number, Members>, address: ValueAddress): TextRange | undefined {
  const document = tree.documents[address.document];
  if (!document) return undefined;
  let node = document.from + 1;
  let key: number | undefined;
  let around: TextRange | undefined;
  for (const [index, segment] of address.path.entries()) {
    const member = membersOf(tree, memo, tree.resolve(node)).get(segment);
    if (!member) break;
    around = (key === undefined ? undefined : spanOfNode(tree, key)) ?? around;
    node = member.value;
    key = member.key;
    if (index === address.path.length - 1 && address.part === 'key' && key !== undefined) {
      return spanOfNode(tree, key) ?? spanOfNode(tree, node) ?? around;
    }
  }
  const event = nodeEvent(tree, tree.resolve(node));
  if (address.range && event.type === EVENT_ID.SCALAR && event.valueStart >= 0)
    return sourceRange(tree.source, event, address.range);
  return spanOfNode(tree, node) ?? (key === undefined ? undefined : spanOfNode(tree, key)) ?? around;
}

function membersOf(tree: EventTree, memo: Map<number, Members>, node: number): Members {
  const known = memo.get(node);
  if (known) return known;
  const children = childNodes(tree, node);
  const members = new Map<string | number, { key: number | undefined; value: number }>();
  if (nodeEvent(tree, node).type === EVENT_ID.SEQUENCE) {
    for (const [index, value] of children.entries()) members.set(index, { key: undefined, value });
  } else {
    for (const [index, value] of children.entries()) {
      const key = children[index - 1];
      if (index % 2 === 1 && key !== undefined) members.set(keyText(tree, key) ?? '', { key, value });
    }
  }
  memo.set(node, members);
  return members;
}
