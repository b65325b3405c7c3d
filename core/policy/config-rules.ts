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
import { configView, objectView } from './views.ts';

/** A declared object that a policy on the configuration refuses, warns of or notes. */
export interface PolicyDenial extends Breach {
  readonly object: DeclaredObject;
}

/**
 * Steps that one policy may take over all objects: a second's worth, ten times what a rule on 100,000 drives needs. A
 * policy that spends them has been told of by then, and is not asked again.
 */
const POLICY_ALLOWANCE = 50_000_000;

export interface CheckOptions {
  /**
   * Steps that all policies may take together. Each gets an even share of them at least, so that one that spends too many
   * takes none from the others.
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
  const policiesOn = byKind(policies, steps);
  return batchesOf(objects).flatMap(({ kind, objects: batch }) => {
    const subjects = batch.map((object): Subject => {
      const roots = [objectView(object), old.get(keyOf(object)) ?? null, config];
      const exemptions = once(() => exemptionsOfObject(configuration.exceptions, object, today));
      return { object, roots, exemptions, denials: [] };
    });
    for (const policy of policiesOn(kind)) for (const subject of subjects) checkObject(policy, subject);
    return subjects.flatMap(({ denials }) => denials);
  });
}

const keyOf = ({ kind, metadata }: DeclaredObject): string => `${kind} ${metadata.name}`;

interface Batch {
  readonly kind: string;
  readonly objects: DeclaredObject[];
}

/** Objects that are few enough to stay at hand for the processor while policy after policy looks at them. */
const BATCH = 16;

/** Objects of one kind that follow one another. Asking each policy about several takes half the time of one by one. */
function batchesOf(objects: readonly DeclaredObject[]): readonly Batch[] {
  const batches: Batch[] = [];
  for (const object of objects) {
    const last = batches.at(-1);
    if (last && last.kind === object.kind && last.objects.length < BATCH) last.objects.push(object);
    else batches.push({ kind: object.kind, objects: [object] });
  }
  return batches;
}

interface Metered {
  readonly compiled: CompiledPolicy;
  readonly allowance: Allowance;
}

/** The policies that run on objects of a kind, looked for once for all of them. */
function byKind(policies: readonly CompiledPolicy[], steps: number): (kind: string) => readonly Metered[] {
  const share = Math.min(POLICY_ALLOWANCE, Math.floor(steps / policies.length));
  const metered = policies.map((compiled): Metered => ({ compiled, allowance: { steps: share } }));
  const known = new Map<string, readonly Metered[]>();
  return (kind) => {
    const found = known.get(kind) ?? metered.filter(({ compiled: { policy } }) => runsOn(policy, kind));
    known.set(kind, found);
    return found;
  };
}

const runsOn = ({ kinds }: PlacementPolicy, kind: string): boolean => kinds.length === 0 || kinds.includes(kind);

/** An object under check: `denials` grow. */
interface Subject {
  readonly object: DeclaredObject;
  readonly roots: readonly Value[];
  readonly exemptions: () => Exemptions;
  readonly denials: PolicyDenial[];
}

function checkObject({ compiled, allowance }: Metered, { object, roots, exemptions, denials }: Subject): void {
  if (allowance.steps === 0) return;
  const match = matchPolicy(compiled, roots, allowance);
  switch (match.kind) {
    case 'passes-by':
      return;
    case 'breached':
      denials.push({ ...ended(match.breach, allowance), object });
      return;
    case 'applies':
      for (const breach of breachesOf(compiled, roots, allowance)) {
        denials.push({ ...weighed(ended(breach, allowance), exemptions()), object });
      }
  }
}

/** A rule that could not be evaluated for want of steps is told of as what it is. */
function ended(breach: Breach, { steps }: Allowance): Breach {
  if (steps > 0 || breach.code !== 'policy/evaluation') return breach;
  const message = `the policy has taken as many steps as it may on one revision, and was not asked about what follows. ${raiseLimit('policySteps')}`;
  return { ...breach, code: 'policy/too-many-steps', message };
}
