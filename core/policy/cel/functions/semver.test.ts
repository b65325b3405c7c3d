import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testValues } from '../../testing/value-tables.ts';
import { readSemver } from './semver-value.ts';

const ORDERED = [
  '0.9.9',
  '1.0.0-1',
  '1.0.0-2',
  '1.0.0-11',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0',
  '1.0.1',
  '1.10.0',
  '2.0.0',
];

testValues({
  'what is a version': [
    [`isSemver('1.2.3-beta.1+build.1')`, true],
    [
      `['', 'v1.0.0', ' 1.0.0', '1. 0.0', '1.0.0 ', '01.01.01', '1', '1.1', '1.0.0-', '1.0.0-a..b', '1.0.0-01', '1.0.0+', '1.0.0-ä', '18446744073709551616.0.0'].exists(x, isSemver(x))`,
      false,
    ],
    [`semver('v1' + '.0')`, 'error: not a semantic version: v1.0'],
  ],
  'versions as people write them': [
    [`['v1.0.0', '01.01.01', '1', '1.1', 'v01.01', '000.0.0', '1.0.00-rc'].all(x, isSemver(x, true))`, true],
    [`['', 'v', ' 1.0.0', '1. 0.0', '1.0.0 ', '1-rc', '1.0+x', 'vv1.0.0'].exists(x, isSemver(x, true))`, false],
    [`semver('v01.01', true) == semver('1.1.0')`, true],
    [`semver('1.0.0', false).major()`, 1],
  ],
  'parts and order': [
    [`semver('1.2.3').major() * 100 + semver('1.2.3').minor() * 10 + semver('1.2.3').patch()`, 123],
    [`semver('1.2.3').compareTo(semver('1.2.3'))`, 0],
    [`semver('1.0.0').compareTo(semver('1.2.3'))`, -1],
    [`semver('1.2.3').compareTo(semver('1.0.0'))`, 1],
    [`semver('1.0.0').isLessThan(semver('1.0.0'))`, false],
    [`semver('1.2.3').isGreaterThan(semver('1.0.0'))`, true],
    [`semver('1.2.3+a') == semver('1.2.3+b')`, true],
    [
      `dyn(semver('1.2.3')).compareTo(quantity('1'))`,
      'error: compareTo does not take kubernetes.Semver, kubernetes.Quantity',
    ],
    [`type(semver('1.0.0')) == kubernetes.Semver`, true],
  ],
});

describe('versions', () => {
  it('sort as semver.org sorts them', () => {
    const at = fc.nat(ORDERED.length - 1);
    fc.assert(
      fc.property(at, at, (a, b) => {
        const [one, other] = [readSemver(ORDERED[a] ?? ''), readSemver(ORDERED[b] ?? '')];
        expect(one && other && one.compare(other)).toBe(Math.sign(a - b));
      }),
    );
  });
});
