import type { Accounts } from '../../core/accounts/accounts.ts';
import { workloadOfRequest } from '../../core/accounts/workload.ts';
import { askedUnder } from '../../core/model/constraints.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { Placement, Volume, VolumeRequest } from '../../core/model/volume.ts';
import { verifyGrowth } from '../../core/verify/verify-growth.ts';
import { verifyPlaced } from '../../core/verify/verify-placement.ts';
import { verifyStanding } from '../../core/verify/verify-standing.ts';
import type { Standing } from '../../core/verify/verify-standing.ts';
import type { Violation } from '../../core/verify/violation.ts';
import { CsiError } from '../csi-error.ts';
import type { Running } from './context.ts';
import type { DriverState } from './driver-state.ts';
import { takenOf } from './extent-book.ts';

interface Chosen {
  readonly placement: Placement;
  readonly policy: PolicyConstraints;
  readonly bandwidthPerLeg: number;
}

/**
 * Checks a placement by code and by a book that the search knows nothing of, before anything of it is taken.
 * @throws CsiError `internal`: the search is wrong, and nothing may come of it
 */
export function checkPlacement(
  state: DriverState,
  { active, accounts }: Running,
  request: VolumeRequest,
  { placement, policy, bandwidthPerLeg }: Chosen,
): void {
  const { extents, reports } = state;
  const { survive, spread } = askedUnder(policy, placement.layout, placement.legs.length);
  const survives = survive.flatMap(({ hard, level }) => (hard ? [level] : []));
  const required = { survives, spread };
  const circumstances = { takenOf: takenOf(extents), required, reports };
  refuse(`the placement of volume ${request.name}`, [
    ...verifyPlaced(active.ground, request, placement, circumstances),
    ...verifyStanding(active.ground, request, placement, standingOf(state, accounts, request, bandwidthPerLeg)),
  ]);
}

function standingOf(
  { volumes }: DriverState,
  { tallies, uplinks, workloads }: Accounts,
  { parameters, claim }: VolumeRequest,
  bandwidthPerLeg: number,
): Standing {
  const workload = workloadOfRequest(parameters, claim);
  const members = workload.kind === 'known' ? [...(workloads.get(workload.key)?.keys() ?? [])] : undefined;
  return {
    siblings: members?.flatMap((id) => volumes.get(id) ?? []),
    reservedOf: (domain) => uplinks.reserved.get(domain) ?? 0,
    usedOf: (backend, pool) => {
      const of = tallies.get(backend);
      const tally = pool === undefined ? of?.whole : of?.pools.find((each) => each.pool?.name === pool);
      return tally ?? { volumes: 0, size: 0 };
    },
    bandwidthPerLeg,
  };
}

/**
 * The same of legs that are to grow.
 * @throws CsiError `internal`
 */
export function checkGrowth({ extents }: DriverState, { active }: Running, before: Volume, after: Volume): void {
  refuse(`the growth of volume ${after.name}`, verifyGrowth(active.ground, before, after, takenOf(extents, after.id)));
}

function refuse(what: string, violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const found = violations.map(({ code, message }) => `${code}: ${message}`).join('; ');
  throw new CsiError('internal', `${what} was chosen wrongly, and nothing is taken; please report this: ${found}`);
}
