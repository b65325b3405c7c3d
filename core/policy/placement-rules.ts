import type {
  DriveConstraint,
  PlacementFilter,
  PlacementScore,
  SpreadConstraint,
  SurviveConstraint,
} from '../model/constraints.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { createProgram, stepsLeft } from './cel/program.ts';
import type { Allowance } from './cel/program.ts';
import type { Expression } from './cel/tree.ts';
import { EvaluationError } from './cel/values.ts';
import type { Fields } from './cel/values.ts';
import type { CompiledPolicy, CompiledValidation } from './compiled-policy.ts';
import { formOf } from './constraint-forms.ts';
import { driveConstraint, labelOf, sourceOf } from './drive-rules.ts';
import { conjunctsOf, isLiteral, knowing, reduce } from './partial.ts';
import type { Known } from './partial.ts';
import { admits, breachOf } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { BUDGETS } from './scopes.ts';
import { placementValue } from './views.ts';

/** What placement rules come to for one request. */
export type PlacementDemand =
  | { readonly kind: 'drive'; readonly constraint: DriveConstraint }
  | { readonly kind: 'survive'; readonly constraint: SurviveConstraint }
  | { readonly kind: 'spread'; readonly constraint: SpreadConstraint }
  | { readonly kind: 'filter'; readonly filter: PlacementFilter }
  | { readonly kind: 'score'; readonly score: PlacementScore }
  /** No placement could meet the rule. */
  | { readonly kind: 'breach'; readonly breach: Breach };

/** Turns the rules of one policy, which applies, into demands on placements for the request. */
export function demandsOf(compiled: CompiledPolicy, request: Fields, allowance: Allowance): readonly PlacementDemand[] {
  const known = knowing({ request }, compiled, allowance);
  return compiled.validations.flatMap((validation) => demandsOfRule(compiled, validation, known));
}

const demandsOfRule = (
  compiled: CompiledPolicy,
  validation: CompiledValidation,
  known: Known,
): readonly PlacementDemand[] => partsOfRule(compiled, validation, known).flatMap(({ demands }) => demands);

/** A part of a rule as far as the request reduces it, and what it comes to. */
export interface RulePart {
  readonly conjunct: Expression;
  readonly demands: readonly PlacementDemand[];
}

/**
 * A rule lets a placement pass when all its conjuncts do: under Fail all must be true, under Ignore none may be false.
 * So each can be met on its own. Those that hold whatever is chosen are left out.
 */
export function partsOfRule(
  compiled: CompiledPolicy,
  validation: CompiledValidation,
  known: Known,
): readonly RulePart[] {
  const { policy } = compiled;
  const conjuncts = conjunctsOf(reduce(validation.expression, known), known);
  const unmeetable = conjuncts.find((conjunct) => isUnmeetable(policy, conjunct, known));
  if (unmeetable) {
    const breach = breachOf(compiled, validation, [UNKNOWN_PLACEMENT, known.roots['request'] ?? null], known.allowance);
    if (breach) return [{ conjunct: unmeetable, demands: [{ kind: 'breach', breach }] }];
  }
  return conjuncts
    .filter((conjunct) => !isLiteral(conjunct, true))
    .map((conjunct) => ({ conjunct, demands: demandsOfConjunct(policy, validation, conjunct, known) }));
}

const UNKNOWN_PLACEMENT = new EvaluationError('the placement is not chosen yet');

/** Decided by the request alone, against it. When the budget is spent, what is left says nothing. */
function isUnmeetable(policy: PlacementPolicy, conjunct: Expression, known: Known): boolean {
  if (isLiteral(conjunct, false)) return true;
  if (policy.failurePolicy === 'Ignore' || conjunct.kind === 'literal' || stepsLeft(known.allowance) === 0)
    return false;
  return !known.reducedNames(conjunct).has('placement');
}

function demandsOfConjunct(
  policy: PlacementPolicy,
  validation: CompiledValidation,
  conjunct: Expression,
  known: Known,
): readonly PlacementDemand[] {
  const source = sourceOf(policy, validation);
  const form = formOf(conjunct, known);
  switch (form.kind) {
    case 'survive':
      return [{ kind: 'survive', constraint: { source, level: form.level, hard: true } }];
    case 'spread': {
      if (form.known === 'required' && policy.failurePolicy === 'Ignore') break;
      const { level, atLeast } = form;
      const spread: PlacementDemand = { kind: 'spread', constraint: { source, level, atLeast } };
      const counted = atLeast > 0 ? [spread] : [];
      if (form.known === 'counted') return counted;
      const constraint: DriveConstraint = {
        source,
        label: `in a known domain of level ${level}, as policy ${policy.name} asks`,
        admits: ({ domains }) => domains.has(level),
      };
      return [{ kind: 'drive', constraint }, ...counted];
    }
    case 'each-drive':
      return form.predicates
        .filter((predicate) => !isLiteral(predicate, true))
        .map((predicate): PlacementDemand => {
          const program = createProgram(predicate, {
            roots: [form.variable],
            variables: NO_VARIABLES,
            budget: BUDGETS.Drive,
          });
          return { kind: 'drive', constraint: driveConstraint(policy, validation, program, known.allowance) };
        });
    case 'other':
      break;
  }
  return [{ kind: 'filter', filter: filterOf(policy, validation, conjunct, known) }];
}

const NO_VARIABLES: ReadonlyMap<string, Expression> = new Map();

function filterOf(
  policy: PlacementPolicy,
  validation: CompiledValidation,
  conjunct: Expression,
  known: Known,
): PlacementFilter {
  const program = createProgram(conjunct, {
    roots: ['placement', 'request'],
    variables: known.variables,
    budget: BUDGETS.Placement,
  });
  const request = known.roots['request'] ?? null;
  return {
    source: sourceOf(policy, validation),
    label: labelOf(policy, validation),
    admits: (candidate) => admits(policy, program.evaluate([placementValue(candidate), request], known.allowance)),
  };
}
