import type { PolicyConstraints } from '../../core/model/constraints.ts';
import { utcDay } from '../../core/model/day.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import { constraintsFor, exemptionsOfRequest } from '../../core/policy/index.ts';
import type { DriverContext } from './context.ts';
import type { ActiveConfiguration } from './driver-state.ts';

/** What the policies in force ask of a request today. */
export function policyConstraints(
  { outside }: DriverContext,
  { configuration, policies }: ActiveConfiguration,
  request: VolumeRequest,
): PolicyConstraints {
  const today = utcDay(outside.now());
  const exemptions = exemptionsOfRequest(configuration.exceptions, request, configuration.classes, today);
  return constraintsFor(policies, request, exemptions);
}
