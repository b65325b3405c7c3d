import type { DriveConstraint } from '../../model/constraints.ts';
import type { DriveClass } from '../../model/drive-class.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import type { VolumeRequest } from '../../model/volume.ts';
import type { Expression } from '../cel/tree.ts';
import type { Fields } from '../cel/values.ts';
import type { CompiledDrivePolicy, CompiledPolicies, CompiledPolicy } from '../compiled-policy.ts';
import { opened } from '../constraint-forms.ts';
import { knowing } from '../partial.ts';
import type { Known } from '../partial.ts';
import { partsOfRule } from '../placement-rules.ts';
import type { PlacementDemand } from '../placement-rules.ts';
import { breachesOf, matchPolicy } from '../run-policy.ts';
import { scoresOf } from '../score-rules.ts';
import { BUDGETS } from '../scopes.ts';
import { requestView } from '../views.ts';
import { printExpression } from './print-expression.ts';

/** What a policy comes to for one request. */
export type PolicyForRequest =
  /** The condition that is not true. */
  | { readonly kind: 'passes-by'; readonly condition: string }
  /** A condition cannot be evaluated, and that refuses the request. */
  | { readonly kind: 'refuses'; readonly message: string }
  | { readonly kind: 'applies'; readonly rules: readonly RuleForRequest[] };

export interface RuleForRequest {
  /** Into spec.validations, or spec.scores. */
  readonly index: number;
  /** What all must hold; empty where it holds whatever is chosen. */
  readonly forms: readonly RuleForm[];
}

/** What a part of a rule is in the search's own terms. */
export type RuleForm =
  /** The request meets it. */
  | { readonly kind: 'holds' }
  /** No placement could meet it, or the request does not. */
  | { readonly kind: 'refuses'; readonly message: string }
  /** Asked once for each class of drives. */
  | { readonly kind: 'drive-predicate'; readonly expression: string; readonly admits: (drives: DriveClass) => boolean }
  | { readonly kind: 'survive'; readonly level: string }
  | { readonly kind: 'spread'; readonly level: string; readonly atLeast: number }
  /** Decided, or a constraint of the search, once the layout is known. */
  | { readonly kind: 'by-layout'; readonly expression: string }
  /** Asked about candidate placements, a bounded number of them. */
  | { readonly kind: 'tried-on-candidates'; readonly expression: string }
  /** A sum of what drives are worth: the search finds the highest. */
  | { readonly kind: 'sum-over-drives' }
  /** Asked about placements that fit equally well, a bounded number of them. */
  | { readonly kind: 'scored-candidates' };

/**
 * What a policy comes to for a request. Policies on the configuration come to nothing.
 * @param policies one policy, compiled
 */
export function policyForRequest(
  policies: CompiledPolicies,
  request: VolumeRequest,
  surroundings: Surroundings = {},
): PolicyForRequest | undefined {
  const view = requestView(request, surroundings);
  const asking = askingPolicy(policies);
  return asking && whenApplied(asking.compiled, view, () => rulesOf(asking, view));
}

/** The same whatever the request, given that the policy applies; `undefined` where a rule reads the request. */
export function rulesWhateverAsked(policies: CompiledPolicies): readonly RuleForRequest[] | undefined {
  const asking = askingPolicy(policies);
  if (!asking) return undefined;
  const { names, validations, scores } = asking.compiled;
  const reads = [...validations, ...scores].some(({ expression }) => names(expression).has('request'));
  return reads ? undefined : rulesOf(asking, NO_REQUEST);
}

/** A request of which nothing is known. */
const NO_REQUEST: Fields = {};

/** The one policy, by what it is asked about. */
type Asking =
  | { readonly kind: 'request' | 'placement' | 'score'; readonly compiled: CompiledPolicy }
  | { readonly kind: 'drive'; readonly compiled: CompiledDrivePolicy };

function askingPolicy({ request, drive, placement, score }: CompiledPolicies): Asking | undefined {
  if (request[0]) return { kind: 'request', compiled: request[0] };
  if (drive[0]) return { kind: 'drive', compiled: drive[0] };
  if (placement[0]) return { kind: 'placement', compiled: placement[0] };
  return score[0] && { kind: 'score', compiled: score[0] };
}

function rulesOf(asking: Asking, view: Fields): readonly RuleForRequest[] {
  switch (asking.kind) {
    case 'request':
      return requestRules(asking.compiled, view);
    case 'drive':
      return driveRules(asking.compiled);
    case 'placement':
      return placementRules(asking.compiled, view);
    case 'score':
      return scoresOf(asking.compiled, view, { steps: BUDGETS.Request }).map(({ ofDrive: worth }, index) => ({
        index,
        forms: [{ kind: worth ? 'sum-over-drives' : 'scored-candidates' }],
      }));
  }
}

const driveRules = ({ validations, constraints }: CompiledDrivePolicy): readonly RuleForRequest[] =>
  validations.flatMap(({ index, expression }, at) => {
    const constraint = constraints[at];
    if (!constraint) return [];
    const predicate = printExpression(expression);
    return [{ index, forms: [{ kind: 'drive-predicate', expression: predicate, admits: admitsOf(constraint) }] }];
  });

const admitsOf =
  (constraint: DriveConstraint): ((drives: DriveClass) => boolean) =>
  (drives) =>
    constraint.admits(drives);

function whenApplied(compiled: CompiledPolicy, view: Fields, rules: () => readonly RuleForRequest[]): PolicyForRequest {
  const match = matchPolicy(compiled, [view]);
  switch (match.kind) {
    case 'applies':
      return { kind: 'applies', rules: rules() };
    case 'breached':
      return { kind: 'refuses', message: match.breach.message };
    case 'passes-by': {
      // The first that is false, else the one that cannot be evaluated and is passed by.
      const results = compiled.conditions.map(({ name, program }) => ({ name, result: program.evaluate([view]) }));
      const decider = results.find(({ result }) => result === false) ?? results.find(({ result }) => result !== true);
      return { kind: 'passes-by', condition: decider?.name ?? '' };
    }
  }
}

function requestRules(compiled: CompiledPolicy, view: Fields): readonly RuleForRequest[] {
  const breaches = new Map(breachesOf(compiled, [view]).map(({ index, message }) => [index, message]));
  return compiled.validations.map(({ index }) => {
    const message = breaches.get(index);
    return { index, forms: [message === undefined ? { kind: 'holds' } : { kind: 'refuses', message }] };
  });
}

function placementRules(compiled: CompiledPolicy, request: Fields): readonly RuleForRequest[] {
  const known = knowing({ request }, compiled, { steps: BUDGETS.Request });
  return compiled.validations.map((validation) => ({
    index: validation.index,
    forms: partsOfRule(compiled, validation, known).flatMap(({ conjunct, demands }) =>
      demands.flatMap((demand, at) => formOfDemand(demand, conjunct, { at, known })),
    ),
  }));
}

function formOfDemand(
  demand: PlacementDemand,
  conjunct: Expression,
  { at, known }: { readonly at: number; readonly known: Known },
): readonly RuleForm[] {
  switch (demand.kind) {
    case 'drive': {
      const expression = drivePredicate(opened(conjunct, known), at);
      return [{ kind: 'drive-predicate', expression, admits: admitsOf(demand.constraint) }];
    }
    case 'survive':
      return [{ kind: 'survive', level: demand.constraint.level }];
    case 'spread':
      return [{ kind: 'spread', level: demand.constraint.level, atLeast: demand.constraint.atLeast }];
    case 'layout':
      return [{ kind: 'by-layout', expression: printExpression(conjunct) }];
    case 'filter':
      return [{ kind: 'tried-on-candidates', expression: printExpression(conjunct) }];
    case 'breach':
      return [{ kind: 'refuses', message: demand.breach.message }];
    case 'scores':
      return [];
  }
}

/** Each part of what is asked of every leg is a predicate of its own; counted domains ask that they are known. */
function drivePredicate(conjunct: Expression, at: number): string {
  if (conjunct.kind !== 'quantifier') return `the domain that it counts is known: ${printExpression(conjunct)}`;
  const { predicate } = conjunct;
  const parts = predicate.kind === 'and' ? predicate.operands : [predicate];
  return printExpression(parts[at] ?? predicate);
}
