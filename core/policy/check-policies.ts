import type { PlacementPolicy } from '../model/policy.ts';
import { withVariables } from './cel/environment.ts';
import type { CheckedScope } from './cel/environment.ts';
import { declareParameters } from './cel/parameters.ts';
import type { Source } from './cel/explain.ts';
import { parseExpression } from './cel/parse.ts';
import type { ExpressionProblem } from './cel/parse.ts';
import { createProgram } from './cel/program.ts';
import type { Program } from './cel/program.ts';
import type { Expression, TextRange } from './cel/tree.ts';
import type { CompiledPolicies, CompiledPolicy, CompiledScore, CompiledValidation } from './compiled-policy.ts';
import { driveConstraint } from './drive-rules.ts';
import { unknownLevels } from './level-names.ts';
import type { Declared } from './partial.ts';
import { BUDGETS, createScopes } from './scopes.ts';
import type { PolicyScopes } from './scopes.ts';
import { readsClaim } from './reads-claim.ts';
import { worthWhateverAsked } from './score-forms.ts';
import { namesOver } from './unbound-names.ts';

/** Something wrong with an expression of a policy. */
export interface PolicyProblem {
  readonly policy: PlacementPolicy;
  /** From the policy's root to the text: `['spec', 'validations', 0, 'expression']`. */
  readonly path: readonly (string | number)[];
  /** UTF-16 units of the text, the end exclusive. */
  readonly range: TextRange;
  readonly code: ExpressionProblem['code'] | 'policy/not-bool' | 'reference/not-found';
  readonly message: string;
  readonly help?: string;
}

interface CompileOptions {
  /** Every level there is, the implicit ones included. Left out: rules may name any. */
  readonly levels?: readonly string[];
}

/** Checks and compiles policies. Those with problems are left out; every expression's problems are reported. */
export function compilePolicies(
  policies: readonly PlacementPolicy[],
  options: CompileOptions = {},
): { readonly compiled: CompiledPolicies; readonly problems: readonly PolicyProblem[] } {
  const scopesOf = createScopes();
  const problems: PolicyProblem[] = [];
  const compiled: CompiledPolicy[] = [];
  for (const policy of policies) {
    const compiler: Compiler = { policy, options, problems: [] };
    const result = compilePolicy(compiler, withParameters(policy, scopesOf(policy.scope, policy.kinds)));
    if (compiler.problems.length === 0) compiled.push(result);
    problems.push(...compiler.problems);
  }
  return { compiled: byScope(compiled), problems };
}

const withParameters = ({ parameters }: PlacementPolicy, { conditions, validations }: PolicyScopes): PolicyScopes => ({
  conditions: declareParameters(conditions, parameters),
  validations: declareParameters(validations, parameters),
});

const byScope = (policies: readonly CompiledPolicy[]): CompiledPolicies => ({
  config: policies.filter(({ policy }) => policy.scope === 'Config'),
  request: policies.filter(({ policy }) => policy.scope === 'Request'),
  drive: policies
    .filter(({ policy }) => policy.scope === 'Drive')
    .map((compiled) => ({
      ...compiled,
      constraints: compiled.validations.map((validation) =>
        driveConstraint(compiled.policy, validation, validation.program),
      ),
    })),
  placement: policies.filter(({ policy }) => policy.scope === 'Placement'),
  score: policies.filter(({ policy }) => policy.scope === 'Score'),
});

/** One policy under way: `problems` grows. */
interface Compiler {
  readonly policy: PlacementPolicy;
  readonly options: CompileOptions;
  readonly problems: PolicyProblem[];
}

function compilePolicy(compiler: Compiler, scopes: PolicyScopes): CompiledPolicy {
  const { policy } = compiler;
  const conditions = policy.matchConditions.flatMap(({ name, expression: text }, at) => {
    const expression = check(compiler, ['spec', 'matchConditions', at, 'expression'], text, scopes.conditions, 'bool');
    return expression
      ? [{ name, text, expression, program: programOf(expression, scopes.conditions, new Map(), BUDGETS.Request) }]
      : [];
  });
  const { variables, scope } = compileVariables(compiler, scopes.validations);
  const validations = policy.validations.flatMap(
    (_, index) => compileValidation(compiler, index, scope, variables) ?? [],
  );
  const names = namesOver(variables);
  const scores = policy.scores.flatMap((_, index) => compileScore(compiler, index, scope, { variables, names }) ?? []);
  const expressions = [...conditions, ...validations, ...scores].map(({ expression }) => expression);
  return {
    ...{ policy, conditions, variables, names, validations, scores },
    sources: sourcesOf(policy, variables),
    readsClaim: [...expressions, ...variables.values()].some(readsClaim),
  };
}

const sourcesOf = (
  { variables: declared }: PlacementPolicy,
  variables: ReadonlyMap<string, Expression>,
): ReadonlyMap<string, Source> =>
  new Map(
    declared.flatMap(({ name, expression: text }) => {
      const expression = variables.get(name);
      return expression ? [[name, { expression, text }] as const] : [];
    }),
  );

/** Each variable sees those before it. One with a problem is of any type, so that its readers are checked all the same. */
function compileVariables(
  compiler: Compiler,
  scope: CheckedScope,
): { readonly variables: ReadonlyMap<string, Expression>; readonly scope: CheckedScope } {
  const types = new Map<string, string>();
  const variables = new Map<string, Expression>();
  for (const [at, { name, expression: text }] of compiler.policy.variables.entries()) {
    const path = ['spec', 'variables', at, 'expression'];
    const parsed = parseExpression(text, withVariables(scope, types));
    if (parsed.kind === 'parsed') {
      variables.set(name, parsed.expression);
      reportLevels(compiler, path, parsed.expression);
    } else report(compiler, path, parsed.problems);
    types.set(name, parsed.kind === 'parsed' ? parsed.type : 'dyn');
  }
  return { variables, scope: withVariables(scope, types) };
}

function compileValidation(
  compiler: Compiler,
  index: number,
  scope: CheckedScope,
  variables: ReadonlyMap<string, Expression>,
): CompiledValidation | undefined {
  const validation = compiler.policy.validations[index];
  if (!validation) return undefined;
  const { expression: text, message, messageExpression } = validation;
  const path = ['spec', 'validations', index];
  const expression = check(compiler, [...path, 'expression'], text, scope, 'bool');
  const computed =
    messageExpression === undefined
      ? undefined
      : check(compiler, [...path, 'messageExpression'], messageExpression, scope, 'string');
  if (!expression) return undefined;
  const budget = BUDGETS[compiler.policy.scope];
  return {
    index,
    text,
    expression,
    program: programOf(expression, scope, variables, budget),
    message,
    messageProgram: computed && programOf(computed, scope, variables, budget),
  };
}

function compileScore(
  compiler: Compiler,
  index: number,
  scope: CheckedScope,
  declared: Declared,
): CompiledScore | undefined {
  const score = compiler.policy.scores[index];
  if (!score) return undefined;
  const { name, expression: text } = score;
  const expression = check(compiler, ['spec', 'scores', index, 'expression'], text, scope, 'int or double');
  if (!expression) return undefined;
  const program = programOf(expression, scope, declared.variables, BUDGETS.Score);
  return { index, name, text, expression, program, ofDrive: worthWhateverAsked(expression, declared) };
}

const programOf = (
  expression: Expression,
  scope: CheckedScope,
  variables: ReadonlyMap<string, Expression>,
  budget: number,
): Program => createProgram(expression, { roots: scope.roots, variables, budget });

/** What an expression may be asked to be, and the types that are. */
const TYPES = { bool: ['bool'], string: ['string'], 'int or double': ['int', 'double'] };

/** The expression, when it is sound and of the type; else its problems are noted. */
function check(
  compiler: Compiler,
  path: PolicyProblem['path'],
  text: string,
  scope: CheckedScope,
  type: keyof typeof TYPES,
): Expression | undefined {
  const parsed = parseExpression(text, scope);
  if (parsed.kind === 'problems') {
    report(compiler, path, parsed.problems);
    return undefined;
  }
  if (!TYPES[type].includes(parsed.type) && parsed.type !== 'dyn') {
    report(compiler, path, [
      {
        code: type === 'bool' ? 'policy/not-bool' : 'policy/type',
        range: { start: 0, end: text.length },
        message: `the expression must be of type ${type}, not ${parsed.type}`,
      },
    ]);
    return undefined;
  }
  reportLevels(compiler, path, parsed.expression);
  return parsed.expression;
}

function reportLevels(compiler: Compiler, path: PolicyProblem['path'], expression: Expression): void {
  const { levels } = compiler.options;
  if (levels) report(compiler, path, unknownLevels(expression, levels));
}

function report(
  { policy, problems }: Compiler,
  path: PolicyProblem['path'],
  found: readonly Omit<PolicyProblem, 'policy' | 'path'>[],
): void {
  problems.push(...found.map((problem) => ({ ...problem, policy, path })));
}
