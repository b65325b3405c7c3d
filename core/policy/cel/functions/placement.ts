import { fieldOf } from '../access.ts';
import { spend } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { isList } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { method, noFunction } from './library.ts';
import type { FunctionEntry } from './library.ts';

/** What a placement answers about failure domains. The search knows both as constraints of their own. */
export const PLACEMENT_FUNCTIONS: readonly FunctionEntry[] = [
  method('survives', 2, survives, ['Placement.survives(string): bool']),
  method('spreadOver', 2, spreadOver, ['Placement.spreadOver(string): int']),
];

/**
 * Whether the volume outlives the loss of any one domain of the level: it is mirrored, and the two legs of each pair
 * lie in different domains. A leg whose domain is not known proves nothing.
 */
function survives(frame: Frame, placement: Value, level: Value): Result {
  if (typeof level !== 'string') return noFunction('survives', placement, level);
  const domains = domainsAt(frame, placement, level);
  const layout = fieldOf(placement, 'layout');
  if (layout === 'single' || layout === 'slice') return false;
  return domains.every((domain, at) => {
    const partner = domains[at % 2 === 0 ? at + 1 : at - 1];
    return domain !== undefined && partner !== undefined && domain !== partner;
  });
}

/** In how many domains of the level the legs lie. Legs whose domain is not known do not count. */
function spreadOver(frame: Frame, placement: Value, level: Value): Result {
  if (typeof level !== 'string') return noFunction('spreadOver', placement, level);
  const domains = domainsAt(frame, placement, level);
  return new Set(domains.filter((domain) => domain !== undefined)).size;
}

/** The domain of each leg, in array order. */
function domainsAt(frame: Frame, placement: Value, level: string): readonly (Value | undefined)[] {
  const legs = fieldOf(placement, 'legs') ?? null;
  if (!isList(legs)) return [];
  spend(frame, legs.length);
  return legs.map((leg) => fieldOf(fieldOf(leg, 'domains') ?? null, level));
}
