import type { PolicyConstraints } from '../model/constraints.ts';
import type { Finding } from '../model/finding.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { AskedAbout, Collected } from './asked.ts';
import { boundPolicies, demandsFor } from './bound-policies.ts';
import { collectDemands, constraintsOf } from './collect-demands.ts';
import type { Allowance } from './cel/program.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { NO_EXEMPTIONS, weighed } from './exceptions.ts';
import { REQUEST_STEPS, sharesOf } from './request-steps.ts';
import { breachesOf, findingOf, matchPolicy } from './run-policy.ts';
import { requestView } from './views.ts';

/**
 * What policies ask of one request: Request rules as findings, Drive and Placement rules as constraints,
 * and scores. Rules on
 * drives and placements that only warn or record ask nothing here: see {@link reviewPlacement}.
 *
 * Where the rules come to the same for two requests, the constraints are the same objects, and so is what a score says
 * that drives are worth.
 */
export function constraintsFor(
  policies: CompiledPolicies,
  request: VolumeRequest,
  surroundings: Surroundings = {},
): PolicyConstraints {
  const { ownShare, nextShare } = sharesOf(policies, REQUEST_STEPS);
  const about: AskedAbout = {
    view: requestView(request, surroundings),
    exemptions: surroundings.exemptions ?? NO_EXEMPTIONS,
    ownShare,
  };
  const said: Finding[] = [];
  for (const compiled of policies.request) said.push(...findingsOf(compiled, about, nextShare()));
  const asked = constraintsOf(demandsOfAll(policies, request, about), about.view, nextShare);
  return said.length === 0 ? asked : { ...asked, findings: [...said, ...asked.findings] };
}

const NO_FINDINGS: readonly Finding[] = [];

function findingsOf(
  compiled: CompiledPolicy,
  { view, exemptions }: AskedAbout,
  allowance: Allowance,
): readonly Finding[] {
  const roots = [view];
  const match = matchPolicy(compiled, roots, allowance);
  switch (match.kind) {
    case 'passes-by':
      return NO_FINDINGS;
    case 'breached':
      return [findingOf(match.breach)];
    case 'applies':
      return breachesOf(compiled, roots, allowance).map((breach) => findingOf(weighed(breach, exemptions)));
  }
}

function demandsOfAll(policies: CompiledPolicies, request: VolumeRequest, about: AskedAbout): Collected {
  const { drive, placement, score, memo } = policies;
  if (memo?.drive === drive && memo.placement === placement && memo.score === score) return memo.ask(request, about);
  return collectDemands(boundPolicies(policies).map((bound) => demandsFor(bound, about)));
}
