import type {
  ConstraintSource,
  DriveConstraint,
  LayoutConstraint,
  LayoutDemand,
  PlacementFilter,
  SpreadConstraint,
  SurviveConstraint,
} from '../model/constraints.ts';
import type { LevelName } from '../model/ids.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { RequestFilter, RequestScore } from './asked.ts';
import { createProgram, stepsLeft } from './cel/program.ts';
import type { Allowance } from './cel/program.ts';
import type { Expression } from './cel/tree.ts';
import { EvaluationError } from './cel/values.ts';
import type { Fields } from './cel/values.ts';
import type { CompiledPolicy, CompiledValidation } from './compiled-policy.ts';
import { formOf } from './constraint-forms.ts';
import { driveConstraint, labelOf, sourceOf } from './drive-rules.ts';
import { layoutConstraint } from './layout-rules.ts';
import { conjunctsOf, isLiteral, knowing, reduce } from './partial.ts';
import type { Known } from './partial.ts';
import { admits, breachOf } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { anew } from './recently-used.ts';
import type { Reuse } from './recently-used.ts';
import { BUDGETS } from './scopes.ts';
import { expressionKey } from './value-key.ts';
import { placementValue } from './views.ts';

/** What placement rules come to for one request. */
export type PlacementDemand =
  | { readonly kind: 'drive'; readonly constraint: DriveConstraint }
  | { readonly kind: 'survive'; readonly constraint: SurviveConstraint }
  | { readonly kind: 'spread'; readonly constraint: SpreadConstraint }
  | { readonly kind: 'layout'; readonly constraint: LayoutConstraint }
  | { readonly kind: 'filter'; readonly filter: RequestFilter }
  /** Of one policy together. */
  | { readonly kind: 'scores'; readonly scores: readonly RequestScore[] }
  /** No placement could meet the rule. */
  | { readonly kind: 'breach'; readonly breach: Breach };

/**
 * Turns the rules of one policy, which applies, into demands on placements for the request. A demand that was made
 * before, for whatever request, is given back: who keeps what a constraint comes to goes by which object it is.
 */
export function demandsOf(
  compiled: CompiledPolicy,
  request: Fields,
  allowance: Allowance,
  reuse: Reuse<PlacementDemand> = anew,
): readonly PlacementDemand[] {
  const known = knowing({ request }, compiled, allowance);
  return compiled.validations.flatMap((validation) =>
    partsOfRule(compiled, validation, known, reuse).flatMap(({ demands }) => demands),
  );
}

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
  reuse: Reuse<PlacementDemand> = anew,
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
    .map((conjunct) => ({ conjunct, demands: demandsOfConjunct(policy, validation, conjunct, { known, reuse }) }));
}

const UNKNOWN_PLACEMENT = new EvaluationError('the placement is not chosen yet');

/** Decided by the request alone, against it. When the budget is spent, what is left says nothing. */
function isUnmeetable(policy: PlacementPolicy, conjunct: Expression, known: Known): boolean {
  if (isLiteral(conjunct, false)) return true;
  if (policy.failurePolicy === 'Ignore' || conjunct.kind === 'literal') return false;
  if (stepsLeft(known.allowance) === 0) return false;
  return !known.reducedNames(conjunct).has('placement');
}

interface Reducing {
  readonly known: Known;
  readonly reuse: Reuse<PlacementDemand>;
}

function demandsOfConjunct(
  policy: PlacementPolicy,
  validation: CompiledValidation,
  conjunct: Expression,
  { known, reuse }: Reducing,
): readonly PlacementDemand[] {
  const source = sourceOf(policy, validation);
  const rule = String(validation.index);
  const form = formOf(conjunct, known);
  switch (form.kind) {
    case 'survive': {
      const { level } = form;
      return [
        reuse(`${rule} survive ${level}`, () => ({ kind: 'survive', constraint: { source, level, hard: true } })),
      ];
    }
    case 'spread': {
      if (form.known === 'required' && policy.failurePolicy === 'Ignore') break;
      const { level, atLeast } = form;
      const spread = (): PlacementDemand => ({ kind: 'spread', constraint: { source, level, atLeast } });
      const counted = atLeast > 0 ? [reuse(`${rule} spread ${String(atLeast)} ${level}`, spread)] : [];
      if (form.known === 'counted') return counted;
      const inKnownDomain = (): PlacementDemand => ({ kind: 'drive', constraint: knownDomain(policy, source, level) });
      return [reuse(`${rule} known ${level}`, inKnownDomain), ...counted];
    }
    case 'each-drive':
      return form.predicates
        .filter((predicate) => !isLiteral(predicate, true))
        .map((predicate) => {
          const key = expressionKey(predicate);
          const made = (): PlacementDemand => eachDrive(policy, validation, form.variable, predicate);
          return key === undefined ? made() : reuse(`${rule} drive ${form.variable} ${key}`, made);
        });
    case 'other':
      break;
  }
  const byLayout = demandByLayout(policy, validation, conjunct, { known, reuse });
  return [byLayout ?? { kind: 'filter', filter: filterOf(policy, validation, conjunct, known) }];
}

/** What the rule comes to once the layout is known, where that is something that the search knows for every layout. */
function demandByLayout(
  policy: PlacementPolicy,
  validation: CompiledValidation,
  conjunct: Expression,
  { known, reuse }: Reducing,
): PlacementDemand | undefined {
  const naming = { source: sourceOf(policy, validation), label: labelOf(policy, validation) };
  const fresh = known.allowance.steps;
  const demandOf = (rule: Expression): LayoutDemand | undefined => {
    // The same whenever it is asked: layouts of more legs are looked at later.
    const asking = { ...known, allowance: { steps: fresh } };
    const conjuncts = conjunctsOf(reduce(rule, asking), asking);
    if (conjuncts.some((rest) => isLiteral(rest, false))) return NOT_ADMITTED;
    const demands = conjuncts
      .filter((rest) => !isLiteral(rest, true))
      .flatMap((rest) => demandsOfConjunct(policy, validation, rest, { known: asking, reuse }));
    return layoutDemand(demands);
  };
  const constraint = layoutConstraint(conjunct, known, naming, demandOf);
  if (!constraint) return undefined;
  const key = expressionKey(conjunct);
  const made: PlacementDemand = { kind: 'layout', constraint };
  return key === undefined ? made : reuse(`${String(validation.index)} layout ${key}`, () => made);
}

const NOT_ADMITTED: LayoutDemand = { admitted: false, survive: [], spread: [] };

/** `undefined` where some of it is neither survival nor spread. */
function layoutDemand(demands: readonly PlacementDemand[]): LayoutDemand | undefined {
  const survive = demands.flatMap((demand) => (demand.kind === 'survive' ? [demand.constraint] : []));
  const spread = demands.flatMap((demand) => (demand.kind === 'spread' ? [demand.constraint] : []));
  return survive.length + spread.length === demands.length ? { admitted: true, survive, spread } : undefined;
}

const knownDomain = (policy: PlacementPolicy, source: ConstraintSource, level: LevelName): DriveConstraint => ({
  source,
  label: `in a known domain of level ${level}, as policy ${policy.name} asks`,
  admits: ({ domains }) => domains.has(level),
});

function eachDrive(
  policy: PlacementPolicy,
  validation: CompiledValidation,
  variable: string,
  predicate: Expression,
): PlacementDemand {
  const program = createProgram(predicate, { roots: [variable], variables: NO_VARIABLES, budget: BUDGETS.Drive });
  return { kind: 'drive', constraint: driveConstraint(policy, validation, program) };
}

const NO_VARIABLES: ReadonlyMap<string, Expression> = new Map();

function filterOf(
  policy: PlacementPolicy,
  validation: CompiledValidation,
  conjunct: Expression,
  known: Known,
): RequestFilter {
  const program = createProgram(conjunct, {
    roots: ['placement', 'request'],
    variables: known.variables,
    budget: BUDGETS.Placement,
  });
  return {
    source: sourceOf(policy, validation),
    label: labelOf(policy, validation),
    policy,
    program,
    request: known.roots['request'] ?? null,
  };
}

/** Ready to try on placements for one request. */
export const filteringFor = (filters: readonly RequestFilter[], allowance: Allowance): readonly PlacementFilter[] =>
  filters.map(({ source, label, policy, program, request }) => ({
    source,
    label,
    admits: (candidate) => admits(policy, program.evaluate([placementValue(candidate), request], allowance)),
  }));
