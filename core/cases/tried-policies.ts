import type { ObjectReference } from '../model/finding.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { createCoverage } from '../policy/cel/coverage.ts';
import type { Coverage, Uncovered } from '../policy/cel/coverage.ts';
import type { Program } from '../policy/cel/program.ts';
import type { Trace } from '../policy/cel/trace.ts';
import { childrenOf } from '../policy/cel/tree.ts';
import type { Expression } from '../policy/cel/tree.ts';
import type { CompiledPolicies, CompiledPolicy } from '../policy/compiled-policy.ts';
import { declaredAt } from '../policy/declared-at.ts';
import { compilePolicies } from '../policy/index.ts';
import { wrapPrograms } from './wrap-programs.ts';
import type { PolicyProgram } from './wrap-programs.ts';

/** What cases try out of the expressions of policies, over all tests. */
export interface TriedPolicies {
  /** The same policies, which note what they come to. */
  watch(compiled: CompiledPolicies): CompiledPolicies;
  /** By name, then by binding. */
  report(): readonly TriedPolicy[];
}

export interface TriedPolicy extends Counts {
  readonly name: string;
  /** What puts it in force so; `undefined` where it is in force by itself. */
  readonly binding: string | undefined;
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
  /** The policy, or the binding whose condition it is. */
  readonly object: ObjectReference;
  /** From the root of the object to the text of the expression. */
  readonly path: readonly (string | number)[];
  /** The part. */
  readonly text: string;
}

interface Followed {
  readonly policy: PlacementPolicy;
  readonly tried: readonly Tried[];
}

interface Tried {
  /** From the root of the policy in force. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly expression: Expression;
  readonly coverage: Coverage;
}

/**
 * Follows policies of a repository, which are right, through tests that each compile them anew: one that is bound twice by
 * itself under each binding. A binding of a test's own inventory tries out the policy under all of them, but no conditions of
 * theirs. A policy of the same name that says something else, out of such an inventory, is not followed. Scores decide
 * nothing and are left out.
 */
export function followPolicies(policies: readonly PlacementPolicy[]): TriedPolicies {
  const { compiled } = compilePolicies(policies);
  const followed = allOf(compiled).map((each): Followed => ({ policy: each.policy, tried: triedOf(each) }));
  return {
    watch: (others) => wrapPrograms(others, (program) => watched(program, triedBy(program, followed))),
    report: () =>
      followed
        .map(({ policy, tried }) => ({
          ...{ name: policy.name, binding: policy.binding },
          ...together(tried),
          untried: tried.flatMap((each) => untriedOf(policy, each)),
        }))
        .sort((a, b) => compare(a.name, b.name) || compare(a.binding ?? '', b.binding ?? '')),
  };
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What a program tries out: the expressions of the same policy under the same binding, else of the policy itself. */
function triedBy(
  { compiled: { policy } }: PolicyProgram,
  followed: readonly Followed[],
): readonly (readonly Tried[])[] {
  const alike = followed.filter((each) => each.policy.name === policy.name);
  const same = alike.filter((each) => each.policy.binding === policy.binding);
  if (same.length > 0) return same.map(({ tried }) => tried);
  return alike.map((each) =>
    each.tried.filter(({ path }) => declaredAt(each.policy, path).object.kind === 'PlacementPolicy'),
  );
}

const allOf = ({ config, request, drive, placement }: CompiledPolicies): readonly CompiledPolicy[] => [
  ...config,
  ...request,
  ...drive,
  ...placement,
];

function triedOf({ policy, conditions, variables, validations }: CompiledPolicy): readonly Tried[] {
  const tried = (field: string, at: number, text: string, expression: Expression): Tried => ({
    path: ['spec', field, at, 'expression'],
    ...{ text, expression, coverage: createCoverage(expression) },
  });
  return [
    ...conditions.map(({ text, expression }, at) => tried('matchConditions', at, text, expression)),
    ...policy.variables.flatMap(({ name, expression: text }, at) => {
      const expression = variables.get(name);
      return expression ? [tried('variables', at, text, expression)] : [];
    }),
    ...validations.map(({ index, text, expression }) => tried('validations', index, text, expression)),
  ];
}

/** A program that notes what it comes to, and what the variables do that it reads. */
function watched(running: PolicyProgram, tried: readonly (readonly Tried[])[]): Program {
  const notes = tried.flatMap((each) => notesFor(running, each));
  const { program } = running;
  if (notes.length === 0) return program;
  return {
    evaluate: (roots, allowance) => {
      const traced = program.trace(roots, allowance);
      for (const { of, nodes } of notes) of.coverage.record(translated(traced, nodes));
      return traced.result;
    },
    trace: (roots, allowance) => program.trace(roots, allowance),
  };
}

interface Note {
  readonly of: Tried;
  readonly nodes: Pairs;
}

function notesFor({ compiled, path, text, expression }: PolicyProgram, tried: readonly Tried[]): readonly Note[] {
  const own = tried.find((each) => each.path.join() === path.join());
  if (own?.text !== text) return [];
  const variables = compiled.policy.variables.flatMap(({ name, expression: body }) => {
    const followed = tried.find((each) => each.path[1] === 'variables' && each.text === body);
    const variable = compiled.variables.get(name);
    return followed && variable ? [{ of: followed, nodes: pairsOf(variable, followed.expression) }] : [];
  });
  return [{ of: own, nodes: pairsOf(expression, own.expression) }, ...variables];
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

const untriedOf = (policy: PlacementPolicy, { path, text, coverage }: Tried): readonly Untried[] =>
  coverage.uncovered().map((part) => ({
    ...{ ...part, ...declaredAt(policy, path) },
    text: text.slice(part.range.start, part.range.end),
  }));
