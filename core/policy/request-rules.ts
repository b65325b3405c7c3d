import type { PolicyConstraints } from '../model/constraints.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { Allowance } from './cel/program.ts';
import type { Fields } from './cel/values.ts';
import type { CompiledDrivePolicy, CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { NO_EXEMPTIONS, because, exemptionFrom, weighed } from './exceptions.ts';
import type { Exemptions } from './exceptions.ts';
import { demandsOf } from './placement-rules.ts';
import type { PlacementDemand } from './placement-rules.ts';
import { REQUEST_STEPS, sharesOf } from './request-steps.ts';
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
  const shareOf = sharesOf(policies, REQUEST_STEPS);
  const asked = (compiled: CompiledPolicy, demands: (allowance: Allowance) => readonly PlacementDemand[]) =>
    whenApplied(compiled, view, shareOf(), demands);
  const demands = [
    ...policies.request.flatMap((compiled) =>
      asked(compiled, (allowance) =>
        breachesOf(compiled, [view], allowance).map((breach) => refusal(weighed(breach, exemptions))),
      ),
    ),
    ...policies.drive.filter(binds).flatMap((compiled) => asked(compiled, () => driveDemands(compiled, exemptions))),
    ...policies.placement
      .filter(binds)
      .flatMap((compiled) =>
        asked(compiled, (allowance) => placementDemands({ compiled, exemptions, allowance }, view)),
      ),
    ...policies.score.flatMap((compiled) => asked(compiled, (allowance) => scoreDemands(compiled, view, allowance))),
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
  allowance: Allowance,
  demands: (allowance: Allowance) => readonly PlacementDemand[],
): readonly PlacementDemand[] {
  const match = matchPolicy(compiled, [request], allowance);
  switch (match.kind) {
    case 'passes-by':
      return [];
    case 'breached':
      return [refusal(match.breach)];
    case 'applies':
      return demands(allowance);
  }
}

const refusal = (breach: Breach): PlacementDemand => ({ kind: 'breach', breach });

const driveDemands = (compiled: CompiledDrivePolicy, exemptions: Exemptions): readonly PlacementDemand[] =>
  compiled.constraints.map((constraint, index): PlacementDemand => {
    const waived = waiver(compiled.policy, index, exemptions);
    return waived ? refusal(waived) : { kind: 'drive', constraint };
  });

const scoreDemands = (compiled: CompiledPolicy, request: Fields, allowance: Allowance): readonly PlacementDemand[] =>
  scoresOf(compiled, request, allowance).map((score) => ({ kind: 'score', score }));

interface Asking {
  readonly compiled: CompiledPolicy;
  readonly exemptions: Exemptions;
  readonly allowance: Allowance;
}

function placementDemands({ compiled, exemptions, allowance }: Asking, request: Fields): readonly PlacementDemand[] {
  const waived = compiled.validations.flatMap(({ index }) => waiver(compiled.policy, index, exemptions) ?? []);
  const kept = compiled.validations.filter(({ index }) => !waived.some((breach) => breach.index === index));
  return [...demandsOf({ ...compiled, validations: kept }, request, allowance), ...waived.map(refusal)];
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
