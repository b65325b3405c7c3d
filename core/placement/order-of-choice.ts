import { sharedPairs } from './pairing.ts';
import type { Chosen } from './placement-of.ts';
import type { Restrictions } from './restrictions.ts';
import type { Terms } from './index/whole.ts';

interface Asked {
  readonly terms: Terms;
  readonly restrictions: Restrictions;
}

type Laid = Pick<Chosen, 'option' | 'legs'>;

/** What decides between choices, most important first; smaller is better. `rank`: the place in the order of preference. */
export function orderOf(chosen: Laid, rank: number, { terms, restrictions }: Asked): readonly number[] {
  let [first, second] = [0, 0];
  for (const { fit } of chosen.legs) {
    first += fit[0];
    second += fit[1];
  }
  const shared = terms.lenient.map((level) => (chosen.option.copies === 1 ? 0 : sharedPairs(chosen.legs, level)));
  const crowded = restrictions.soft.map(({ cost }) => cost(chosen.legs));
  return [rank, ...shared, ...crowded, first, second];
}

export function compareOrders(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
