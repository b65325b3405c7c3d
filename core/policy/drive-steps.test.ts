import { describe, expect, it } from 'vitest';
import type { DriveClass } from '../model/drive-class.ts';
import type { PolicyName } from '../model/ids.ts';
import { costlyDrivePolicies } from './drive-steps.ts';
import { compiled, driveClassOf, policyOf } from './testing/policies.ts';

const MANY = JSON.stringify(Array.from({ length: 22 }, (_, at) => at));

/** Some 4,000 steps, and then it holds. */
const COSTLY = `${MANY}.all(a, ${MANY}.all(b, a + b + drive.capacityGiB > 0))`;
const CHEAP = 'drive.capacityGiB > 0';

const drivePolicy = (name: string, ...rules: readonly string[]) =>
  policyOf('Drive', rules, { name: name as PolicyName });

const kinds = (count: number): readonly DriveClass[] =>
  Array.from({ length: count }, (_, at) => driveClassOf({ tags: [`kind-${String(at)}`] }));

describe('the steps of rules on drives over all kinds of them', () => {
  it.each([
    ['a few kinds', [drivePolicy('costly', COSTLY)], 10, []],
    ['many kinds', [drivePolicy('costly', COSTLY)], 1000, ['costly']],
    ['a cheap rule on many kinds', [drivePolicy('cheap', CHEAP)], 1000, []],
    [
      'a cheap rule beside a costly one',
      [drivePolicy('costly', COSTLY), drivePolicy('cheap', CHEAP)],
      1000,
      ['costly'],
    ],
    ['no kinds', [drivePolicy('costly', COSTLY)], 0, []],
    ['no policies', [], 1000, []],
  ])('%s', (_, policies, count, expected) => {
    const told = costlyDrivePolicies(compiled(...policies), kinds(count), 1_000_000);
    expect(told.map(({ policy }) => policy.name)).toEqual(expected);
  });

  it('are told at the rule that they ended in, with how far it came', () => {
    const [told] = costlyDrivePolicies(compiled(drivePolicy('p', CHEAP, COSTLY)), kinds(1000), 1_000_000);
    expect(told?.path).toEqual(['spec', 'validations', 1, 'expression']);
    expect(told?.message).toMatch(
      /^the policy has taken the 1,000,000 steps that it may, and this rule was asked about \d+ of 1,000 kinds of drives\. .*--limit policy-steps/,
    );
  });

  it('leave answers that are those of the search, and none where they ended', () => {
    const policies = compiled(drivePolicy('p', `${MANY}.all(a, !('kind-3' in drive.tags))`));
    const classes = kinds(20);
    const told = costlyDrivePolicies(policies, classes, 2000);
    expect(told).toHaveLength(1);
    const admitted = classes.map((drives) => policies.drive[0]?.constraints[0]?.admits(drives));
    expect(admitted).toEqual(classes.map((_, at) => at !== 3));
  });
});
