import { askedUnder } from '../../core/model/constraints.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { Placement, Volume, VolumeRequest } from '../../core/model/volume.ts';
import { verifyGrowth } from '../../core/verify/verify-growth.ts';
import { verifyPlaced } from '../../core/verify/verify-placement.ts';
import type { Violation } from '../../core/verify/violation.ts';
import { CsiError } from '../csi-error.ts';
import type { Running } from './context.ts';
import type { DriverState } from './driver-state.ts';
import { takenOf } from './extent-book.ts';

/**
 * Checks a placement by code and by a book that the search knows nothing of, before anything of it is taken.
 * @throws CsiError `internal`: the search is wrong, and nothing may come of it
 */
export function checkPlacement(
  { extents, reports }: DriverState,
  { active }: Running,
  request: VolumeRequest,
  { placement, policy }: { readonly placement: Placement; readonly policy: PolicyConstraints },
): void {
  const { survive, spread } = askedUnder(policy, placement.layout, placement.legs.length);
  const survives = survive.flatMap(({ hard, level }) => (hard ? [level] : []));
  const required = { survives, spread };
  const circumstances = { takenOf: takenOf(extents), required, reports };
  refuse(`the placement of volume ${request.name}`, verifyPlaced(active.ground, request, placement, circumstances));
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
