import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { Placement, VolumeRequest } from '../../core/model/volume.ts';
import { counterExamples } from '../../core/placement/counter-example.ts';
import { sourceText } from '../../core/placement/counter-example-text.ts';
import type { Placed as PlacedOutcome, Refusal } from '../../core/placement/outcome.ts';
import { place } from '../../core/placement/place.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverErrorCode, DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { checkPlacement } from './check-again.ts';
import type { DriverContext, Running } from './context.ts';
import { policyConstraints, policyRemarks } from './policy-constraints.ts';
import { isReached, onlyWhereReached } from './reached-enclosures.ts';

export interface Placed {
  readonly placement: Placement;
  readonly reasons: readonly string[];
}

/**
 * The best place for a volume whose enclosures all answer. Nothing is bound to a drive of one that does not: it may be
 * back in a moment, or never. Where only such drives are left the request waits, and where the others would take a
 * layout of more legs it does too: a host that is away for a moment makes no volume dearer for good.
 * @throws CsiError `internal`: what was chosen does not hold when it is checked again
 */
export function placeNow(
  context: DriverContext,
  { active, index }: Running,
  request: VolumeRequest,
): DriverOutcome<Placed> {
  const policy = policyConstraints(context, { active, index }, request);
  const checked = (placed: PlacedOutcome): DriverOutcome<Placed> => {
    checkPlacement(context.state, { active, index }, request, { placement: placed.placement, policy });
    const remarks = policyRemarks(context, { active, index }, request, { placement: placed.placement, policy });
    return ok({ placement: placed.placement, reasons: [...placed.reasons(), ...remarks] });
  };
  const best = place(index, request, policy);
  if (best.kind === 'refused') return refusalFailure(best, ruleInTheWay({ active, index }, request, policy, best));
  const silent = enclosuresOf(best.placement).filter((enclosure) => !isReached(context, enclosure));
  if (silent.length === 0) return checked(best);
  const other = place(index, request, onlyWhereReached(context, policy));
  if (other.kind === 'placed' && other.placement.legs.length === best.placement.legs.length) return checked(other);
  return failed('unavailable', noAgent(silent));
}

const enclosuresOf = ({ legs }: Placement): readonly EnclosureName[] =>
  [...new Set(legs.map(({ enclosure }) => enclosure))].sort();

const noAgent = (silent: readonly EnclosureName[]): string =>
  `not placed yet: it needs drives in ${silent.join(', ')}, where no agent is attached or it has not told of its drives yet; ` +
  'start "stowage agent" there, and repeat the request';

const REFUSAL_CODES: Readonly<Record<Refusal['code'], DriverErrorCode>> = {
  'size-out-of-range': 'out-of-range',
  'policy-denied': 'denied',
  'no-capacity': 'no-capacity',
  unreachable: 'no-capacity',
  'search-bounded': 'no-capacity',
};

const refusalFailure = (refusal: Refusal, inTheWay: string): DriverFailure =>
  failed(
    REFUSAL_CODES[refusal.code],
    refusal.code === 'policy-denied' ? refusal.message : `not placed: ${refusal.message}${inTheWay}`,
  );

/** Requests that are refused come again and again: no more than a few searches are spent on saying more. */
const MOST_RULES_TRIED = 4;

/** The rule that alone keeps a volume from being placed, where there is one; whose request it is sees no drives. */
function ruleInTheWay(
  { active, index }: Running,
  request: VolumeRequest,
  policy: PolicyConstraints,
  refusal: Refusal,
): string {
  if (refusal.code !== 'no-capacity' && refusal.code !== 'unreachable') return '';
  const [example] = counterExamples(index, request, policy, refusal, { most: MOST_RULES_TRIED, parameters: false });
  return example ? `; without ${sourceText(example.without, active.configuration.policies)} it would fit` : '';
}
