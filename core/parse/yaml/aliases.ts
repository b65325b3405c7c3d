import { EVENT_ID } from 'js-yaml';
import { anchorName, nodeEvent } from './event-tree.ts';
import type { Limits } from '../../model/limits.ts';
import type { EventTree } from './event-tree.ts';

/** An alias that must not be followed. */
export interface BadAlias {
  readonly kind: 'unknown' | 'recursive' | 'too-many' | 'too-deep';
  readonly document: number;
  readonly name: string;
  /** The alias event. */
  readonly node: number;
}

type AliasLimits = Pick<Limits, 'aliasedValues' | 'depth'>;

/** What aliases may still add to the file, and how deep it may be. */
interface Budget {
  left: number;
  readonly depth: number;
}

/** How much a node holds, aliases followed: values in it, itself among them, and levels of collections. */
interface Extent {
  values: number;
  depth: number;
}

interface OpenCollection extends Extent {
  readonly anchor: string | undefined;
}

/** The first alias of each document that leads nowhere, to itself, or to more than the bounds allow. */
export function badAliases(tree: EventTree, limits: AliasLimits): readonly BadAlias[] {
  const found: BadAlias[] = [];
  const budget: Budget = { left: limits.aliasedValues, depth: limits.depth };
  for (const [document, { from, to }] of tree.documents.entries()) {
    const bad = firstBadAlias(tree, from + 1, to - 1, budget);
    if (bad) found.push({ ...bad, document });
  }
  return found;
}

function firstBadAlias(
  tree: EventTree,
  from: number,
  to: number,
  budget: Budget,
): Omit<BadAlias, 'document'> | undefined {
  const anchors = new Map<string, Extent | 'open'>();
  const open: OpenCollection[] = [];
  const add = (child: Extent): void => {
    const parent = open.at(-1);
    if (!parent) return;
    parent.values += child.values;
    parent.depth = Math.max(parent.depth, child.depth + 1);
  };
  for (let index = from; index < to; index += 1) {
    if (tree.events[index]?.type === EVENT_ID.POP) {
      const closed = open.pop();
      if (!closed) continue;
      if (closed.anchor !== undefined) anchors.set(closed.anchor, closed);
      add(closed);
      continue;
    }
    const event = nodeEvent(tree, index);
    const anchor = event.anchorStart < 0 ? undefined : anchorName(tree.source, event);
    if (event.type === EVENT_ID.ALIAS) {
      const target = anchors.get(anchor ?? '');
      const kind = judge(target, open.length, budget);
      if (kind !== undefined) return { kind, name: anchor ?? '', node: index };
      if (target !== undefined && target !== 'open') add(target);
    } else if (event.type === EVENT_ID.SCALAR) {
      if (anchor !== undefined) anchors.set(anchor, { values: 1, depth: 0 });
      add({ values: 1, depth: 0 });
    } else {
      if (anchor !== undefined) anchors.set(anchor, 'open');
      open.push({ values: 1, depth: 1, anchor });
    }
  }
  return undefined;
}

function judge(target: Extent | 'open' | undefined, level: number, budget: Budget): BadAlias['kind'] | undefined {
  if (target === undefined) return 'unknown';
  if (target === 'open') return 'recursive';
  budget.left -= target.values;
  if (budget.left < 0) return 'too-many';
  return level + target.depth > budget.depth ? 'too-deep' : undefined;
}
