import type { PlacementPolicy } from '../model/policy.ts';
import type { AskedAbout } from './asked.ts';
import type { CompiledDrivePolicy, CompiledPolicies, CompiledPolicy, DriveWorth } from './compiled-policy.ts';
import { because, exemptionFrom } from './exceptions.ts';
import type { Exemptions } from './exceptions.ts';
import { demandsOf } from './placement-rules.ts';
import type { PlacementDemand } from './placement-rules.ts';
import type { Reuse } from './recently-used.ts';
import { matchPolicy, oneLine } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { scoresOf } from './score-rules.ts';

/** A policy that has a say in which drives a volume gets. */
export type BoundPolicy =
  | { readonly kind: 'drive'; readonly compiled: CompiledDrivePolicy }
  | { readonly kind: 'placement' | 'score'; readonly compiled: CompiledPolicy };

export type PolicyLists = Pick<CompiledPolicies, 'drive' | 'placement' | 'score'>;

/** In the order in which what they ask is counted. Rules on drives and placements that only warn or record ask nothing. */
export const boundPolicies = ({ drive, placement, score }: PolicyLists): readonly BoundPolicy[] => [
  ...drive.filter(binds).map((compiled) => ({ kind: 'drive' as const, compiled })),
  ...placement.filter(binds).map((compiled) => ({ kind: 'placement' as const, compiled })),
  ...score.map((compiled) => ({ kind: 'score' as const, compiled })),
];

const binds = ({ policy }: CompiledPolicy): boolean => policy.action === 'Deny';

/** What one policy asks of a request, in this very order; empty where it does not apply. */
export type Demands = readonly PlacementDemand[];

export const NO_DEMANDS: Demands = [];

/** Where what was made for other requests is found again. */
export interface Kept {
  readonly demands: Reuse<PlacementDemand>;
  readonly worths: Reuse<DriveWorth>;
}

/** What one policy asks of a request. */
export function demandsFor(bound: BoundPolicy, about: AskedAbout): Demands {
  const match = matchPolicy(bound.compiled, [about.view], about.ownShare());
  switch (match.kind) {
    case 'passes-by':
      return NO_DEMANDS;
    case 'breached':
      return [refusal(match.breach)];
    case 'applies':
      return demandsOfRules(bound, about);
  }
}

/** What the rules of a policy ask, given that it applies. */
export function demandsOfRules(bound: BoundPolicy, about: AskedAbout, kept?: Kept): Demands {
  switch (bound.kind) {
    case 'drive':
      return driveDemands(bound.compiled, about.exemptions);
    case 'placement':
      return placementDemands(bound.compiled, about, kept);
    case 'score':
      return [{ kind: 'scores', scores: scoresOf(bound.compiled, about.view, about.ownShare(), kept?.worths) }];
  }
}

export const refusal = (breach: Breach): PlacementDemand => ({ kind: 'breach', breach });

const driveDemands = (compiled: CompiledDrivePolicy, exemptions: Exemptions): Demands =>
  compiled.constraints.map((constraint, index): PlacementDemand => {
    const waived = waiver(compiled.policy, index, exemptions);
    return waived ? refusal(waived) : { kind: 'drive', constraint };
  });

function placementDemands(compiled: CompiledPolicy, { view, exemptions, ownShare }: AskedAbout, kept?: Kept): Demands {
  const waived = compiled.validations.flatMap(({ index }) => waiver(compiled.policy, index, exemptions) ?? []);
  const asking = compiled.validations.filter(({ index }) => !waived.some((breach) => breach.index === index));
  return [...demandsOf({ ...compiled, validations: asking }, view, ownShare(), kept?.demands), ...waived.map(refusal)];
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
