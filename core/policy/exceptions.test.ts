import { describe, expect, it } from 'vitest';
import type { PolicyName } from '../model/ids.ts';
import type { PolicyException } from '../model/policy.ts';
import { checkConfiguration, constraintsFor, reviewPlacement } from './index.ts';
import { exemptionsOfRequest } from './exceptions.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';
import { EMPTY_CONFIGURATION } from './testing/configuration.ts';

const exception = (changes: Partial<PolicyException> = {}): PolicyException => ({
  name: 'archive',
  policy: 'p' as PolicyName,
  rule: undefined,
  object: { kind: 'StorageClass', namespace: undefined, name: 'archive' },
  reason: 'it is moved in spring',
  approver: 'storage@example.com',
  expires: '2027-03-31',
  ...changes,
});

describe('an exception for a declared object', () => {
  const policy = policyOf('Config', ['object.metadata.name == "other"'], { kinds: ['StorageClass'] });
  const named = {
    ...policy,
    validations: policy.validations.map((validation) => ({
      ...validation,
      name: 'encrypts',
      message: 'not encrypted',
    })),
  };
  const archive = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'archive' } };
  const severities = (today: string, changes: Partial<PolicyException>): readonly string[] =>
    checkConfiguration(
      compiled(named),
      [archive],
      { ...EMPTY_CONFIGURATION, exceptions: [exception(changes)] },
      { today },
    ).map(({ severity, code }) => `${severity} ${code}`);

  it.each<[string, string, Partial<PolicyException>, string]>([
    ['lets it pass', '2027-01-01', {}, 'note policy/excepted'],
    ['holds on its last day', '2027-03-31', {}, 'note policy/excepted'],
    ['is over on the day after', '2027-04-01', {}, 'error policy/denied'],
    ['may name the rule', '2027-01-01', { rule: 'encrypts' }, 'note policy/excepted'],
    ['holds for no other rule', '2027-01-01', { rule: 'is-small' }, 'error policy/denied'],
    ['holds for no other policy', '2027-01-01', { policy: 'q' as PolicyName }, 'error policy/denied'],
    [
      'holds for no other object',
      '2027-01-01',
      { object: { kind: 'StorageClass', namespace: undefined, name: 'fast' } },
      'error policy/denied',
    ],
    [
      'holds for no object of another kind',
      '2027-01-01',
      { object: { kind: 'Backend', namespace: undefined, name: 'archive' } },
      'error policy/denied',
    ],
  ])('%s', (_, today, changes, expected) => {
    expect(severities(today, changes)).toEqual([expected]);
  });

  it('is told of with who allowed it, why, and until when', () => {
    const configuration = { ...EMPTY_CONFIGURATION, exceptions: [exception()] };
    const [told] = checkConfiguration(compiled(named), [archive], configuration, { today: '2027-01-01' });
    expect(told?.message).toBe(
      'not encrypted; let pass until 2027-03-31 by exception archive, approved by storage@example.com: it is moved in spring',
    );
  });
});

describe('an exception for volumes', () => {
  const request = requestOf(200, { redundancy: 'true' });
  const ofVolume = exception({ object: { kind: 'PersistentVolume', namespace: undefined, name: request.name } });
  const hold = exemptionsOfRequest([ofVolume], request, [], '2027-01-01');
  const rules = {
    Request: policyOf('Request', ['request.sizeGiB <= 100']),
    Drive: policyOf('Drive', ['drive.mediaType == "HDD"']),
    Placement: policyOf('Placement', ["placement.survives('rack')", 'placement.legs.size() > 7']),
  };

  it('lets a request pass', () => {
    const of = (exemptions: typeof hold): readonly string[] =>
      constraintsFor(compiled(rules.Request), request, { exemptions }).findings.map(({ severity }) => severity);
    expect(of([])).toEqual(['error']);
    expect(of(hold)).toEqual(['note']);
  });

  it.each(['Drive', 'Placement'] as const)(
    'takes what a rule of scope %s asks from the search, and says so',
    (scope) => {
      const asked = constraintsFor(compiled(rules[scope]), request);
      expect([...asked.drives, ...asked.survive, ...asked.filters].length).toBeGreaterThan(0);
      const freed = constraintsFor(compiled(rules[scope]), request, { exemptions: hold });
      expect([...freed.drives, ...freed.survive, ...freed.filters]).toEqual([]);
      expect(freed.findings.map(({ code }) => code)).toEqual(rules[scope].validations.map(() => 'policy/excepted'));
    },
  );

  it('is said of a placement that stands', () => {
    const view = viewOf('single', driveClassOf());
    const codes = (exemptions: typeof hold): readonly string[] =>
      reviewPlacement(compiled(rules.Drive, rules.Placement), request, view, { exemptions }).map(({ code }) => code);
    expect(codes([])).toEqual(['policy/denied', 'policy/denied', 'policy/denied']);
    expect(codes(hold)).toEqual(['policy/excepted', 'policy/excepted', 'policy/excepted']);
  });

  it('holds for every request with the parameters of the class', () => {
    const archive = { name: 'archive', declaredParameters: { type: 'hdd', rpm: '7200' } } as never;
    const held = (parameters: Readonly<Record<string, string>>): number =>
      exemptionsOfRequest([exception()], requestOf(1, parameters), [archive], '2027-01-01').length;
    expect(held({ rpm: '7200', type: 'hdd' })).toBe(1);
    expect(held({ rpm: '7200' })).toBe(0);
  });
});
