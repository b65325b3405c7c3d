import type { PolicyConstraints } from '../model/constraints.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { Fields } from './cel/values.ts';
import type { CompiledDrivePolicy, CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { NO_EXEMPTIONS, because, exemptionFrom, weighed } from './exceptions.ts';
import type { Exemptions } from './exceptions.ts';
import { demandsOf } from './placement-rules.ts';
import type { PlacementDemand } from './placement-rules.ts';
import { breachesOf, findingOf, matchPolicy, oneLine } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { scoresOf } from './score-rules.ts';
import { requestView } from './views.ts';

/**
 * What policies ask of one request: Request rules as findings, Drive and Placement rules as constraints,
 * and scores. Rules on
 * drives and placements that only warn or record ask nothing here: see {@link reviewPlacement}.
 */
export function constraintsFor(
  policies: CompiledPolicies,
  request: VolumeRequest,
  surroundings: Surroundings = {},
): PolicyConstraints {
  const { exemptions = NO_EXEMPTIONS } = surroundings;
  const view = requestView(request, surroundings);
  const demands = [
    ...policies.request.flatMap((compiled) =>
      whenApplied(compiled, view, () =>
        breachesOf(compiled, [view]).map((breach) => refusal(weighed(breach, exemptions))),
      ),
    ),
    ...policies.drive
      .filter(binds)
      .flatMap((compiled) => whenApplied(compiled, view, () => driveDemands(compiled, exemptions))),
    ...policies.placement
      .filter(binds)
      .flatMap((compiled) => whenApplied(compiled, view, () => placementDemands(compiled, view, exemptions))),
    ...policies.score.flatMap((compiled) => whenApplied(compiled, view, () => scoreDemands(compiled, view))),
  ];
  return {
    drives: demands.flatMap((demand) => (demand.kind === 'drive' ? [demand.constraint] : [])),
    survive: demands.flatMap((demand) => (demand.kind === 'survive' ? [demand.constraint] : [])),
    spread: demands.flatMap((demand) => (demand.kind === 'spread' ? [demand.constraint] : [])),
    filters: demands.flatMap((demand) => (demand.kind === 'filter' ? [demand.filter] : [])),
    scores: demands.flatMap((demand) => (demand.kind === 'score' ? [demand.score] : [])),
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

const driveDemands = (compiled: CompiledDrivePolicy, exemptions: Exemptions): readonly PlacementDemand[] =>
  compiled.constraints.map((constraint, index): PlacementDemand => {
    const waived = waiver(compiled.policy, index, exemptions);
    return waived ? refusal(waived) : { kind: 'drive', constraint };
  });

const scoreDemands = (compiled: CompiledPolicy, request: Fields): readonly PlacementDemand[] =>
  scoresOf(compiled, request).map((score) => ({ kind: 'score', score }));

function placementDemands(
  compiled: CompiledPolicy,
  request: Fields,
  exemptions: Exemptions,
): readonly PlacementDemand[] {
  const waived = compiled.validations.flatMap(({ index }) => waiver(compiled.policy, index, exemptions) ?? []);
  const kept = compiled.validations.filter(({ index }) => !waived.some((breach) => breach.index === index));
  return [...demandsOf({ ...compiled, validations: kept }, request), ...waived.map(refusal)];
}

/** What an exception takes from the search is told of beforehand: nobody knows yet whether the rule would be broken. */
function waiver(policy: PlacementPolicy, index: number, exemptions: Exemptions): Breach | undefined {
  const exception = exemptionFrom(exemptions, policy, index);
  const validation = policy.validations[index];
  if (!exception || !validation) return undefined;
  return {
    policy,
    path: ['spec', 'validations', index, 'expression'],
    index,
    expression: validation.expression,
    code: 'policy/excepted',
    severity: 'note',
    message: `${validation.message ?? oneLine(validation.expression)}: not asked; ${because(exception)}`,
    values: {},
  };
}
