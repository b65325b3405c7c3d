import { constructFromEvents, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';

/** An event that stands for a node. */
export type NodeEvent = ScalarEvent | AliasEvent | SequenceEvent | MappingEvent;

/**
 * The events of a file as a tree. A node is the index of its event. Built in one pass; what lies inside a collection is
 * listed when it is first asked for.
 */
export interface EventTree {
  readonly source: string;
  readonly events: readonly Event[];
  /** Of each document, the index of its DOCUMENT event and the index after its POP. */
  readonly documents: readonly { readonly from: number; readonly to: number }[];
  /** The index after the last event of the node. */
  after(node: number): number;
  /** The anchored node that an alias stands for; any other node itself. */
  resolve(node: number): number;
}

export function eventTree(source: string, events: readonly Event[]): EventTree {
  const after = new Int32Array(events.length);
  const targets = new Map<number, number>();
  const documents: { from: number; to: number }[] = [];
  const open: number[] = [];
  let anchors = new Map<string, number>();
  for (const [index, event] of events.entries()) {
    after[index] = index + 1;
    if (event.type === EVENT_ID.POP) {
      const opener = open.pop() ?? 0;
      after[opener] = index + 1;
      if (events[opener]?.type === EVENT_ID.DOCUMENT) documents.push({ from: opener, to: index + 1 });
    } else if (event.type === EVENT_ID.DOCUMENT) {
      open.push(index);
      anchors = new Map();
    } else if (event.type === EVENT_ID.ALIAS) {
      targets.set(index, anchors.get(anchorName(source, event)) ?? index);
    } else {
      if (event.anchorStart >= 0) anchors.set(anchorName(source, event), index);
      if (event.type !== EVENT_ID.SCALAR) open.push(index);
    }
  }
  return {
    source,
    events,
    documents,
    after: (node) => after[node] ?? node + 1,
    resolve: (node) => targets.get(node) ?? node,
  };
}

export const anchorName = (source: string, event: NodeEvent): string =>
  source.slice(event.anchorStart, event.anchorEnd);

/** The event of a node. Throws where the index is not a node's: that is a bug of the caller. */
export function nodeEvent(tree: EventTree, node: number): NodeEvent {
  const event = tree.events[node];
  if (!event || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) {
    throw new Error(`event ${String(node)} is not a node`);
  }
  return event;
}

/** The nodes right inside a collection, in order: of a mapping, key and value by turns. None in a scalar. */
export function childNodes(tree: EventTree, node: number): readonly number[] {
  const { type } = nodeEvent(tree, node);
  if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return [];
  const children: number[] = [];
  const pop = tree.after(node) - 1;
  for (let child = node + 1; child < pop; child = tree.after(child)) children.push(child);
  return children;
}

const DOCUMENT: Event = { type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] };
const POP: Event = { type: EVENT_ID.POP };

/** Plain scalars that the core schema may take for something else than a string. */
const MAY_RESOLVE = /^(?:[-+.0-9]|~?$|(?:null|true|false)$)/i;

/** A mapping's key as the object's property is called: `True` and `0x10` become `true` and `16`. */
export function keyText(tree: EventTree, node: number): string | undefined {
  const event = nodeEvent(tree, tree.resolve(node));
  if (event.type !== EVENT_ID.SCALAR) return undefined;
  const text = getScalarValue(tree.source, event);
  if (event.style !== SCALAR_STYLE.PLAIN || event.tagStart >= 0 || !MAY_RESOLVE.test(text)) return text;
  const [key] = constructFromEvents([DOCUMENT, event, POP], { source: tree.source });
  return String(key);
}
