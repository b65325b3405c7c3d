import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { Day } from '../model/day.ts';
import { DEFAULT_LIMITS, raiseLimit } from '../model/limits.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { exemptionsOfObject, weighed } from './exceptions.ts';
import type { Exemptions } from './exceptions.ts';
import type { Allowance } from './cel/program.ts';
import type { Value } from './cel/values.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { once } from './lazily.ts';
import { breachesOf, matchPolicy } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { isSpent, shareOut } from './shared-steps.ts';
import type { Spender } from './shared-steps.ts';
import { configView, objectView } from './views.ts';

/** A declared object that a policy on the configuration refuses, warns of or notes. */
export interface PolicyDenial extends Breach {
  readonly object: DeclaredObject;
}

export interface CheckOptions {
  /**
   * Steps that all policies may take together. Each gets an even share of them at least, so that one that spends too many
   * takes none from the others, and those that need more what others leave over: see {@link shareOut}.
   */
  readonly steps?: number;
  /** What was declared before. Left out where nobody knows. */
  readonly before?: readonly DeclaredObject[] | undefined;
  /** All that is declared, where the objects are only some of it. Left out: the objects are all. */
  readonly among?: readonly DeclaredObject[];
  /** Decides which exceptions hold. */
  readonly today: Day;
}

/** Runs the Config policies on every object of their kinds. All that is wrong, in the order of objects and rules. */
export function checkConfiguration(
  { config: policies }: CompiledPolicies,
  objects: readonly DeclaredObject[],
  configuration: Configuration,
  { steps = DEFAULT_LIMITS.policySteps, before = [], among = objects, today }: CheckOptions,
): readonly PolicyDenial[] {
  if (policies.length === 0) return [];
  const config = configView(configuration, among);
  const old = new Map(before.map((object) => [keyOf(object), objectView(object)]));
  const subjects = objects.map((object, at): Subject => ({
    ...{ at, object, roots: [objectView(object), old.get(keyOf(object)) ?? null, config] },
    exemptions: once(() => exemptionsOfObject(configuration.exceptions, object, today)),
  }));
  const turns = policies.map((compiled, rank): Turn => ({
    rank,
    compiled,
    allowance: { steps: 0 },
    granted: 0,
    next: 0,
    denials: [],
  }));
  const batches = batchesOf(subjects);
  for (const round of shareOut(turns, steps)) ask(round, batches);
  for (const turn of turns) if (isSpent(turn)) tellOfEnd(turn, subjects);
  return inOrder(turns);
}

const keyOf = ({ kind, metadata }: DeclaredObject): string => `${kind} ${metadata.name}`;

/** A declared object as policies are asked about it. */
interface Subject {
  readonly at: number;
  readonly object: DeclaredObject;
  readonly roots: readonly Value[];
  readonly exemptions: () => Exemptions;
}

/** A policy on its way through the objects. */
interface Turn extends Spender {
  readonly rank: number;
  readonly compiled: CompiledPolicy;
  /** The first object that it has not been asked about. */
  next: number;
  readonly denials: { readonly at: number; readonly denial: PolicyDenial }[];
}

/** Objects that are few enough to stay at hand for the processor while policy after policy looks at them. */
const BATCH = 64;

/** Objects of one kind that follow one another. Asking each policy about several takes half the time of one by one. */
function batchesOf(subjects: readonly Subject[]): readonly (readonly Subject[])[] {
  const batches: Subject[][] = [];
  let batch: Subject[] = [];
  for (const subject of subjects) {
    if (batch.length === 0 || batch.length === BATCH || batch[0]?.object.kind !== subject.object.kind) {
      batches.push((batch = []));
    }
    batch.push(subject);
  }
  return batches;
}

/** Asks policies about the objects that they have not seen, as far as their steps go. */
function ask(turns: readonly Turn[], batches: readonly (readonly Subject[])[]): void {
  const byKind = new Map<string, readonly Turn[]>();
  for (const batch of batches) {
    const kind = batch[0]?.object.kind ?? '';
    const asked = byKind.get(kind) ?? turns.filter(({ compiled }) => runsOn(compiled.policy, kind));
    byKind.set(kind, asked);
    for (const turn of asked) for (const subject of batch) if (subject.at >= turn.next) askAbout(turn, subject);
  }
}

const runsOn = ({ kinds }: PlacementPolicy, kind: string): boolean => kinds.length === 0 || kinds.includes(kind);

/** What a policy says with its last step may be wrong: it is asked again when it has more, or told of as what it is. */
function askAbout(turn: Turn, subject: Subject): void {
  if (isSpent(turn)) return;
  const denials = denialsOf(turn, subject);
  if (isSpent(turn)) return;
  turn.next = subject.at + 1;
  for (const denial of denials) turn.denials.push({ at: subject.at, denial });
}

/**
 * Asks a policy that has nothing left to spend, so that it says so. As if it failed, whatever its failurePolicy: one that
 * ignores what cannot be evaluated still has to be asked, and objects could be added until it is not.
 */
function tellOfEnd(turn: Turn, subjects: readonly Subject[]): void {
  const { compiled } = turn;
  const subject = subjects.slice(turn.next).find(({ object }) => runsOn(compiled.policy, object.kind));
  const failing = { ...compiled, policy: { ...compiled.policy, failurePolicy: 'Fail' as const } };
  const [denial] = subject ? denialsOf({ ...turn, compiled: failing }, subject) : [];
  if (subject && denial) turn.denials.push({ at: subject.at, denial: { ...denial, policy: compiled.policy } });
}

/** By objects, then by policies. */
const inOrder = (turns: readonly Turn[]): readonly PolicyDenial[] =>
  turns
    .flatMap(({ rank, denials }) => denials.map(({ at, denial }) => ({ at, rank, denial })))
    .sort((a, b) => a.at - b.at || a.rank - b.rank)
    .map(({ denial }) => denial);

function denialsOf({ compiled, allowance }: Turn, { object, roots, exemptions }: Subject): readonly PolicyDenial[] {
  const match = matchPolicy(compiled, roots, allowance);
  switch (match.kind) {
    case 'passes-by':
      return NO_DENIALS;
    case 'breached':
      return [{ ...ended(match.breach, allowance), object }];
    case 'applies': {
      const breaches = breachesOf(compiled, roots, allowance);
      if (breaches.length === 0) return NO_DENIALS;
      return breaches.map((breach) => ({ ...weighed(ended(breach, allowance), exemptions()), object }));
    }
  }
}

const NO_DENIALS: readonly PolicyDenial[] = [];

/** A rule that could not be evaluated for want of steps is told of as what it is. */
function ended(breach: Breach, { steps }: Allowance): Breach {
  if (steps > 0 || breach.code !== 'policy/evaluation') return breach;
  const message = `the policy has taken as many steps as it may on one revision, and was not asked about what follows. ${raiseLimit('policySteps')}`;
  return { ...breach, code: 'policy/too-many-steps', message };
}
