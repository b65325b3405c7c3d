import { describe, expect, it } from 'vitest';
import { compilePolicies } from '../index.ts';
import { PACKS, pack } from '../testing/packs.ts';
import { driveClassOf, policyOf, requestOf } from '../testing/policies.ts';
import { describePolicy } from './describe-policy.ts';
import type { PolicyDescription } from './describe-policy.ts';
import type { PolicyForRequest, RuleForm } from './rules-for-request.ts';

type Scope = 'Request' | 'Drive' | 'Placement' | 'Score';

const described = (
  scope: Scope,
  expression: string,
  changes: Parameters<typeof policyOf>[2] = {},
  sizes: readonly number[] = [100],
): PolicyDescription => {
  const scored = { validations: [], scores: [{ name: undefined, expression }] };
  const policy = policyOf(scope, [expression], { ...(scope === 'Score' && scored), ...changes });
  return describePolicy(
    policy,
    sizes.map((size) => ({ class: `c${String(size)}`, request: requestOf(size), surroundings: {} })),
  );
};

function formText(form: RuleForm): string {
  switch (form.kind) {
    case 'survive':
      return `survive ${form.level}`;
    case 'spread':
      return `spread ${form.level} ${String(form.atLeast)}`;
    case 'drive-predicate':
    case 'by-layout':
    case 'tried-on-candidates':
      return `${form.kind} ${form.expression}`;
    case 'refuses':
      return `refuses ${form.message}`;
    case 'holds':
    case 'sum-over-drives':
    case 'scored-candidates':
      return form.kind;
  }
}

const answerText = (comesTo: PolicyForRequest): string | readonly string[] =>
  comesTo.kind === 'applies' ? comesTo.rules.flatMap(({ forms }) => forms.map(formText)) : comesTo.kind;

describe('what a rule comes to for a request of 100 GiB', () => {
  it.each<[Scope, string, readonly string[]]>([
    ['Request', 'request.sizeGiB > 10', ['holds']],
    ['Request', 'request.sizeGiB > 200', ['refuses the rule does not hold: request.sizeGiB > 200']],
    ['Drive', '"fast" in drive.tags', ["drive-predicate 'fast' in drive.tags"]],
    ['Placement', 'placement.survives("rack")', ['survive rack']],
    ['Placement', 'request.sizeGiB < 10 || placement.survives("rack")', ['survive rack']],
    ['Placement', 'request.sizeGiB > 10 || placement.survives("rack")', []],
    ['Placement', 'request.sizeGiB < 10', ['refuses the rule does not hold: request.sizeGiB < 10']],
    [
      'Placement',
      'placement.spreadOver("rack") * 50 >= request.sizeGiB',
      ["tried-on-candidates placement.spreadOver('rack') * 50 >= 100"],
    ],
    ['Placement', 'placement.spreadOver("rack") >= request.sizeGiB / 50', ['spread rack 2']],
    [
      'Placement',
      'placement.layout == "single" || placement.survives("rack")',
      ["by-layout placement.layout == 'single' || placement.survives('rack')"],
    ],
    [
      'Placement',
      'placement.legs.all(l, l.mediaType == "SSD" && l.capacityGiB > request.sizeGiB)',
      ["drive-predicate l.mediaType == 'SSD'", 'drive-predicate l.capacityGiB > 100'],
    ],
    [
      'Placement',
      'placement.legs.map(l, l.domains["rack"]).distinct().size() >= 2',
      [
        "drive-predicate the domain that it counts is known: placement.legs.map(l, l.domains['rack']).distinct().size() >= 2",
        'spread rack 2',
      ],
    ],
    ['Score', 'placement.legs.filter(l, l.wearClass == "fresh").size()', ['sum-over-drives']],
    ['Score', 'placement.leftGiB * 2', ['scored-candidates']],
  ])('%s: %s', (scope, expression, expected) => {
    const { forRequests } = described(scope, expression);
    expect(forRequests.map(({ comesTo }) => answerText(comesTo))).toEqual([expected]);
  });

  it('is what the search is given: a predicate of drives admits what the rule admits', () => {
    const { forRequests } = described('Drive', '"fast" in drive.tags');
    const [answer] = forRequests;
    const [form] = answer?.comesTo.kind === 'applies' ? (answer.comesTo.rules[0]?.forms ?? []) : [];
    if (form?.kind !== 'drive-predicate') throw new Error('no predicate');
    expect([['fast'], []].map((tags) => form.admits(driveClassOf({ tags })))).toEqual([true, false]);
  });
});

describe('a description', () => {
  const conditions = [{ name: 'large', expression: 'request.sizeGiB > 50' }];

  it('tells requests together that it comes to the same for', () => {
    const { always, forRequests } = described(
      'Placement',
      'placement.survives("rack")',
      { matchConditions: conditions },
      [10, 20, 100],
    );
    expect(always?.flatMap(({ forms }) => forms.map(formText))).toEqual(['survive rack']);
    expect(
      forRequests.map(({ requests, comesTo }) => [requests.map(({ sizeGiB }) => sizeGiB), answerText(comesTo)]),
    ).toEqual([
      [[10, 20], 'passes-by'],
      [[100], ['survive rack']],
    ]);
    expect(forRequests[0]?.comesTo).toEqual({ kind: 'passes-by', condition: 'large' });
  });

  it.each([
    ['Placement', 'request.sizeGiB > 10 || placement.survives("rack")'],
    ['Request', 'request.sizeGiB > 10'],
    ['Placement', 'placement.sizeGiB > variables.half'],
  ] as const)('knows that a %s rule %s depends on the request', (scope, expression) => {
    const variables = [{ name: 'half', expression: 'request.sizeGiB / 2' }];
    expect(described(scope, expression, { variables }).always).toBeUndefined();
  });

  it('has the type, the cost and the reads of each expression', () => {
    const { expressions, reads } = described('Placement', 'placement.legs.all(l, l.tags.size() < variables.most)', {
      matchConditions: conditions,
      variables: [{ name: 'most', expression: 'request.parameters.requiredTags.size() + 2' }],
    });
    expect(reads).toEqual(['placement.legs[].tags', 'request.parameters.requiredTags', 'request.sizeGiB']);
    expect(
      expressions.map(({ role, checked }) => [
        role,
        checked.kind === 'sound' ? [checked.type, checked.cost.limit, checked.cost.budget] : [],
      ]),
    ).toEqual([
      ['match-condition', ['bool', 25_000_000, 500_000]],
      ['variable', ['int', 25_000_000, 250_000]],
      ['validation', ['bool', 25_000_000, 250_000]],
    ]);
  });

  it.each(PACKS)('has nothing wrong in pack %s, and says what each of its rules comes to', (name) => {
    for (const policy of pack(name)) {
      const { expressions, forRequests } = describePolicy(policy, [
        { class: 'c', request: requestOf(10, { redundancy: 'true' }), surroundings: {} },
      ]);
      expect(expressions.flatMap(({ checked }) => (checked.kind === 'broken' ? checked.problems : []))).toEqual([]);
      expect(forRequests).toHaveLength(policy.scope === 'Config' ? 0 : 1);
    }
  });

  it('holds a policy to the functions of the Kubernetes that it names', () => {
    const told = (kubernetesMinor: number | undefined) =>
      described('Request', "request.name.reverse() == 'a'", { kubernetesMinor }).expressions.map(
        ({ checked }) => checked.kind,
      );
    expect([told(undefined), told(18)]).toEqual([['sound'], ['broken']]);
  });

  it('finds wrong what compiling finds wrong, and describes the rest', () => {
    const policy = policyOf('Request', ['request.size > 1', 'true'], {
      variables: [{ name: 'v', expression: 'request.nothing' }],
    });
    const { expressions, forRequests } = describePolicy(policy, [
      { class: 'c', request: requestOf(1), surroundings: {} },
    ]);
    const messages = expressions.flatMap(({ checked }) =>
      checked.kind === 'broken' ? checked.problems.map(({ message }) => message) : [],
    );
    expect(messages).toEqual(compilePolicies([policy]).problems.map(({ message }) => message));
    expect(forRequests).toEqual([]);
  });
});
