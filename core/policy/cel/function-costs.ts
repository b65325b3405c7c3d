import { LIST_COSTS } from './costs/lists.ts';
import type { CostTable } from './costs/parts.ts';
import { PATTERN_COSTS } from './costs/patterns.ts';
import { TEXT_COSTS } from './costs/text.ts';
import { VALUE_COSTS } from './costs/values.ts';
import { functionKey } from './functions/library.ts';
import type { Cost } from './shapes.ts';
import type { Call } from './tree.ts';

const COSTS: CostTable = { ...VALUE_COSTS, ...TEXT_COSTS, ...PATTERN_COSTS, ...LIST_COSTS };

/** What the call of a function takes at most, as the meter counts it, and how large its result gets. */
export function costOf({ style, name, operands }: Pick<Call, 'style' | 'name' | 'operands'>): Cost {
  const key = functionKey(style, name, operands.length);
  const cost = COSTS[key];
  if (!cost) throw new Error(`nothing says what ${key} costs`);
  return cost;
}
