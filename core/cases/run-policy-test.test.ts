import { describe, expect, it } from 'vitest';
import { policy } from '../parse/testing/objects.ts';
import { runPolicyTest } from './run-policy-test.ts';
import { casesOf, groundOf, HALL, objectsOf, outcomeOf, saidBy, testOf, told } from './testing/run-cases.ts';

const rule = (name: string, scope: string, rest: string): string => policy(name, `  scope: ${scope}\n${rest}`);

const SMALL = rule(
  'small',
  'Request',
  `  validations:
    - { name: at-most-a-tib, expression: request.sizeGiB <= 1024, message: a volume has at most 1 TiB }
    - { expression: request.sizeGiB != 13, message: no volume has 13 GiB }
`,
);
const SMALL_WARNS = SMALL.replace('name: small', 'name: small-warns').replace('  scope', '  action: Warn\n  scope');
const RACKS = rule('racks', 'Placement', `  validations: [{ expression: "placement.survives('rack')" }]\n`);
const NO_WORN = rule('no-worn', 'Drive', `  validations: [{ expression: "!('worn' in drive.tags)" }]\n`);
const WORN_NOTED = rule(
  'worn-noted',
  'Drive',
  `  action: Audit\n  validations: [{ expression: "!('worn' in drive.tags)", message: worn }]\n`,
);
const BOUNDED = rule(
  'bounded',
  'Config',
  `  kinds: [StorageClass]\n  validations: [{ expression: "has(object.parameters.maxVolumeSize)", message: no bound }]\n`,
);

const GOOD_CLASS = `{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: one }, provisioner: csi.stowage.dev,
    parameters: { maxVolumeSize: 1Ti } }`;
const BAD_CLASS = GOOD_CLASS.replace('maxVolumeSize: 1Ti', 'type: ssd');

describe('a request passes where', () => {
  it.each<[string, string, readonly string[]]>([
    ['nobody says anything', 'request: { class: one, size: 10Gi }\nexpect: { findings: [] }', [SMALL]],
    [
      'a rule says what it should, by policy, position, name, severity and a part of the message',
      `request: { class: one, size: 2000Gi }
expect:
  findings: [{ policy: small, index: 0, rule: at-most-a-tib, severity: error, message: at most 1 TiB }]
  refused: { code: policy-denied, message: refused by policy small }`,
      [SMALL],
    ],
    [
      'findings come in another order',
      `request: { class: one, size: 13Gi }
expect: { findings: [{ policy: small-warns }, { policy: small }] }`,
      [SMALL, SMALL_WARNS],
    ],
    [
      'it is laid out as it should be',
      `request: { class: two, size: 10Gi }
expect: { placement: { layout: mirrored-slice, legs: 2, survives: [rack, enclosure] }, findings: [] }`,
      [RACKS],
    ],
    [
      'its namespace has as much as the case says',
      `request: { class: one, size: 10Gi, claim: { namespace: n, name: c }, quota: { volumes: 7, sizeGiB: 90 } }
expect: { findings: [] }`,
      [
        rule(
          'quota',
          'Request',
          `  validations: [{ expression: request.quota.volumes == 7 && request.quota.sizeGiB == 90 }]\n`,
        ),
      ],
    ],
    [
      'its namespace has nothing where the case says nothing',
      `request: { class: one, size: 10Gi, claim: { namespace: n, name: c } }
expect: { findings: [] }`,
      [
        rule(
          'quota',
          'Request',
          `  validations: [{ expression: request.quota.volumes + request.quota.sizeGiB == 0 }]\n`,
        ),
      ],
    ],
    [
      'parameters stand in for a class',
      `request: { parameters: { type: slice }, size: 1G }
expect: { placement: { layout: slice, legs: 1 } }`,
      [],
    ],
    ['it is refused, for whatever reason', 'request: { class: one, size: 9Ti }\nexpect: { refused: {} }', []],
    [
      'it asks for more than the class gives',
      'request: { class: one, size: 3Ti }\nexpect: { refused: { code: size-out-of-range } }',
      [],
    ],
    [
      'a rule on drives leaves none',
      `request: { parameters: { type: ssd, requiredTags: worn }, size: 10Gi }
expect: { refused: { code: no-capacity, message: as policy no-worn asks }, findings: [] }`,
      [NO_WORN],
    ],
    [
      'a rule that only notes speaks of the drive that was chosen',
      `request: { parameters: { type: ssd, requiredTags: worn }, size: 10Gi }
expect: { findings: [{ policy: worn-noted, severity: note }] }`,
      [WORN_NOTED],
    ],
    [
      'a node reaches one rack alone, and a mirror needs two',
      `request: { parameters: { type: slice, redundancy: "true" }, size: 10Gi, node: worker-a }
expect: { refused: { code: unreachable } }`,
      [RACKS],
    ],
    [
      'it reads how a volume is used',
      'request: { class: one, size: 10Gi, accessModes: [ReadWriteOncePod] }\nexpect: { findings: [] }',
      [rule('pod', 'Request', `  validations: [{ expression: "request.accessModes == ['ReadWriteOncePod']" }]\n`)],
    ],
    [
      'it reads whose the claim is, and what that has',
      `request: { class: one, size: 1Gi, claim: { namespace: payments, name: ledger, labels: { tier: gold }, namespaceLabels: { env: live } } }
expect: { findings: [] }`,
      [
        rule(
          'claims',
          'Request',
          `  validations: [{ expression: "request.claim.namespace == 'payments' && request.claim.labels['tier'] == 'gold' && request.claim.namespaceLabels['env'] == 'live' && request.claim.storageClass == 'one' && request.quota.volumes == 0" }]\n`,
        ),
      ],
    ],
  ])('%s', (_, each, policies) => {
    expect(told(outcomeOf(each, ...policies))).toBe('passed');
  });
});

it('a node has its volume placed within its reach', () => {
  const placedFor = (node: string) => {
    const { placement } = outcomeOf(`request: { class: one, size: 1Gi, node: ${node} }\nexpect: { findings: [] }`).said;
    return placement?.kind === 'placed' ? placement.placement.legs.map(({ enclosure }) => enclosure) : undefined;
  };
  expect([placedFor('worker-a'), placedFor('worker-b')]).toEqual([
    [expect.stringMatching(/^a/)],
    [expect.stringMatching(/^b/)],
  ]);
});

it('a rule that says the same of several drives is told of once', () => {
  const each = `request: { parameters: { type: slice, redundancy: "true", softDomains: "true", requiredTags: worn }, size: 1Gi }
expect: { placement: { legs: 2 } }`;
  expect(saidBy(outcomeOf(each, WORN_NOTED))).toEqual(['note worn-noted[0]']);
});

describe('an object passes where', () => {
  it.each<[string, string, readonly string[]]>([
    ['nobody says anything of it', `object: ${GOOD_CLASS}\nexpect: { findings: [] }`, [BOUNDED]],
    ['a rule says what it should', `object: ${BAD_CLASS}\nexpect: { findings: [{ policy: bounded }] }`, [BOUNDED]],
    [
      'it takes the place of the one of its name',
      `object: ${GOOD_CLASS}\nexpect: { findings: [] }`,
      [
        rule(
          'two-classes',
          'Config',
          `  kinds: [StorageClass]\n  validations: [{ expression: "config.classes == ['one', 'two']" }]\n`,
        ),
      ],
    ],
    [
      'it stands beside the others',
      `object: ${GOOD_CLASS.replace('name: one', 'name: three')}\nexpect: { findings: [] }`,
      [
        rule(
          'three-classes',
          'Config',
          `  kinds: [StorageClass]\n  validations: [{ expression: "config.classes == ['one', 'three', 'two']" }]\n`,
        ),
      ],
    ],
    [
      'rules on other kinds do not run',
      `object: ${BAD_CLASS}\nexpect: { findings: [] }`,
      [BOUNDED.replace('StorageClass', 'Backend').replace('object.parameters.maxVolumeSize', 'object.spec.labels')],
    ],
  ])('%s', (_, each, policies) => {
    expect(told(outcomeOf(each, ...policies))).toBe('passed');
  });
});

describe('a case fails, and says what came instead, where', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'nothing was said',
      'request: { class: one, size: 1Gi }\nexpect: { findings: [{ policy: small, severity: warning, message: x }] }',
      [SMALL],
      ['expect.findings.0: expected a warning of small that says "x", got none'],
    ],
    [
      'another rule of the policy spoke',
      'request: { class: one, size: 13Gi }\nexpect: { findings: [{ policy: small, index: 0 }] }',
      [SMALL],
      ['expect.findings.0: expected a finding of small[0], got an error of small[1]: no volume has 13 GiB'],
    ],
    [
      'it was said once, and twice was expected',
      'request: { class: one, size: 13Gi }\nexpect: { findings: [{ policy: small }, { policy: small, index: 1 }] }',
      [SMALL],
      ['expect.findings.1: expected a finding of small[1], got no more of it'],
    ],
    [
      'something was said that nobody expected',
      'request: { class: one, size: 2000Gi }\nexpect: { findings: [] }',
      [SMALL],
      ['expect.findings: did not expect an error of small[at-most-a-tib]: a volume has at most 1 TiB'],
    ],
    [
      'a rule that narrows the choice was to say something',
      'request: { class: two, size: 1Gi }\nexpect: { findings: [{ policy: racks }] }',
      [RACKS],
      [
        'expect.findings.0: expected a finding of racks, got none: a policy of scope Placement that denies narrows the choice, so expect a placement, or a refusal',
      ],
    ],
    [
      'a rule on objects was to speak of a request',
      'request: { class: two, size: 1Gi }\nexpect: { findings: [{ policy: bounded }] }',
      [BOUNDED],
      [
        'expect.findings.0: expected a finding of bounded, got none: a policy of scope Config speaks of declared objects alone',
      ],
    ],
    [
      'a rule on requests was to speak of an object',
      `object: ${GOOD_CLASS}\nexpect: { findings: [{ policy: small }] }`,
      [SMALL],
      ['expect.findings.0: expected a finding of small, got none: a policy of scope Request speaks of requests alone'],
    ],
    [
      'it is laid out otherwise',
      'request: { class: one, size: 1Gi }\nexpect: { placement: { layout: mirror, legs: 2 } }',
      [],
      [
        expect.stringMatching(
          /^expect\.placement\.layout: expected layout mirror, got single: 8 of 8 drives qualify; one drive holds 1 GiB/,
        ),
        expect.stringMatching(/^expect\.placement\.legs: expected 2 legs, got 1: 8 of 8/),
      ],
    ],
    [
      'it does not survive what it should',
      'request: { class: one, size: 1Gi }\nexpect: { placement: { survives: [rack] } }',
      [],
      [
        expect.stringMatching(
          /^expect\.placement\.survives\.0: expected the loss of any one rack to be survived, got a placement on enclosure [ab][12]: it survives the loss of none$/,
        ),
      ],
    ],
    [
      'it is refused',
      'request: { class: one, size: 3Ti }\nexpect: { placement: { layout: single } }',
      [],
      [
        "expect.placement: expected layout single, got a refusal, size-out-of-range: 3 TiB is more than the class's maxVolumeSize of 2 TiB",
      ],
    ],
    [
      'it is placed',
      'request: { class: one, size: 1Gi }\nexpect: { refused: { code: no-capacity } }',
      [],
      [
        expect.stringMatching(
          /^expect\.refused: expected a refusal by no-capacity, got layout single on enclosure [ab][12]: /,
        ),
      ],
    ],
    [
      'it is refused for another reason, in other words',
      'request: { class: one, size: 2000Gi }\nexpect: { refused: { code: no-capacity, message: no drive } }',
      [SMALL],
      [
        'expect.refused.code: expected a refusal by no-capacity, got policy-denied: refused by policy small: a volume has at most 1 TiB',
        'expect.refused.message: expected a refusal that says "no drive", got policy-denied: refused by policy small: a volume has at most 1 TiB',
      ],
    ],
  ])('%s', (_, each, policies, expected) => {
    expect(told(outcomeOf(each, ...policies))).toEqual(expected);
  });
});

describe('a case cannot run, and says why, where', () => {
  it.each<[string, string, string]>([
    [
      'there is no such class',
      'request: { class: three, size: 1Gi }\nexpect: { refused: {} }',
      'request.class: no class is called three',
    ],
    [
      'there is no such node',
      'request: { class: one, size: 1Gi, node: worker-c }\nexpect: { refused: {} }',
      'request.node: no node is called worker-c in the inventory',
    ],
    [
      'it asks for nothing',
      'request: { class: one, size: "0" }\nexpect: { refused: {} }',
      'request.size: a volume has at least 1 byte',
    ],
    [
      'it asks for too much',
      'request: { class: one, size: 2Ei }\nexpect: { refused: {} }',
      'request.size: a volume has at most 1Ei',
    ],
    [
      'parameters are none',
      'request: { parameters: { typ: ssd }, size: 1Gi }\nexpect: { refused: {} }',
      'request.parameters: typ: parameters has no field typ. Did you mean type?',
    ],
    [
      'there is no such policy',
      'request: { class: one, size: 1Gi }\nexpect: { findings: [{ policy: big }] }',
      'expect.findings.0.policy: no policy that is tested is called big',
    ],
    [
      'the policy has no such rule',
      'request: { class: one, size: 1Gi }\nexpect: { findings: [{ policy: small, rule: large }] }',
      'expect.findings.0.rule: policy small has no validation of the name large',
    ],
    [
      'the policy has not so many rules',
      'request: { class: one, size: 1Gi }\nexpect: { findings: [{ policy: small, index: 2 }] }',
      'expect.findings.0.index: policy small has 2 validations, counted from 0',
    ],
    [
      'there is no such level',
      'request: { class: one, size: 1Gi }\nexpect: { placement: { survives: [zone] } }',
      'expect.placement.survives.0: no level is called zone: there are rack, storageGroup, enclosure',
    ],
    [
      'an object is to be placed',
      `object: ${GOOD_CLASS}\nexpect: { placement: { legs: 1 } }`,
      'expect.placement: a declared object is neither placed nor refused: expect findings',
    ],
    [
      'an object breaks its schema',
      `object: ${GOOD_CLASS.replace('1Ti', 'much')}\nexpect: { findings: [] }`,
      'object.parameters.maxVolumeSize: no rule sees the object: ',
    ],
    [
      'an object is nothing that is declared here',
      'object: { apiVersion: v1, kind: Pod, metadata: { name: p } }\nexpect: { findings: [] }',
      'object.kind: a Pod of v1 is nothing that is declared here',
    ],
    [
      'an object does not fit the others',
      `object: ${GOOD_CLASS.replace('maxVolumeSize: 1Ti', 'storageGroup: sg-x')}\nexpect: { findings: [] }`,
      'object.parameters.storageGroup: no rule sees the object, for it does not fit the inventory: no storage group is called sg-x',
    ],
    [
      'what it was is another object',
      `object: ${GOOD_CLASS}\noldObject: ${GOOD_CLASS.replace('name: one', 'name: two')}\nexpect: { findings: [] }`,
      'oldObject: oldObject is StorageClass two, and object is StorageClass one',
    ],
  ])('%s', (_, each, expected) => {
    expect(told(outcomeOf(each, SMALL, BOUNDED))).toContain(`broken: ${expected}`);
  });
});

describe('the policies of a test', () => {
  const CASE = '    - { name: c, request: { class: one, size: 2000Gi }, expect: { findings: [] } }\n';
  const ground = groundOf([...HALL, ...objectsOf(SMALL, SMALL_WARNS)]);

  it('are all that are in force', () => {
    expect(casesOf(runPolicyTest(testOf(CASE), ground)).map(saidBy)).toEqual([
      ['error small[at-most-a-tib]', 'warning small-warns[at-most-a-tib]'],
    ]);
  });

  it('are those that it names: the others are switched off', () => {
    const test = testOf(CASE, '  policies: [small-warns]\n');
    expect(casesOf(runPolicyTest(test, ground)).map(saidBy)).toEqual([['warning small-warns[at-most-a-tib]']]);
  });

  it.each<[string, string, readonly string[], string]>([
    ['is not there', '  policies: [small, big]\n', [], 'no policy that is in force is called big'],
    [
      'cannot run on the inventory',
      '',
      [RACKS.replace("'rack'", "'row'")],
      'policy racks cannot run on this inventory: no level is called row',
    ],
  ])('break all of it where one %s', (_, rest, more, message) => {
    const result = runPolicyTest(testOf(CASE, rest), groundOf([...HALL, ...objectsOf(SMALL, ...more)]));
    expect(result).toMatchObject({ kind: 'broken', trouble: { message: expect.stringContaining(message) as string } });
  });

  it('are asked in the cases that are chosen alone', () => {
    const two = `${CASE}${CASE.replace('name: c', 'name: d')}`;
    expect(casesOf(runPolicyTest(testOf(two), ground, (name) => name === 'd')).map(({ index }) => index)).toEqual([1]);
  });
});

it('classes beside the inventory go before those in it', () => {
  const { configuration } = groundOf(HALL).inventory;
  const classes = configuration.classes
    .filter(({ name }) => name === 'two')
    .map((each) => ({ ...each, name: 'one' as typeof each.name }));
  const test = testOf('    - { name: c, request: { class: one, size: 1Gi }, expect: { placement: { legs: 2 } } }\n');
  expect(casesOf(runPolicyTest(test, groundOf(HALL, { classes }))).map(told)).toEqual(['passed']);
});

it.each<[string, string, string]>([
  ['no day is given', '', 'note small[at-most-a-tib]'],
  ['it is the last day', '  today: "2027-01-31"\n', 'note small[at-most-a-tib]'],
  ['the day is over', '  today: "2027-02-01"\n', 'error small[at-most-a-tib]'],
])('an exception holds where %s', (_, rest, expected) => {
  const exception = `apiVersion: stowage.dev/v1alpha1
kind: PolicyException
metadata: { name: e }
spec: { policy: small, object: { kind: StorageClass, name: one }, reason: r, approver: a, expires: "2027-01-31" }
`;
  const test = testOf('    - { name: c, request: { class: one, size: 2000Gi }, expect: { findings: [] } }\n', rest);
  const ground = groundOf([...HALL, ...objectsOf(SMALL, exception)]);
  expect(casesOf(runPolicyTest(test, ground)).map(saidBy)).toEqual([[expected]]);
});

it('a rule sees what an object was before', () => {
  const kept = rule(
    'kept',
    'Config',
    `  kinds: [StorageClass]\n  validations: [{ expression: "oldObject == null || object.parameters.maxVolumeSize == oldObject.parameters.maxVolumeSize" }]\n`,
  );
  const saidOf = (each: string) => saidBy(outcomeOf(`object: ${GOOD_CLASS}\n${each}expect: { findings: [] }`, kept));
  expect(saidOf('')).toEqual([]);
  expect(saidOf(`oldObject: ${GOOD_CLASS}\n`)).toEqual([]);
  expect(saidOf(`oldObject: ${GOOD_CLASS.replace('1Ti', '2Ti')}\n`)).toEqual(['error kept[0]']);
});

describe('policies as they were', () => {
  const LOOSE = SMALL.replace('1024', '4096');
  const CASE = '    - { name: c, request: { parameters: { type: ssd }, size: 2000Gi }, expect: { findings: [] } }\n';
  const baseOf = (...policies: readonly string[]) => {
    const { configuration } = groundOf([...HALL, ...objectsOf(...policies)]).inventory;
    return { policies: configuration.policies, exceptions: configuration.exceptions, asOf: 'main' };
  };
  const run = (head: readonly string[], base: readonly string[], rest = '') =>
    casesOf(runPolicyTest(testOf(CASE, rest), groundOf([...HALL, ...objectsOf(...head)], { base: baseOf(...base) })));

  it.each<[string, readonly string[]]>([
    ['dropped', []],
    ['weakened', [LOOSE]],
    ['made to warn', [SMALL.replace('  scope', '  action: Warn\n  scope')]],
  ])('still refuse where they were %s since', (_, head) => {
    const [result] = run(head, [SMALL]);
    expect(told(result!)).toContainEqual(
      'expect.findings: did not expect an error of small[at-most-a-tib] as of main: a volume has at most 1 TiB',
    );
    expect(result?.said.placement).toMatchObject({ kind: 'refused', code: 'policy-denied' });
  });

  it('say nothing twice where they stayed as they were, or became stricter', () => {
    const stricter = SMALL.replace('1024', '512');
    expect(run([SMALL], [SMALL]).map(saidBy)).toEqual([['error small[at-most-a-tib]']]);
    expect(run([stricter], [SMALL]).map(saidBy)).toEqual([['error small[at-most-a-tib]']]);
  });

  it('are asked although the test of today names others', () => {
    expect(run([SMALL_WARNS], [SMALL], '  policies: [small-warns]\n').map(saidBy)).toEqual([
      ['warning small-warns[at-most-a-tib]', 'error small[at-most-a-tib]'],
    ]);
  });
});
