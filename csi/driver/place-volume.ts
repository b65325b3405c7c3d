import type { DriveConstraint, PolicyConstraints } from '../../core/model/constraints.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { Placement, VolumeRequest } from '../../core/model/volume.ts';
import { counterExamples } from '../../core/placement/counter-example.ts';
import { sourceText } from '../../core/placement/counter-example-text.ts';
import type { Placed as PlacedOutcome, Refusal } from '../../core/placement/outcome.ts';
import { place } from '../../core/placement/place.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverErrorCode, DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { DriverContext, Running } from './context.ts';
import { policyConstraints, policyRemarks } from './policy-constraints.ts';

export interface Placed {
  readonly placement: Placement;
  readonly reasons: readonly string[];
}

/**
 * The best place for a volume whose enclosures all answer. Nothing is bound to a drive of one that does not: it may be
 * back in a moment, or never. Where only such drives are left the request waits, and where the others would take a
 * layout of more legs it does too: a host that is away for a moment makes no volume dearer for good.
 */
export function placeNow(
  context: DriverContext,
  { active, index }: Running,
  request: VolumeRequest,
): DriverOutcome<Placed> {
  const policy = policyConstraints(context, { active, index }, request);
  const remarked = (placed: PlacedOutcome): DriverOutcome<Placed> => {
    const remarks = policyRemarks(context, { active, index }, request, { placement: placed.placement, policy });
    return ok({ placement: placed.placement, reasons: [...placed.reasons(), ...remarks] });
  };
  const best = place(index, request, policy);
  if (best.kind === 'refused') return refusalFailure(best, ruleInTheWay({ active, index }, request, policy, best));
  const answering = answeringEnclosures(context);
  const silent = enclosuresOf(best.placement).filter((enclosure) => !answering.has(enclosure));
  if (silent.length === 0) return remarked(best);
  const other = place(index, request, onlyWithin(answering, policy));
  if (other.kind === 'placed' && other.placement.legs.length === best.placement.legs.length) return remarked(other);
  return failed('unavailable', noAgent(silent));
}

/** Enclosures that legs can be cut in now, and whose hosts have told of their drives since they attached. */
export const answeringEnclosures = ({ state, backend }: DriverContext): ReadonlySet<EnclosureName> =>
  new Set(backend.drives.answering().filter((enclosure) => !state.awaited.has(enclosure)));

/** The constraints of a request, and that its drives can be reached now. */
export function onlyWithin(enclosures: ReadonlySet<EnclosureName>, policy: PolicyConstraints): PolicyConstraints {
  const reached: DriveConstraint = {
    source: { kind: 'inventory' },
    label: 'in an enclosure whose agent is attached',
    admits: ({ enclosure }) => enclosures.has(enclosure),
  };
  return { ...policy, drives: [...policy.drives, reached] };
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
