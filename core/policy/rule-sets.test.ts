import { describe, expect, it } from 'vitest';
import type { PolicyName } from '../model/ids.ts';
import type { PlacementPolicy, PolicyException } from '../model/policy.ts';
import { ruleSets } from './rule-sets.ts';
import { policyOf } from './testing/policies.ts';

const named = (name: string, changes: Partial<PlacementPolicy> = {}): PlacementPolicy =>
  policyOf('Request', ['true'], { name: name as PolicyName, ...changes });

const exception = (policy: string, name = 'e'): PolicyException => ({
  name,
  policy: policy as PolicyName,
  rule: undefined,
  object: { kind: 'StorageClass', namespace: undefined, name: 'c' },
  reason: 'r',
  approver: 'a',
  expires: '2027-01-01',
});

describe('what runs as it was, beside what is', () => {
  const [a, b] = [named('a'), named('b')];

  it.each<
    [string, readonly PlacementPolicy[], readonly PolicyException[], readonly PolicyException[], readonly string[]]
  >([
    ['nothing, where nothing changed', [a, b], [], [], []],
    ['a policy that is gone', [a], [], [], ['b']],
    ['one that only warns now', [a, named('b', { action: 'Warn' })], [], [], ['b']],
    ['one with another rule', [a, { ...b, ...policyOf('Request', ['false']), name: b.name }], [], [], ['b']],
    ['one that a binding took out of force', [named('a', { binding: 'x' }), b], [], [], ['a']],
    ['one with an exception that was not there', [a, b], [exception('b')], [], ['b']],
    ['one with one exception more', [a, b], [exception('b'), exception('b', 'f')], [exception('b')], ['b']],
    ['nothing, where the exceptions are what they were', [a, b], [exception('b')], [exception('b')], []],
    ['nothing, where an exception is gone', [a, b], [], [exception('b')], []],
  ])('%s', (_, policies, exceptions, before, expected) => {
    const [current, past, ...others] = ruleSets(
      { policies, exceptions },
      { policies: [a, b], exceptions: before, asOf: 'main' },
    );
    expect(current).toEqual({ policies, exceptions, asOf: undefined });
    expect(past?.policies.map(({ name }) => name) ?? []).toEqual(expected);
    expect(past === undefined || (past.asOf === 'main' && past.exceptions === before)).toBe(true);
    expect(others).toEqual([]);
  });

  it('no scores, which refuse nothing', () => {
    const score = named('s', { scope: 'Score' });
    expect(
      ruleSets({ policies: [], exceptions: [] }, { policies: [score], exceptions: [], asOf: 'main' }),
    ).toHaveLength(1);
  });

  it('nothing, without an earlier revision', () => {
    expect(ruleSets({ policies: [a], exceptions: [] }, undefined)).toEqual([
      { policies: [a], exceptions: [], asOf: undefined },
    ]);
  });
});
