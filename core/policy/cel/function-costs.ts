import { LIST_COSTS } from './costs/lists.ts';
import type { CostTable } from './costs/parts.ts';
import { PATTERN_COSTS } from './costs/patterns.ts';
import { TEXT_COSTS } from './costs/text.ts';
import { VALUE_COSTS } from './costs/values.ts';
import type { Cost } from './shapes.ts';

const COSTS: CostTable = { ...VALUE_COSTS, ...TEXT_COSTS, ...PATTERN_COSTS, ...LIST_COSTS };

/** What calling the function takes at most, as the meter counts it, and how large its result gets. */
export function costOf(functionKey: string): Cost {
  const cost = COSTS[functionKey];
  if (!cost) throw new Error(`nothing says what ${functionKey} costs`);
  return cost;
}
