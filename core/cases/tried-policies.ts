import type { PlacementPolicy } from '../model/policy.ts';
import { createCoverage } from '../policy/cel/coverage.ts';
import type { Coverage, Uncovered } from '../policy/cel/coverage.ts';
import type { Program } from '../policy/cel/program.ts';
import type { Trace } from '../policy/cel/trace.ts';
import { childrenOf } from '../policy/cel/tree.ts';
import type { Expression } from '../policy/cel/tree.ts';
import type { CompiledPolicies, CompiledPolicy } from '../policy/compiled-policy.ts';
import { compilePolicies } from '../policy/index.ts';
import { wrapPrograms } from './wrap-programs.ts';
import type { PolicyProgram } from './wrap-programs.ts';

/** What cases try out of the expressions of policies, over all tests. */
export interface TriedPolicies {
  /** The same policies, which note what they come to. */
  watch(compiled: CompiledPolicies): CompiledPolicies;
  /** By name. */
  report(): readonly TriedPolicy[];
}

export interface TriedPolicy extends Counts {
  readonly name: string;
  /** What no case tried out, in the order of the policy. */
  readonly untried: readonly Untried[];
}

/** Outcomes there are to try out, and how many were. */
interface Counts {
  readonly covered: number;
  readonly all: number;
}

/** A part of an expression, and what never came of it. */
export interface Untried extends Uncovered {
  /** From the policy's root to the text of the expression. */
  readonly path: readonly (string | number)[];
  /** The part. */
  readonly text: string;
}

interface Tried {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly expression: Expression;
  readonly coverage: Coverage;
}

/**
 * Follows policies of a repository, which are right, through tests that each compile them anew. A policy of the same name
 * that says something else, out of the inventory of a test, is not followed. Scores decide nothing and are left out.
 */
export function followPolicies(policies: readonly PlacementPolicy[]): TriedPolicies {
  const byName = new Map(policies.map((policy) => [policy.name, policy]));
  const { compiled } = compilePolicies([...byName.values()]);
  const followed = new Map(allOf(compiled).map((each) => [each.policy.name as string, triedOf(each)]));
  return {
    watch: (others) => wrapPrograms(others, (program) => watched(program, followed.get(program.compiled.policy.name))),
    report: () =>
      [...followed]
        .map(([name, tried]) => ({ name, ...together(tried), untried: tried.flatMap(untriedOf) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

const allOf = ({ config, request, drive, placement }: CompiledPolicies): readonly CompiledPolicy[] => [
  ...config,
  ...request,
  ...drive,
  ...placement,
];

/** Conditions of a binding are its own: they are not followed. */
function triedOf({ policy, conditions, variables, validations }: CompiledPolicy): readonly Tried[] {
  const own = policy.matchConditions.length - policy.boundConditions;
  const tried = (field: string, at: number, text: string, expression: Expression): Tried => ({
    path: ['spec', field, at, 'expression'],
    ...{ text, expression, coverage: createCoverage(expression) },
  });
  return [
    ...conditions.slice(0, own).map(({ text, expression }, at) => tried('matchConditions', at, text, expression)),
    ...policy.variables.flatMap(({ name, expression: text }, at) => {
      const expression = variables.get(name);
      return expression ? [tried('variables', at, text, expression)] : [];
    }),
    ...validations.map(({ index, text, expression }) => tried('validations', index, text, expression)),
  ];
}

/** A program that notes what it comes to, and what the variables do that it reads. */
function watched({ compiled, path, text, expression, program }: PolicyProgram, tried: readonly Tried[] = []): Program {
  const own = tried.find((each) => each.path.join() === path.join());
  if (own?.text !== text) return program;
  const variables = compiled.policy.variables.flatMap(({ name, expression: body }) => {
    const followed = tried.find((each) => each.path[1] === 'variables' && each.text === body);
    const running = compiled.variables.get(name);
    return followed && running ? [{ tried: followed, nodes: pairsOf(running, followed.expression) }] : [];
  });
  const notes = [{ tried: own, nodes: pairsOf(expression, own.expression) }, ...variables];
  return {
    evaluate: (roots, allowance) => {
      const traced = program.trace(roots, allowance);
      for (const { tried: each, nodes } of notes) each.coverage.record(translated(traced, nodes));
      return traced.result;
    },
    trace: (roots, allowance) => program.trace(roots, allowance),
  };
}

/** Nodes of an expression as it was compiled for a test ▶ those of the one that is followed. */
type Pairs = ReadonlyMap<Expression, Expression>;

/** None where the two are not of the same text. */
function pairsOf(running: Expression, followed: Expression): Pairs {
  const [nodes, others] = [nodesOf(running), nodesOf(followed)];
  const isSame = nodes.length === others.length && nodes.every((node, at) => isAlike(node, others[at]));
  return new Map(isSame ? nodes.flatMap((node, at) => (others[at] ? [[node, others[at]]] : [])) : []);
}

const nodesOf = (expression: Expression): readonly Expression[] => [
  expression,
  ...childrenOf(expression).flatMap(nodesOf),
];

const isAlike = (a: Expression, b: Expression | undefined): boolean =>
  a.kind === b?.kind && a.range.start === b.range.start && a.range.end === b.range.end;

function translated({ values, branches }: Trace, nodes: Pairs): Trace {
  const translate = <Content>(of: ReadonlyMap<Expression, Content>): Map<Expression, Content> => {
    const found = new Map<Expression, Content>();
    for (const [node, followed] of nodes) {
      const content = of.get(node);
      if (content !== undefined) found.set(followed, content);
    }
    return found;
  };
  return { values: translate(values), branches: translate(branches), elements: new Map() };
}

const together = (tried: readonly Tried[]): Counts =>
  tried
    .map(({ coverage }) => coverage.counts())
    .reduce((sum, each) => ({ covered: sum.covered + each.covered, all: sum.all + each.all }), { covered: 0, all: 0 });

const untriedOf = ({ path, text, coverage }: Tried): readonly Untried[] =>
  coverage.uncovered().map((part) => ({ ...part, path, text: text.slice(part.range.start, part.range.end) }));
