import type { PlacementPolicy } from '../../model/policy.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import type { VolumeRequest } from '../../model/volume.ts';
import { compilePolicies } from '../check-policies.ts';
import { checkedExpressions } from './checked-policy.ts';
import type { CheckedExpression } from './checked-policy.ts';
import { policyForRequest, rulesWhateverAsked } from './rules-for-request.ts';
import type { PolicyForRequest, RuleForRequest } from './rules-for-request.ts';

/** A policy as it is in force: what its expressions are, cost and read, and what they come to for requests. */
export interface PolicyDescription {
  readonly policy: PlacementPolicy;
  readonly expressions: readonly CheckedExpression[];
  /** Fields that its expressions read, sorted. */
  readonly reads: readonly string[];
  /** What its rules come to wherever it applies; `undefined` where that depends on the request. */
  readonly always: readonly RuleForRequest[] | undefined;
  /** Requests that it comes to the same for, together. Empty for a policy on the configuration, and for one that is broken. */
  readonly forRequests: readonly RequestsAlike[];
}

export interface RequestsAlike {
  readonly requests: readonly DescribedRequest[];
  readonly comesTo: PolicyForRequest;
}

export interface DescribedRequest {
  /** `undefined` where no class asks. */
  readonly class: string | undefined;
  readonly sizeGiB: number;
}

/** A request to describe a policy for. */
export interface ClassRequest extends Pick<DescribedRequest, 'class'> {
  readonly request: VolumeRequest;
  readonly surroundings: Surroundings;
}

export function describePolicy(policy: PlacementPolicy, requests: readonly ClassRequest[]): PolicyDescription {
  const expressions = checkedExpressions(policy);
  const read = expressions.flatMap(({ checked }) => (checked.kind === 'sound' ? checked.reads : []));
  const { compiled, problems } = compilePolicies([policy]);
  const asked = problems.length > 0 ? [] : requests;
  const answers = asked.flatMap(({ class: name, request, surroundings }) => {
    const comesTo = policyForRequest(compiled, request, surroundings);
    return comesTo ? [{ request: { class: name, sizeGiB: request.size.required }, comesTo }] : [];
  });
  return {
    ...{ policy, expressions, reads: [...new Set(read)].sort() },
    always: problems.length > 0 ? undefined : rulesWhateverAsked(compiled),
    forRequests: groupedByAnswer(answers),
  };
}

function groupedByAnswer(
  answers: readonly { readonly request: DescribedRequest; readonly comesTo: PolicyForRequest }[],
): readonly RequestsAlike[] {
  const groups = new Map<string, { readonly requests: DescribedRequest[]; readonly comesTo: PolicyForRequest }>();
  for (const { request, comesTo } of answers) {
    const key = JSON.stringify(comesTo);
    const group = groups.get(key) ?? { requests: [], comesTo };
    group.requests.push(request);
    groups.set(key, group);
  }
  return [...groups.values()];
}
