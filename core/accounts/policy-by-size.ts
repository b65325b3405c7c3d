import { gib, gibCeil, gibFloor } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';

/** What policies ask of a request of a size. They are told apart by the identity of what they ask. */
type PolicyOf = (size: GiB) => PolicyConstraints;

export interface PolicyBySize {
  readonly policyOf: PolicyOf;
  /** Sizes in GiB at which it may turn, as rules compare with them. */
  readonly turns: ReadonlySet<number>;
}

/** Policies that are asked once about each size. */
export function askingOnce(policyOf: PolicyOf): PolicyOf {
  const asked = new Map<GiB, PolicyConstraints>();
  return (size) => {
    const known = asked.get(size) ?? policyOf(size);
    asked.set(size, known);
    return known;
  };
}

/** An exbibyte: no volume is as large. */
const LARGEST = 2 ** 30;

/**
 * Sizes that policies are asked about anew: above each they ask something else than at it, and the first is right below
 * the least size of the class. Looked for at the turns, at powers of two, and between these: where rules compare the size
 * with numbers that they name, all are found; where they reckon with it, the ends of runs that hold a power of two are.
 */
export function policySteps(
  { policyOf, turns }: PolicyBySize,
  { minVolumeBytes = 0n, maxVolumeBytes }: ClassParameters,
): readonly GiB[] {
  const least = Math.max(1, gibCeil(minVolumeBytes));
  const greatest = Math.min(LARGEST, maxVolumeBytes === undefined ? LARGEST : gibFloor(maxVolumeBytes));
  const sizes = [...POWERS, ...[...turns].flatMap((turn) => [turn - 1, turn, turn + 1]), greatest];
  const inside = sizes.filter((size) => size > least && size <= greatest);
  const asked = [...new Set([least, ...inside])].sort((a, b) => a - b).map(gib);
  const steps = asked.slice(1).flatMap((size, at) => stepsBetween(policyOf, asked[at] ?? size, size));
  return [gib(least - 1), ...steps];
}

const POWERS = Array.from({ length: 30 }, (_, power) => 2 ** power);

function stepsBetween(policyOf: PolicyOf, below: GiB, above: GiB): readonly GiB[] {
  const lower = policyOf(below);
  const upper = policyOf(above);
  if (asksTheSame(lower, upper)) return [];
  const first = lastWhere((size) => asksTheSame(policyOf(size), lower), below, above);
  const last = lastWhere((size) => !asksTheSame(policyOf(size), upper), below, above);
  return first === last ? [first] : [first, last];
}

/** By bisection: `holds` at `low`, and not at `high`. */
function lastWhere(holds: (size: GiB) => boolean, low: GiB, high: GiB): GiB {
  let yes: number = low;
  let no: number = high;
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(gib(middle))) yes = middle;
    else no = middle;
  }
  return gib(yes);
}

/** Whether one placement does for both or for neither; scores only choose among those that do. */
export const asksTheSame = (one: PolicyConstraints, other: PolicyConstraints): boolean =>
  one === other || (isDenial(one) === isDenial(other) && DECIDING.every((kind) => areSame(one[kind], other[kind])));

const DECIDING = ['drives', 'survive', 'spread', 'layouts', 'workload', 'bandwidth', 'filters'] as const;

export const isDenial = ({ findings }: PolicyConstraints): boolean => findings.some(isError);

const areSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some === others || (some.length === others.length && some.every((each, at) => each === others[at]));
