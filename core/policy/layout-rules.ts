import type { LayoutConstraint, LayoutDemand } from '../model/constraints.ts';
import type { Layout } from '../model/volume.ts';
import { childrenOf, mapChildren } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';
import { isFieldOfPlacement, isLegs, opened } from './constraint-forms.ts';
import type { Known } from './partial.ts';

/** A way to lay a volume out, as far as rules can tell. */
interface LaidOut {
  readonly layout: Layout;
  readonly legs: number;
}

/** One of each layout: what a rule comes to for these tells whether it can be a constraint. */
const EACH: readonly LaidOut[] = [
  { layout: 'single', legs: 1 },
  { layout: 'mirror', legs: 2 },
  { layout: 'striped-mirror', legs: 4 },
  { layout: 'slice', legs: 1 },
  { layout: 'mirrored-slice', legs: 2 },
];

/**
 * A rule that goes by `placement.layout` or by the number of legs. Once these are known it may be decided, or a
 * constraint of the search: `demandOf` says what is left of it then. `undefined` where it reads neither, and where it
 * stays a rule for some layout.
 */
export function layoutConstraint(
  rule: Expression,
  known: Known,
  naming: Pick<LayoutConstraint, 'source' | 'label'>,
  demandOf: (rest: Expression) => LayoutDemand | undefined,
): LayoutConstraint | undefined {
  if (!readsLayout(rule, known)) return undefined;
  const under = (laidOut: LaidOut): LayoutDemand | undefined => demandOf(withLayout(rule, laidOut, known));
  const demands = new Map<string, LayoutDemand>();
  for (const laidOut of EACH) {
    const demand = under(laidOut);
    if (!demand) return undefined;
    demands.set(keyOf(laidOut), demand);
  }
  return {
    ...naming,
    under: (layout, legs) => {
      const laidOut = { layout, legs };
      const kept = demands.get(keyOf(laidOut));
      if (kept) return kept;
      const demand = under(laidOut) ?? REFUSED;
      demands.set(keyOf(laidOut), demand);
      return demand;
    },
  };
}

const keyOf = ({ layout, legs }: LaidOut): string => `${layout} ${String(legs)}`;

/** What more legs of a layout come to is decided as it is for fewer; were it not, nothing is let pass unasked. */
const REFUSED: LayoutDemand = { admitted: false, survive: [], spread: [] };

const readsLayout = (expression: Expression, known: Known): boolean =>
  isLayout(expression, known) ||
  isLegCount(expression, known) ||
  childrenOf(opened(expression, known)).some((child) => readsLayout(child, known));

const isLayout = (expression: Expression, known: Known): boolean => isFieldOfPlacement(expression, 'layout', known);

/** `placement.legs.size()`. */
function isLegCount(expression: Expression, known: Known): boolean {
  const call = opened(expression, known);
  if (call.kind !== 'call' || call.name !== 'size') return false;
  const [legs, ...others] = call.operands;
  return legs !== undefined && others.length === 0 && isLegs(legs, known);
}

function withLayout(expression: Expression, laidOut: LaidOut, known: Known): Expression {
  const { range } = expression;
  if (isLayout(expression, known)) return { kind: 'literal', range, value: laidOut.layout };
  if (isLegCount(expression, known)) return { kind: 'literal', range, value: laidOut.legs };
  const open = readsLayout(expression, known) ? opened(expression, known) : expression;
  return mapChildren(open, (child) => withLayout(child, laidOut, known));
}
