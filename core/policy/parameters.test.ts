import { describe, expect, it } from 'vitest';
import type { PolicyParameter } from '../model/policy.ts';
import { compilePolicies, constraintsFor } from './index.ts';
import { compiled, policyOf, requestOf } from './testing/policies.ts';

const PARAMETERS: readonly PolicyParameter[] = [
  { name: 'level', type: 'string', value: 'rack' },
  { name: 'most', type: 'int', value: 100 },
  { name: 'strict', type: 'bool', value: false },
  { name: 'tags', type: 'list', value: ['fast', 'new'] },
  { name: 'none', type: 'list', value: [] },
];

const problemsOf = (scope: 'Request' | 'Placement', ...rules: readonly string[]): readonly string[] =>
  compilePolicies([policyOf(scope, rules, { parameters: PARAMETERS })]).problems.map(({ message }) => message);

describe('params.NAME', () => {
  it.each([
    ['text', "request.name.startsWith(params.level + '-')", false],
    ['a number', 'request.sizeGiB <= params.most', true],
    ['a bool', 'params.strict || request.sizeGiB == 100', true],
    ['a list', "'new' in params.tags && params.tags.size() == 2", true],
    ['an empty list', 'params.none.all(tag, tag in params.tags)', true],
  ])('is %s', (_, rule, admitted) => {
    const { findings } = constraintsFor(
      compiled(policyOf('Request', [rule], { parameters: PARAMETERS })),
      requestOf(100),
    );
    expect(findings.length === 0).toBe(admitted);
  });

  it('is checked like any other name', () => {
    expect(problemsOf('Request', 'request.sizeGiB <= params.level')).toHaveLength(1);
    expect(problemsOf('Request', "params.levl == 'rack'")).toHaveLength(1);
    expect(compilePolicies([policyOf('Request', ['params.most > 1'])]).problems).toHaveLength(1);
  });

  it('leaves a rule on placements the constraint that it is without', () => {
    const policies = compiled(policyOf('Placement', ['placement.survives(params.level)'], { parameters: PARAMETERS }));
    expect(constraintsFor(policies, requestOf(100))).toMatchObject({ survive: [{ level: 'rack' }], filters: [] });
  });

  it('is known in conditions', () => {
    const condition = { name: 'large', expression: 'request.sizeGiB > params.most' };
    const policies = compiled(policyOf('Request', ['false'], { parameters: PARAMETERS, matchConditions: [condition] }));
    expect(constraintsFor(policies, requestOf(100)).findings).toEqual([]);
    expect(constraintsFor(policies, requestOf(101)).findings).toHaveLength(1);
  });
});
