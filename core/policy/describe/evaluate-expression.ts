import type { Configuration, DeclaredObject } from '../../model/configuration.ts';
import type { PlacementView } from '../../model/constraints.ts';
import type { DriveClass } from '../../model/drive-class.ts';
import type { LevelName } from '../../model/ids.ts';
import type { PolicyScope } from '../../model/policy.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import type { VolumeRequest } from '../../model/volume.ts';
import { declareScope } from '../cel/environment.ts';
import { explainFailure } from '../cel/explain.ts';
import type { Shown } from '../cel/explain.ts';
import { formatValue } from '../cel/format.ts';
import { ALL_FUNCTIONS } from '../cel/functions/index.ts';
import { parseExpression } from '../cel/parse.ts';
import type { ExpressionProblem } from '../cel/parse.ts';
import { createProgram } from '../cel/program.ts';
import type { Result, Value } from '../cel/values.ts';
import { levelsNamed, unknownLevels } from '../level-names.ts';
import type { UnknownLevel } from '../level-names.ts';
import { BUDGETS, stepBoundsOf } from '../scopes.ts';
import { namesOver } from '../unbound-names.ts';
import { configView, driveView, objectView, placementValue, requestView } from '../views.ts';
import { checkText, scopesOf } from './checked-policy.ts';
import type { SoundExpression } from './checked-policy.ts';

/** Scopes of expressions; those of scope Score read what those of scope Placement read. */
export type ExpressionScope = Exclude<PolicyScope, 'Score'>;

/** The root variables, each of any type. */
const ROOTS = ['object', 'oldObject', 'config', 'placement', 'drive', 'request'] as const;

/** What each name is only known at, the most telling first. */
const SCOPES: readonly (readonly [name: string, scope: ExpressionScope])[] = [
  ['placement', 'Placement'],
  ['drive', 'Drive'],
  ['object', 'Config'],
  ['oldObject', 'Config'],
  ['config', 'Config'],
];

/** The names that an expression reads, whatever its scope; none where it cannot be parsed. */
export function namesRead(text: string): ReadonlySet<string> {
  const roots = Object.fromEntries(ROOTS.map((name) => [name, { name: 'dyn', objects: [] }]));
  const scope = declareScope(roots, ALL_FUNCTIONS, { unchecked: true, hidingNames: true });
  const parsed = parseExpression(text, scope);
  return parsed.kind === 'parsed' ? namesOver(new Map())(parsed.expression) : new Set();
}

/** The scope whose names the expression reads; Request where it reads none of another. */
export function guessScope(text: string): ExpressionScope {
  const names = namesRead(text);
  return SCOPES.find(([name]) => names.has(name))?.[1] ?? 'Request';
}

/** What an expression is evaluated against. */
export type EvaluationSubject =
  | {
      readonly kind: 'Config';
      /** `undefined`: the expression reads no object. */
      readonly object: DeclaredObject | undefined;
      readonly objects: readonly DeclaredObject[];
      readonly configuration: Configuration;
    }
  | { readonly kind: 'Request'; readonly request: VolumeRequest; readonly surroundings: Surroundings }
  | { readonly kind: 'Drive'; readonly drives: DriveClass }
  | {
      readonly kind: 'Placement';
      readonly placement: PlacementView;
      readonly request: VolumeRequest;
      readonly surroundings: Surroundings;
    };

export interface Evaluation {
  readonly result: Result;
  /** What decided it, the most telling first. */
  readonly shown: readonly Shown[];
}

export type EvaluableExpression =
  | (SoundExpression & {
      readonly kind: 'sound';
      /** Levels that it names and that are none of these. */
      readonly unknownLevels: (levels: readonly string[]) => readonly UnknownLevel[];
      readonly evaluate: (subject: EvaluationSubject) => Evaluation;
    })
  | { readonly kind: 'broken'; readonly problems: readonly ExpressionProblem[] };

/** Checks an expression at a scope, so that it can be evaluated. */
export function evaluable(text: string, scope: ExpressionScope, kinds: readonly string[]): EvaluableExpression {
  const declared = scopesOf(scope, kinds).validations;
  const { checked, parsed } = checkText(text, declared, stepBoundsOf(scope));
  if (checked.kind === 'broken' || !parsed)
    return checked.kind === 'broken' ? checked : { kind: 'broken', problems: [] };
  const { expression } = parsed;
  const program = createProgram(expression, { roots: declared.roots, variables: new Map(), budget: BUDGETS[scope] });
  const levels = levelsNamed(expression);
  return {
    ...checked,
    unknownLevels: (known) => unknownLevels(expression, known),
    evaluate: (subject) => {
      const trace = program.trace(rootsOf(subject));
      const shown = explainFailure({ expression, text }, trace);
      return {
        result: trace.result,
        shown: subject.kind === 'Placement' ? withDomains(shown, levels, subject) : shown,
      };
    },
  };
}

/** What is asked of a whole placement about levels goes by the domains of its legs: they say more than all of it. */
function withDomains(
  shown: readonly Shown[],
  levels: readonly string[],
  { placement }: Extract<EvaluationSubject, { kind: 'Placement' }>,
): readonly Shown[] {
  const domains = levels.map((level) => ({
    text: `placement.legs.map(leg, leg.domains['${level}'])`,
    value: formatValue(placement.legs.map(({ drives }) => drives.domains.get(level as LevelName) ?? null)),
  }));
  return [...domains, ...shown.filter(({ text }) => levels.length === 0 || text !== 'placement')];
}

/** The values of the root variables, in the order in which scopes declare them. */
function rootsOf(subject: EvaluationSubject): readonly Value[] {
  switch (subject.kind) {
    case 'Config': {
      const { object, objects, configuration } = subject;
      return [object ? objectView(object) : null, null, configView(configuration, objects)];
    }
    case 'Request':
      return [requestView(subject.request, subject.surroundings)];
    case 'Drive':
      return [driveView(subject.drives)];
    case 'Placement':
      return [placementValue(subject.placement), requestView(subject.request, subject.surroundings)];
  }
}
