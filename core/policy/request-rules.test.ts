import { describe, expect, it } from 'vitest';
import type { Finding } from '../model/finding.ts';
import { gib } from '../model/capacity.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { compilePolicies, constraintsFor, reviewPlacement } from './index.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

/** Findings as `severity code message`. */
const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, code, message }) => `${severity} ${code} ${message}`);

describe('Request rules', () => {
  const findingsOf = (
    policy: PlacementPolicy,
    size: number,
    parameters: Record<string, string> = {},
  ): readonly Finding[] => constraintsFor(compiled(policy), requestOf(size, parameters)).findings;

  it.each([
    ['Deny', 'error'],
    ['Warn', 'warning'],
    ['Audit', 'note'],
  ] as const)('%s with a finding of severity %s', (action, severity) => {
    const policy = policyOf('Request', ['request.sizeGiB <= 100'], { action });
    expect(findingsOf(policy, 100)).toEqual([]);
    expect(findingsOf(policy, 101)).toEqual([
      {
        code: 'policy/denied',
        severity,
        message: 'the rule does not hold: request.sizeGiB <= 100',
        rule: { policy: 'p', index: 0, expression: 'request.sizeGiB <= 100' },
        values: { 'request.sizeGiB': '101' },
      },
    ]);
  });

  it('read parameters with their defaults filled in', () => {
    const policy = policyOf('Request', [
      'request.parameters.type == "hdd" && request.parameters.raidMaxDrives == "16"',
    ]);
    expect(findingsOf(policy, 1)).toEqual([]);
    expect(findingsOf(policy, 1, { type: 'ssd' })).toHaveLength(1);
  });

  it('read what is known of the request', () => {
    const request = requestOf(10, {}, { size: { required: gib(10), limit: gib(12) }, mode: 'block' });
    const rule =
      'request.name == "pvc-1" && request.limitGiB == 12 && request.volumeMode == "Block" && request.accessModes == ["ReadWriteOnce"]';
    expect(constraintsFor(compiled(policyOf('Request', [rule])), request).findings).toEqual([]);
    expect(
      constraintsFor(compiled(policyOf('Request', ['has(request.limitGiB)'])), requestOf(10)).findings,
    ).toHaveLength(1);
  });

  it.each([
    [
      'messageExpression',
      '"at most 100 GiB, not " + string(request.sizeGiB)',
      'too big',
      'at most 100 GiB, not 200',
      '',
    ],
    ['message where there is none', undefined, 'too big', 'too big', ''],
    ['message where that fails', 'string(request.limitGiB)', 'too big', 'too big', 'no such key: limitGiB'],
    ['message where that is empty', '" "', 'too big', 'too big', 'it is to be one line of up to 1024 characters'],
    ['message where that has several lines', '"a\\nb"', 'too big', 'too big', 'it is to be one line'],
    [
      'the rule itself',
      'string(request.limitGiB)',
      undefined,
      'the rule does not hold: request.sizeGiB <= 100',
      'no such',
    ],
  ])('say %s, and why it is not the messageExpression', (_, messageExpression, message, expected, why) => {
    const validations = [{ name: undefined, expression: 'request.sizeGiB <= 100', message, messageExpression }];
    const found = findingsOf(policyOf('Request', [], { validations }), 200);
    expect(found.map((finding) => finding.message)).toEqual([expected]);
    const remark = why === '' ? undefined : `Mend the messageExpression of the rule, which gives no message: ${why}`;
    expect(found[0]?.help?.slice(0, remark?.length)).toBe(remark);
  });

  it('read variables, each computed when it is first read', () => {
    const variables = [
      { name: 'limit', expression: 'request.parameters.type == "ssd" ? 10 : 100' },
      { name: 'never', expression: '1 / 0' },
    ];
    const policy = policyOf('Request', ['request.sizeGiB <= variables.limit || variables.never > 0 && false'], {
      variables,
    });
    expect(findingsOf(policy, 50)).toEqual([]);
    expect(findingsOf(policy, 50, { type: 'ssd' })[0]?.values).toEqual({
      'request.sizeGiB': '50',
      'request.parameters.type': '"ssd"',
      'variables.limit': '10',
    });
  });

  it('do not apply when a match condition is false, even when another fails', () => {
    const matchConditions = [
      { name: 'limited', expression: 'request.limitGiB > 0' },
      { name: 'large', expression: 'request.sizeGiB > 10' },
    ];
    const policy = policyOf('Request', ['false'], { matchConditions });
    expect(findingsOf(policy, 5)).toEqual([]);
    expect(told(findingsOf(policy, 50))).toEqual([
      'error policy/evaluation match condition limited cannot be evaluated: no such key: limitGiB',
    ]);
    expect(findingsOf({ ...policy, failurePolicy: 'Ignore' }, 50)).toEqual([]);
  });

  it('are refused when they run for too long, whatever they come to', () => {
    const list = `[${Array.from({ length: 120 }, (_, at) => String(at)).join(',')}]`;
    const loop = `!${list}.all(a, ${list}.all(b, ${list}.all(c, a + b + c >= 0)))`;
    expect(told(findingsOf(policyOf('Request', [loop]), 1))).toEqual([
      'error policy/evaluation the rule cannot be evaluated: the expression takes more steps than it may',
    ]);
    expect(findingsOf(policyOf('Request', [loop], { failurePolicy: 'Ignore' }), 1)).toEqual([]);
  });
});

describe('Drive rules', () => {
  const ssd = driveClassOf({ media: 'SSD', tags: ['fast'] });
  const hdd = driveClassOf({ media: 'HDD' });
  const onlySsd = policyOf('Drive', ['drive.mediaType == "SSD"'], {
    matchConditions: [{ name: 'fast', expression: 'request.parameters.type == "ssd"' }],
  });

  it('become constraints for requests that they apply to', () => {
    const rules = compiled(onlySsd);
    const { drives } = constraintsFor(rules, requestOf(1, { type: 'ssd' }));
    expect(drives.map((rule) => [rule.admits(ssd), rule.admits(hdd)])).toEqual([[true, false]]);
    expect(drives[0]).toMatchObject({
      source: { kind: 'policy', policy: 'p', index: 0 },
      label: 'as policy p asks (drive.mediaType == "SSD")',
    });
    expect(constraintsFor(rules, requestOf(1, { type: 'hdd' })).drives).toEqual([]);
  });

  it('answer once per class of drives, over all requests', () => {
    const rules = compiled(onlySsd);
    const read = { count: 0 };
    const counted = new Proxy(ssd, {
      get: (target, key: keyof typeof ssd) => {
        if (key === 'mediaType') read.count++;
        return target[key];
      },
    });
    for (let request = 0; request < 3; request++) {
      constraintsFor(rules, requestOf(1, { type: 'ssd' })).drives.forEach((rule) => rule.admits(counted));
    }
    expect(read.count).toBe(1);
  });

  it.each([
    ['Fail', false],
    ['Ignore', true],
  ] as const)('follow failurePolicy %s where a field is not known', (failurePolicy, admitted) => {
    const policy = policyOf('Drive', ['drive.bandwidthDomain == "b1"'], { failurePolicy });
    const { drives } = constraintsFor(compiled(policy), requestOf(1));
    expect(drives.map((rule) => rule.admits(ssd))).toEqual([admitted]);
    expect(drives.map((rule) => rule.admits(driveClassOf({ bandwidthDomain: 'b1' })))).toEqual([true]);
  });

  it('take few steps, as there may be many drives', () => {
    const tagged = driveClassOf({ tags: Array.from({ length: 32 }, (_, at) => `t${String(at)}`) });
    const admitted = (rule: string): boolean | undefined =>
      constraintsFor(compiled(policyOf('Drive', [rule])), requestOf(1)).drives[0]?.admits(tagged);
    expect(admitted('drive.tags.all(a, drive.tags.exists_one(b, a == b))')).toBe(true);
    const cubed = policyOf('Drive', ['drive.tags.all(a, drive.tags.all(b, drive.tags.all(c, a + b + c != "")))']);
    expect(compilePolicies([cubed]).problems.map(({ code }) => code)).toEqual(['policy/too-costly']);
  });

  it('only speak of a placement when they warn or record', () => {
    const rules = compiled({ ...onlySsd, action: 'Warn' });
    const request = requestOf(1, { type: 'ssd' });
    expect(constraintsFor(rules, request).drives).toEqual([]);
    expect(told(reviewPlacement(rules, request, viewOf('mirror', ssd, hdd)))).toEqual([
      'warning policy/denied the rule does not hold: drive.mediaType == "SSD"',
    ]);
    expect(reviewPlacement(rules, requestOf(1), viewOf('mirror', ssd, hdd))).toEqual([]);
  });
});
