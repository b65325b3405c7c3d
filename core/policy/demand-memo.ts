import type { VolumeRequest } from '../model/volume.ts';
import type { AskedAbout, Collected } from './asked.ts';
import type { Expression } from './cel/tree.ts';
import { NO_DEMANDS, boundPolicies, demandsOfRules, refusal } from './bound-policies.ts';
import type { BoundPolicy, Demands, Kept, PolicyLists } from './bound-policies.ts';
import { collectDemands } from './collect-demands.ts';
import type { CompiledPolicies, DemandMemo } from './compiled-policy.ts';
import { once } from './lazily.ts';
import type { PlacementDemand } from './placement-rules.ts';
import { recentlyUsed, reusing } from './recently-used.ts';
import type { RecentlyUsed } from './recently-used.ts';
import { keyOfReads, readingOf } from './request-reading.ts';
import type { Reading } from './request-reading.ts';
import { matchPolicy } from './run-policy.ts';
import { requestView } from './views.ts';

/** Classes of requests, and requests of one policy, that answers are kept for. */
const MOST_CLASSES = 128;
const MOST_REQUESTS = 128;
/** Things that policies which look at more than the class come to, for one class. */
const MOST_TOGETHER = 8;
/** Constraints of one policy that are found again, whichever request they were made for. */
const MOST_CONSTRAINTS = 512;

/** The policies with a memory of what they asked, which goes by what they read of a request. */
export function remembering(policies: CompiledPolicies): CompiledPolicies {
  const { drive, placement, score } = policies;
  const asking = once(() => askingOf({ drive, placement, score }));
  const memo: DemandMemo = {
    ...{ drive, placement, score },
    ask: (request, about) => askAll(asking(), request, about),
  };
  return { ...policies, memo };
}

interface Asking {
  readonly policies: readonly AskedPolicy[];
  /** What policies read that go by class. */
  readonly read: Reading;
  readonly classes: RecentlyUsed<ClassAnswers>;
}

interface AskedPolicy {
  readonly bound: BoundPolicy;
  /** Whether its conditions and its rules read nothing but what requests of one class have alike. */
  readonly goesByClass: boolean;
  readonly rules: Reading;
  readonly kept: Kept;
  /** By what the rules read, given that the policy applies. */
  readonly byRequest: RecentlyUsed<Answer>;
}

interface Answer {
  readonly demands: Demands;
  /** Whether it is the answer to every request that is alike in what is read. */
  readonly lasting: boolean;
}

/** What policies ask of all requests of one class, as far as they tell classes apart. */
interface ClassAnswers {
  /** `undefined` where the policy is asked about each request. */
  readonly answers: readonly (Answer | undefined)[];
  /** What it came to together with the answers of those that are asked about each. */
  readonly collected: { readonly each: readonly Demands[]; readonly together: Collected }[];
  /** Which of these is replaced next. */
  oldest: number;
}

function askingOf(lists: PolicyLists): Asking {
  const policies = boundPolicies(lists).map((bound): AskedPolicy => {
    const [conditions, rules] = expressionsIn(bound);
    return {
      bound,
      goesByClass: readingOf([...conditions, ...rules]).kind === 'of-class',
      rules: readingOf(rules),
      kept: { demands: reusing(MOST_CONSTRAINTS), worths: reusing(MOST_CONSTRAINTS) },
      byRequest: recentlyUsed(MOST_REQUESTS),
    };
  });
  const ofClass = policies.flatMap(({ bound, goesByClass }) => (goesByClass ? expressionsIn(bound).flat() : []));
  return { policies, read: readingOf(ofClass), classes: recentlyUsed(MOST_CLASSES) };
}

/** Those of the conditions, and of the rules with all that they may read. The root variable of rules on drives is the drive. */
function expressionsIn({ kind, compiled }: BoundPolicy): readonly [readonly Expression[], readonly Expression[]] {
  const { conditions, variables, validations, scores } = compiled;
  const rules = kind === 'drive' ? [] : [...variables.values(), ...expressionsOf([...validations, ...scores])];
  return [expressionsOf(conditions), rules];
}

const expressionsOf = (parts: readonly { readonly expression: Expression }[]): readonly Expression[] =>
  parts.map(({ expression }) => expression);

function askAll({ policies, read, classes }: Asking, request: VolumeRequest, about: AskedAbout): Collected {
  const key = keyOf(read, about);
  if (key === undefined) return collectDemands(policies.map((policy) => askEach(policy, request, about).demands));
  let ofClass = classes.get(key);
  if (!ofClass) {
    ofClass = { answers: policies.map((policy) => answerForClass(policy, request, about)), collected: [], oldest: 0 };
    classes.set(key, ofClass);
  }
  return together(ofClass, policies, request, about);
}

/** Text that requests share that are alike in what is read, and in the exceptions that hold for them. */
function keyOf(read: Reading, { view, exemptions }: AskedAbout): string | undefined {
  const key = read.kind === 'of-the-moment' ? undefined : keyOfReads(read.reads, view);
  return key === undefined || exemptions.length === 0 ? key : JSON.stringify(exemptions) + key;
}

function answerForClass(policy: AskedPolicy, request: VolumeRequest, about: AskedAbout): Answer | undefined {
  if (!policy.goesByClass) return undefined;
  const answer = askEach(policy, request, about);
  return answer.lasting ? answer : undefined;
}

/** The lists stay the same objects too as long as nothing else is asked. */
function together(
  ofClass: ClassAnswers,
  policies: readonly AskedPolicy[],
  request: VolumeRequest,
  about: AskedAbout,
): Collected {
  const { answers, collected } = ofClass;
  const each: Demands[] = [];
  let lasting = true;
  for (let at = 0; at < answers.length; at++) {
    const policy = policies[at];
    if (answers[at] || !policy) continue;
    const answer = askEach(policy, request, about);
    each.push(answer.demands);
    lasting &&= answer.lasting;
  }
  const known = collected.find((before) => before.each.every((demands, at) => demands === each[at]));
  if (known) return known.together;
  const rest = each.values();
  const all = collectDemands(answers.map((answer) => answer?.demands ?? rest.next().value ?? NO_DEMANDS));
  if (!lasting) return all;
  collected[ofClass.oldest] = { each, together: all };
  ofClass.oldest = (ofClass.oldest + 1) % MOST_TOGETHER;
  return all;
}

function askEach(policy: AskedPolicy, request: VolumeRequest, about: AskedAbout): Answer {
  const match = matchPolicy(policy.bound.compiled, [about.view], about.ownShare());
  switch (match.kind) {
    case 'passes-by':
      return NOTHING_ASKED;
    case 'breached':
      return { demands: [refusal(match.breach)], lasting: false };
    case 'applies':
      return askRules(policy, request, about);
  }
}

const NOTHING_ASKED: Answer = { demands: NO_DEMANDS, lasting: true };

function askRules({ bound, rules, kept, byRequest }: AskedPolicy, request: VolumeRequest, about: AskedAbout): Answer {
  const key = keyOf(rules, about);
  if (key === undefined) return { demands: demandsOfRules(bound, about), lasting: false };
  const known = byRequest.get(key);
  if (known) return known;
  // What is kept must not hold on to the surroundings, and reads nothing of them.
  const demands = demandsOfRules(bound, { ...about, view: requestView(request) }, kept);
  const answer = { demands, lasting: !demands.some(isRefusal) };
  if (answer.lasting) byRequest.set(key, answer);
  return answer;
}

/** Its message may read more than the rule does. */
const isRefusal = (demand: PlacementDemand): boolean =>
  demand.kind === 'breach' && demand.breach.code !== 'policy/excepted';
