import type { PolicyConstraints } from '../model/constraints.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { Fields } from './cel/values.ts';
import type { CompiledDrivePolicy, CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { demandsOf } from './placement-rules.ts';
import type { PlacementDemand } from './placement-rules.ts';
import { breachesOf, findingOf, matchPolicy } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { requestView } from './views.ts';

/**
 * What policies ask of one request: Request rules as findings, Drive and Placement rules as constraints. Rules on
 * drives and placements that only warn or record ask nothing here: see {@link reviewPlacement}.
 */
export function constraintsFor(policies: CompiledPolicies, request: VolumeRequest): PolicyConstraints {
  const view = requestView(request);
  const demands = [
    ...policies.request.flatMap((compiled) =>
      whenApplied(compiled, view, () => breachesOf(compiled, [view]).map(refusal)),
    ),
    ...policies.drive.filter(binds).flatMap((compiled) => whenApplied(compiled, view, () => driveDemands(compiled))),
    ...policies.placement
      .filter(binds)
      .flatMap((compiled) => whenApplied(compiled, view, () => demandsOf(compiled, view))),
  ];
  return {
    drives: demands.flatMap((demand) => (demand.kind === 'drive' ? [demand.constraint] : [])),
    survive: demands.flatMap((demand) => (demand.kind === 'survive' ? [demand.constraint] : [])),
    spread: demands.flatMap((demand) => (demand.kind === 'spread' ? [demand.constraint] : [])),
    filters: demands.flatMap((demand) => (demand.kind === 'filter' ? [demand.filter] : [])),
    findings: demands.flatMap((demand) => (demand.kind === 'breach' ? [findingOf(demand.breach)] : [])),
  };
}

const binds = ({ policy }: CompiledPolicy): boolean => policy.action === 'Deny';

function whenApplied(
  compiled: CompiledPolicy,
  request: Fields,
  demands: () => readonly PlacementDemand[],
): readonly PlacementDemand[] {
  const match = matchPolicy(compiled, [request]);
  switch (match.kind) {
    case 'passes-by':
      return [];
    case 'breached':
      return [refusal(match.breach)];
    case 'applies':
      return demands();
  }
}

const refusal = (breach: Breach): PlacementDemand => ({ kind: 'breach', breach });

const driveDemands = ({ constraints }: CompiledDrivePolicy): readonly PlacementDemand[] =>
  constraints.map((constraint) => ({ kind: 'drive', constraint }));
