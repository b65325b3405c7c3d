import type { Recorder } from './recorder.ts';
import type { Expression } from './tree.ts';
import type { Result, Value } from './values.ts';

/** What an evaluation did, by the nodes of the expression. */
export interface Trace {
  /** The last value of every node that ran and is no literal: in a loop, that of the element that decided it. */
  readonly values: ReadonlyMap<Expression, Result>;
  /** Of each macro that ran over something, the element that it came to last: where it stopped, the one that decided. */
  readonly elements: ReadonlyMap<Expression, Value>;
  /** What came of each operand of `&&` and `||`, each branch of `?:` and each predicate; not there if it never ran. */
  readonly branches: ReadonlyMap<Expression, ReadonlySet<Outcome>>;
}

export type Outcome = 'true' | 'false' | 'error' | 'value';

/**
 * Which nodes of a compiled expression are traced, each by its place in a {@link Recorder}: a loop notes what it does
 * over and over, so that has to be cheap.
 */
export interface TracedNodes {
  readonly nodes: Expression[];
}

/** The place of one more node. */
export const placeOf = ({ nodes }: TracedNodes, node: Expression): number => nodes.push(node) - 1;

const OUTCOMES: readonly Outcome[] = ['true', 'false', 'error', 'value'];

/** What was recorded, by the nodes themselves. */
export function traceOf({ nodes }: TracedNodes, { values, elements, outcomes }: Recorder): Trace {
  return {
    values: byNode(nodes, values),
    elements: byNode(nodes, elements),
    branches: byNode(
      nodes,
      Array.from(outcomes, (bits: number | undefined) => (bits === undefined ? undefined : outcomesOf(bits))),
    ),
  };
}

const outcomesOf = (bits: number): ReadonlySet<Outcome> =>
  new Set(OUTCOMES.filter((_, at) => (bits & (1 << at)) !== 0));

function byNode<Content>(
  nodes: readonly Expression[],
  contents: readonly (Content | undefined)[],
): ReadonlyMap<Expression, Content> {
  const found = new Map<Expression, Content>();
  for (const [at, content] of contents.entries()) {
    const node = nodes[at];
    if (node && content !== undefined) found.set(node, content);
  }
  return found;
}
