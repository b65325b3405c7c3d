import { reservedPerLeg } from '../../core/accounts/bandwidth-constraint.ts';
import { withinRoom } from '../../core/accounts/fill-room.ts';
import { amongVolumes } from '../../core/accounts/standing-constraints.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { Placement, VolumeRequest } from '../../core/model/volume.ts';
import { nearestRelaxationsNow } from '../../core/placement/nearest-relaxations.ts';
import type { Placed as PlacedOutcome, Refusal } from '../../core/placement/outcome.ts';
import { place } from '../../core/placement/place.ts';
import { refusalLines, refusalSentence } from '../../core/placement/refusal-text.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { checkPlacement } from './check-again.ts';
import type { DriverContext, Running } from './context.ts';
import { policyConstraints, policyRemarks } from './policy-constraints.ts';
import { isReached, onlyWhereReached } from './reached-enclosures.ts';
import type { Refused } from './refusal-sink.ts';

export interface Placed {
  readonly placement: Placement;
  readonly reasons: readonly string[];
  /** Bits per second that each leg reserves of the uplink of its bandwidth domain. */
  readonly bandwidthPerLeg: number;
}

/**
 * The best place for a volume whose enclosures all answer. Nothing is bound to a drive of one that does not: it may be
 * back in a moment, or never. Where only such drives are left the request waits, and where the others would take a
 * layout of more legs it does too: a host that is away for a moment makes no volume dearer for good.
 * @throws CsiError `internal`: what was chosen does not hold when it is checked again
 */
export function placeNow(
  context: DriverContext,
  running: Running,
  request: VolumeRequest,
  refused: (explained: Refused) => void,
): DriverOutcome<Placed> {
  const search = (): DriverOutcome<Placed> => findPlace(context, running, request, refused);
  const { aroundSearch } = context.outside;
  return aroundSearch ? aroundSearch(search) : search();
}

function findPlace(
  context: DriverContext,
  running: Running,
  request: VolumeRequest,
  refused: (explained: Refused) => void,
): DriverOutcome<Placed> {
  const { index, accounts } = running;
  const policy = amongVolumes(accounts, request, policyConstraints(context, running, request));
  const checked = (placed: PlacedOutcome): DriverOutcome<Placed> => {
    const placement = withinRoom(accounts, placed.placement, request.size.required);
    const bandwidthPerLeg = reservedPerLeg(policy, placement);
    checkPlacement(context.state, running, request, { placement, policy, bandwidthPerLeg });
    const remarks = policyRemarks(context, running, request, { placement, policy });
    return ok({ placement, bandwidthPerLeg, reasons: [...placed.reasons(), ...remarks] });
  };
  const best = place(index, request, policy);
  if (best.kind === 'refused') {
    const { failure, ...explained } = explainRefusal(context, running, { request, refusal: best });
    refused(explained);
    return failure;
  }
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

const REFUSAL_CODES: Readonly<Record<Refusal['code'], Refused['code']>> = {
  'size-out-of-range': 'out-of-range',
  'policy-denied': 'denied',
  'no-capacity': 'no-capacity',
  unreachable: 'no-capacity',
  'search-bounded': 'no-capacity',
};

/** Requests that are refused come again and again: no more than a few searches are spent on saying more. */
const MOST_SEARCHES = 24;

/** What is short, and the nearest change that would do; whose request it is sees no drives, so none is suggested. */
function explainRefusal(
  context: DriverContext,
  running: Running,
  { request, refusal }: { readonly request: VolumeRequest; readonly refusal: Refusal },
): Refused & { readonly failure: DriverFailure } {
  const { active, index, accounts } = running;
  const policyOf = (asked: VolumeRequest): PolicyConstraints =>
    amongVolumes(accounts, asked, policyConstraints(context, running, asked));
  const relaxations = nearestRelaxationsNow(
    { index, request, refusal, policyOf },
    { most: MOST_RELAXATIONS, searches: refusal.code === 'search-bounded' ? 0 : MOST_SEARCHES },
  );
  const explained = { refusal, relaxations };
  const { policies } = active.configuration;
  const code = REFUSAL_CODES[refusal.code];
  return {
    code,
    text: refusalLines(explained, request, policies).join('\n'),
    failure: failed(code, refusalSentence(explained, policies)),
  };
}

/** The second is told where the first is told already. */
const MOST_RELAXATIONS = 2;
