import type { PlacementPolicy } from '../model/policy.ts';
import { drain } from '../model/turns.ts';
import type { InTurns } from '../model/turns.ts';
import { withVariables } from './cel/environment.ts';
import type { CheckedScope } from './cel/environment.ts';
import type { Source } from './cel/explain.ts';
import { createProgram } from './cel/program.ts';
import type { Program } from './cel/program.ts';
import type { Expression } from './cel/tree.ts';
import { checkExpression } from './check-expression.ts';
import type { Compiler, PolicyProblem, SoundExpression, Standing } from './check-expression.ts';
import type {
  CompiledCondition,
  CompiledPolicies,
  CompiledPolicy,
  CompiledScore,
  CompiledValidation,
} from './compiled-policy.ts';
import { remembering } from './demand-memo.ts';
import { driveConstraint } from './drive-rules.ts';
import type { Declared } from './partial.ts';
import { createScopes, narrowedTo, stepBoundsOf } from './scopes.ts';
import type { PolicyScopes } from './scopes.ts';
import { readsClaim } from './reads-claim.ts';
import { worthWhateverAsked } from './score-forms.ts';
import { namesOver } from './unbound-names.ts';

interface CompileOptions {
  /** Every level there is, the implicit ones included. Left out: rules may name any. */
  readonly levels?: readonly string[];
}

/** Checks and compiles policies. Those with problems are left out; every expression's problems are reported. */
export const compilePolicies = (policies: readonly PlacementPolicy[], options: CompileOptions = {}): Compiled =>
  drain(compileInTurns(policies, options));

interface Compiled {
  readonly compiled: CompiledPolicies;
  readonly problems: readonly PolicyProblem[];
}

/** The same, an expression at a time. */
export function* compileInTurns(policies: readonly PlacementPolicy[], options: CompileOptions = {}): InTurns<Compiled> {
  const scopesOf = createScopes();
  const problems: PolicyProblem[] = [];
  const compiled: CompiledPolicy[] = [];
  for (const policy of policies) {
    const compiler: Compiler = { policy, levels: options.levels, problems: [] };
    const result = yield* compilePolicy(compiler, scopesOf(policy.scope, policy.kinds));
    if (compiler.problems.length === 0) compiled.push(result);
    problems.push(...compiler.problems);
  }
  return { compiled: remembering(byScope(compiled)), problems };
}

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

function* compilePolicy(compiler: Compiler, scopes: PolicyScopes): InTurns<CompiledPolicy> {
  const { policy } = compiler;
  const conditions = yield* compileConditions(compiler, narrowedTo(policy, scopes.conditions));
  const standing = yield* compileVariables(compiler, narrowedTo(policy, scopes.validations));
  const variables = new Map([...standing.variables].map(([name, { expression }]) => [name, expression]));
  const names = namesOver(variables);
  const validations = yield* eachOf(policy.validations, (at) => compileValidation(compiler, at, standing));
  const scores = yield* eachOf(policy.scores, (at) => compileScore(compiler, at, standing, { variables, names }));
  const expressions = [...conditions, ...validations, ...scores].map(({ expression }) => expression);
  return {
    ...{ policy, conditions, variables, names, validations, scores },
    sources: sourcesOf(policy, variables),
    readsClaim: [...expressions, ...variables.values()].some(readsClaim),
  };
}

/** What is sound of a list, looked at one by one. */
function* eachOf<Made>(list: readonly unknown[], make: (at: number) => Made | undefined): InTurns<readonly Made[]> {
  const made: Made[] = [];
  for (const at of list.keys()) {
    const sound = make(at);
    if (sound !== undefined) made.push(sound);
    yield;
  }
  return made;
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

/** Conditions see no variables, and are asked as often as there are requests, or objects. */
function compileConditions(compiler: Compiler, scope: CheckedScope): InTurns<readonly CompiledCondition[]> {
  const standing: Standing = { scope, variables: new Map(), ...stepBoundsOf('Request') };
  return eachOf(compiler.policy.matchConditions, (at) => compileCondition(compiler, at, standing));
}

function compileCondition(compiler: Compiler, index: number, standing: Standing): CompiledCondition | undefined {
  const condition = compiler.policy.matchConditions[index];
  if (!condition) return undefined;
  const { name, expression: text } = condition;
  const parsed = checkExpression(compiler, ['spec', 'matchConditions', index, 'expression'], text, standing, 'bool');
  return parsed && { name, text, expression: parsed.expression, program: programOf(parsed.expression, standing) };
}

/** Each variable sees those before it. One with a problem is of any type, so that its readers are checked all the same. */
function* compileVariables(compiler: Compiler, scope: CheckedScope): InTurns<Standing> {
  const bounds = stepBoundsOf(compiler.policy.scope);
  const types = new Map<string, string>();
  const variables = new Map<string, SoundExpression>();
  for (const [at, { name, expression: text }] of compiler.policy.variables.entries()) {
    const standing: Standing = { scope: withVariables(scope, types), variables, ...bounds };
    const known = compiler.problems.length;
    const parsed = checkExpression(compiler, ['spec', 'variables', at, 'expression'], text, standing, 'anything');
    // What is wrong with a variable is told of where it stands, and not again wherever it is read.
    if (parsed && compiler.problems.length === known) variables.set(name, parsed);
    types.set(name, parsed?.type ?? 'dyn');
    yield;
  }
  return { scope: withVariables(scope, types), variables, ...bounds };
}

function compileValidation(compiler: Compiler, index: number, standing: Standing): CompiledValidation | undefined {
  const validation = compiler.policy.validations[index];
  if (!validation) return undefined;
  const { expression: text, message, messageExpression } = validation;
  const path = ['spec', 'validations', index];
  const parsed = checkExpression(compiler, [...path, 'expression'], text, standing, 'bool');
  const computed =
    messageExpression === undefined
      ? undefined
      : checkExpression(compiler, [...path, 'messageExpression'], messageExpression, standing, 'string');
  if (!parsed) return undefined;
  const { expression } = parsed;
  return {
    ...{ index, text, expression, message },
    program: programOf(expression, standing),
    messageProgram: computed && programOf(computed.expression, standing),
  };
}

function compileScore(
  compiler: Compiler,
  index: number,
  standing: Standing,
  declared: Declared,
): CompiledScore | undefined {
  const score = compiler.policy.scores[index];
  if (!score) return undefined;
  const { name, expression: text } = score;
  const path = ['spec', 'scores', index, 'expression'];
  const parsed = checkExpression(compiler, path, text, standing, 'int or double');
  if (!parsed) return undefined;
  const { expression } = parsed;
  const program = programOf(expression, standing);
  return { index, name, text, expression, program, ofDrive: worthWhateverAsked(expression, declared) };
}

const programOf = (expression: Expression, { scope, variables, budget }: Standing): Program =>
  createProgram(expression, {
    roots: scope.roots,
    variables: new Map([...variables].map(([name, variable]) => [name, variable.expression])),
    budget,
  });
