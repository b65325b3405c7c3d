import type { PlacementView } from '../model/constraints.ts';
import type { Finding } from '../model/finding.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { Allowance } from './cel/program.ts';
import type { Value } from './cel/values.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { NO_EXEMPTIONS, weighed } from './exceptions.ts';
import type { Exemptions } from './exceptions.ts';
import { REVIEW_STEPS, sharesOf } from './request-steps.ts';
import { breachesOf, findingOf, matchPolicy, scoreBreachOf } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { driveView, placementValue, requestView } from './views.ts';

/**
 * What Drive and Placement rules, and scores, say of a placement that is chosen, evaluated as they stand. Of a placement that
 * {@link constraintsFor} constrained, only rules that warn or record are left to speak; of an older one, every rule
 * that it has come to break.
 */
export function reviewPlacement(
  policies: CompiledPolicies,
  request: VolumeRequest,
  placement: PlacementView,
  surroundings: Surroundings = {},
): readonly Finding[] {
  const { exemptions = NO_EXEMPTIONS } = surroundings;
  const requested = requestView(request, surroundings);
  const drives = [...new Set(placement.legs.map((leg) => leg.drives))].map((drive): Value[] => [driveView(drive)]);
  const { nextShare } = sharesOf(policies, REVIEW_STEPS);
  const whole = [[placementValue(placement), requested]];
  return [
    ...policies.drive.flatMap((compiled) =>
      review(compiled, requested, drives, { exemptions, allowance: nextShare() }),
    ),
    ...policies.placement.flatMap((compiled) =>
      review(compiled, requested, whole, { exemptions, allowance: nextShare() }),
    ),
    ...policies.score.flatMap((compiled) => review(compiled, requested, whole, { exemptions, allowance: nextShare() })),
  ];
}

function review(
  compiled: CompiledPolicy,
  request: Value,
  subjects: readonly (readonly Value[])[],
  { exemptions, allowance }: { readonly exemptions: Exemptions; readonly allowance: Allowance },
): readonly Finding[] {
  const match = matchPolicy(compiled, [request], allowance);
  switch (match.kind) {
    case 'passes-by':
      return [];
    case 'breached':
      return [findingOf(match.breach)];
    case 'applies':
      return subjects
        .flatMap((roots) => [...breachesOf(compiled, roots, allowance), ...scoreBreaches(compiled, roots, allowance)])
        .map((breach) => findingOf(weighed(breach, exemptions)));
  }
}

const scoreBreaches = (compiled: CompiledPolicy, roots: readonly Value[], allowance: Allowance): readonly Breach[] =>
  compiled.scores.flatMap((score) => scoreBreachOf(compiled, score, roots, allowance) ?? []);
