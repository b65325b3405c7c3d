import type { PolicyConstraints } from '../../core/model/constraints.ts';
import { utcDay } from '../../core/model/day.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import { constraintsFor, exemptionsOfRequest } from '../../core/policy/index.ts';
import type { CompiledPolicies } from '../../core/policy/index.ts';
import type { DriverContext, Running } from './context.ts';
import { surroundingsOf } from './surroundings.ts';

interface Asked {
  /** Left out: all that are in force. */
  readonly policies?: CompiledPolicies;
  /** The volume that the request is about, where that is there already. */
  readonly volume?: VolumeId;
}

/** What the policies in force ask of a request today. */
export function policyConstraints(
  { state, outside }: DriverContext,
  { active, index }: Running,
  request: VolumeRequest,
  { policies = active.policies, volume }: Asked = {},
): PolicyConstraints {
  const { exceptions, classes } = active.configuration;
  const exemptions = exemptionsOfRequest(exceptions, request, classes, utcDay(outside.now()));
  return constraintsFor(policies, request, { ...surroundingsOf(state, index, request, volume), exemptions });
}
