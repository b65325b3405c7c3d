import { describe, expect, it } from 'vitest';
import type { PolicyName } from '../model/ids.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { constraintsFor, reviewPlacement } from './index.ts';
import { REQUEST_STEPS } from './request-steps.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

const MANY = JSON.stringify(Array.from({ length: 64 }, (_, at) => at));

/** Some 20,000 steps, and then it does not hold. */
const costly = (read: string): string => `!${MANY}.all(a, ${MANY}.all(b, a + b + ${read} > 0))`;

const hogs = (failurePolicy: PlacementPolicy['failurePolicy']) =>
  Array.from({ length: 100 }, (_, at) =>
    policyOf('Request', [costly('request.sizeGiB')], { name: `hog-${String(at)}` as PolicyName, failurePolicy }),
  );

const MODEST = policyOf('Request', ['request.sizeGiB <= 100'], { name: 'modest' as PolicyName });

describe('the steps of all policies for one request', () => {
  it('are bounded together: the rules behind the end of them cannot be evaluated', () => {
    const { findings } = constraintsFor(compiled(...hogs('Fail')), requestOf(200));
    const denied = findings.filter(({ code }) => code === 'policy/denied').length;
    expect(findings).toHaveLength(100);
    expect(denied).toBeGreaterThan(0);
    // Each takes 20,000 at least, and is asked twice: to say why.
    expect(denied * 20_000).toBeLessThan(REQUEST_STEPS);
  });

  it('are named where they are what is spent, and a rule that takes too many by itself is told so', () => {
    const { findings } = constraintsFor(compiled(...hogs('Fail')), requestOf(200));
    expect(findings.at(-1)?.message).toMatch(
      /^the rule cannot be evaluated: all policies share 1,000,000 steps over one request, .* is spent/,
    );
    const alone = `!${MANY}.all(a, ${MANY}.all(b, ${MANY}.all(c, a + b + c + request.sizeGiB > 0)))`;
    const [told] = constraintsFor(compiled(policyOf('Request', [alone])), requestOf(200)).findings;
    expect(told?.message).toBe('the rule cannot be evaluated: the expression takes more steps than it may');
  });

  it('go by failurePolicy once they are spent', () => {
    const { findings } = constraintsFor(compiled(...hogs('Ignore')), requestOf(200));
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['policy/denied']));
    expect(findings.length).toBeLessThan(100);
  });

  it('leave each policy its share, whatever others take', () => {
    const { findings } = constraintsFor(compiled(...hogs('Ignore'), MODEST), requestOf(200));
    expect(findings.at(-1)).toMatchObject({ code: 'policy/denied', rule: { policy: 'modest' } });
  });

  it('are those of all the placements that are tried as well', () => {
    const rule = policyOf('Placement', [`!${costly('placement.strandedGiB + 1')}`]);
    const [filter] = constraintsFor(compiled(rule), requestOf(1)).filters;
    const view = viewOf('single', driveClassOf());
    const answers = Array.from({ length: 200 }, () => filter?.admits(view));
    const end = answers.indexOf(false);
    expect(end).toBeGreaterThan(0);
    expect(answers.slice(end).some((admitted) => admitted === true)).toBe(false);
    // The placement that is chosen is asked about with steps of its own.
    expect(reviewPlacement(compiled(rule), requestOf(1), view)).toEqual([]);
  });
});
