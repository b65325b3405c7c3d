import { stripesOf } from '../../core/model/bandwidth.ts';
import type { LayoutConstraint, PolicyConstraints } from '../../core/model/constraints.ts';
import { utcDay } from '../../core/model/day.ts';
import { ruleLabel } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { Placement, VolumeRequest } from '../../core/model/volume.ts';
import { placementView } from '../../core/placement/placement-view.ts';
import { constraintsFor, exemptionsOfRequest, reviewPlacement } from '../../core/policy/index.ts';
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
  const asked = constraintsFor(policies, request, {
    ...surroundingsOf(state, index, request, volume),
    exemptions: exemptionsToday(outside, active, request),
  });
  const { stripes } = request;
  return stripes === undefined ? asked : { ...asked, layouts: [...asked.layouts, laidOutOver(stripes)] };
}

/** RAID10 deals its chunks out to so many pairs: a copy, leg by leg, is one of an array of as many. */
const laidOutOver = (stripes: number): LayoutConstraint => ({
  source: { kind: 'inventory' },
  label:
    stripes === 1 ? 'as what it is a copy of is not striped' : `as what it is a copy of has ${String(stripes)} pairs`,
  under: (layout, legs) => ({ admitted: stripesOf(layout, legs) === stripes, survive: [], spread: [] }),
});

function exemptionsToday(
  outside: DriverContext['outside'],
  { configuration: { exceptions, classes } }: Running['active'],
  request: VolumeRequest,
): ReturnType<typeof exemptionsOfRequest> {
  return exemptionsOfRequest(exceptions, request, classes, utcDay(outside.now()));
}

interface Chosen {
  readonly placement: Placement;
  readonly policy: PolicyConstraints;
}

/**
 * What policies say of a volume that they let pass: warnings, records, and exceptions that were used. They are kept with
 * the volume, among the reasons for its placement.
 */
export function policyRemarks(
  { state, outside }: DriverContext,
  { active, index }: Running,
  request: VolumeRequest,
  { placement, policy }: Chosen,
): readonly string[] {
  const surroundings = {
    ...surroundingsOf(state, index, request),
    exemptions: exemptionsToday(outside, active, request),
  };
  const reviewed = reviewPlacement(active.policies, request, placementView(index, placement), surroundings);
  return [...new Set([...policy.findings, ...reviewed].map(remarkOf))];
}

const remarkOf = ({ severity, message, rule }: Finding): string =>
  `${severity === 'note' ? 'noted' : 'warned'} by policy ${rule ? ruleLabel(rule) : ''}: ${message}`;
