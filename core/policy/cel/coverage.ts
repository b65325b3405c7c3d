import type { Outcome, Trace } from './trace.ts';
import { childrenOf } from './tree.ts';
import type { Expression, TextRange } from './tree.ts';
import { isError } from './values.ts';

/** A part of an expression that no evaluation tried out. */
export interface Uncovered {
  readonly range: TextRange;
  /** Completes "this part was": `never evaluated`, `never false`. */
  readonly what: string;
}

/** What evaluations of one expression tried out, taken together. */
export interface Coverage {
  record(trace: Trace): void;
  /** In the order of the text. */
  uncovered(): readonly Uncovered[];
  /** Outcomes there are to try out, and how many were. */
  counts(): { readonly covered: number; readonly all: number };
}

/**
 * Follows what comes of the operands of `&&` and `||`, of conditions and predicates, which are to be true once and false
 * once, and of the branches of `?:`, which are to be taken. A rule is tried out when nothing is left.
 */
export function createCoverage(expression: Expression): Coverage {
  const points = pointsOf(expression);
  const seen = new Map<Expression, Set<Outcome>>(points.map(({ node }) => [node, new Set()]));
  const missing = (): readonly Uncovered[] => points.flatMap((point) => missingOf(point, seen.get(point.node)));
  return {
    record: ({ branches, values }) => {
      for (const [node, outcomes] of seen) {
        for (const outcome of branches.get(node) ?? wholeOf(node, expression, values)) outcomes.add(outcome);
      }
    },
    uncovered: () => [...missing()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
    counts: () => {
      const all = points.reduce((sum, { both }) => sum + (both ? 2 : 1), 0);
      const open = points.reduce((sum, point) => sum + openOutcomes(point, seen.get(point.node)), 0);
      return { covered: all - open, all };
    },
  };
}

/** What can come out one way or the other. */
interface Point {
  readonly node: Expression;
  /** Whether it is to be true and to be false; else, whether it is to run. */
  readonly both: boolean;
}

/** The rule as a whole is one as well. Constants are none. */
function pointsOf(expression: Expression): readonly Point[] {
  const points: Point[] = [{ node: expression, both: true }];
  const add = (both: boolean, ...nodes: readonly Expression[]): void => {
    points.push(...nodes.filter(({ kind }) => kind !== 'literal').map((node) => ({ node, both })));
  };
  const visit = (node: Expression): void => {
    if (node.kind === 'and' || node.kind === 'or') add(true, ...node.operands);
    if (node.kind === 'quantifier') add(true, node.predicate);
    if (node.kind === 'transform' && node.predicate) add(true, node.predicate);
    if (node.kind === 'conditional') {
      add(true, node.condition);
      add(false, node.then, node.otherwise);
    }
    childrenOf(node).forEach(visit);
  };
  visit(expression);
  return points;
}

/** The value of the whole, which is no operand of anything. */
function wholeOf(node: Expression, expression: Expression, values: Trace['values']): readonly Outcome[] {
  const value = node === expression ? values.get(node) : undefined;
  if (value === undefined) return [];
  if (isError(value)) return ['error'];
  return [typeof value === 'boolean' ? (value ? 'true' : 'false') : 'value'];
}

function openOutcomes({ both }: Point, seen: ReadonlySet<Outcome> | undefined): number {
  if (!both) return seen && seen.size > 0 ? 0 : 1;
  // A variable that is no bool is tried out when it was computed.
  if (seen?.has('value') === true) return 0;
  return (seen?.has('true') === true ? 0 : 1) + (seen?.has('false') === true ? 0 : 1);
}

function missingOf({ node, both }: Point, seen: ReadonlySet<Outcome> | undefined): readonly Uncovered[] {
  const { range } = node;
  if (!seen || seen.size === 0) return [{ range, what: 'never evaluated' }];
  if (!both || seen.has('value')) return [];
  const never = (['true', 'false'] as const).filter((outcome) => !seen.has(outcome));
  return never.map((outcome) => ({ range, what: `never ${outcome}` }));
}
