import { describe, expect, it } from 'vitest';
import type { DeclaredObject } from '../model/configuration.ts';
import { checkConfiguration } from './index.ts';
import { EMPTY_CONFIGURATION } from './testing/configuration.ts';
import { compiled, policyOf } from './testing/policies.ts';

const storageClass = (name: string, parameters: Readonly<Record<string, string>>): DeclaredObject =>
  ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, parameters }) as DeclaredObject;

const enclosure: DeclaredObject = {
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Enclosure',
  metadata: { name: 'e1' },
  ...{
    spec: {
      drives: [
        { id: 'a', mediaType: 'SSD' },
        { id: 'b', mediaType: 'HDD' },
      ],
    },
  },
};

describe('Config rules', () => {
  const encrypted = policyOf('Config', ['object.parameters.encrypt == "true"'], { kinds: ['StorageClass'] });

  it('run on the objects of their kinds and say what they read', () => {
    const objects = [
      enclosure,
      storageClass('gold', { encrypt: 'true' }),
      storageClass('scratch', { encrypt: 'false' }),
    ];
    expect(checkConfiguration(compiled(encrypted), objects, EMPTY_CONFIGURATION, { today: '2027-01-01' })).toEqual([
      {
        policy: encrypted,
        object: objects[2],
        path: ['spec', 'validations', 0, 'expression'],
        index: 0,
        expression: 'object.parameters.encrypt == "true"',
        code: 'policy/denied',
        severity: 'error',
        message: 'the rule does not hold: object.parameters.encrypt == "true"',
        values: { 'object.parameters.encrypt': '"false"' },
      },
    ]);
  });

  it('show the element at which a loop ended', () => {
    const [denial] = checkConfiguration(
      compiled(policyOf('Config', ['object.spec.drives.all(d, d.mediaType == "SSD")'], { kinds: ['Enclosure'] })),
      [enclosure],
      EMPTY_CONFIGURATION,
      { today: '2027-01-01' },
    );
    expect(denial?.values).toEqual({
      d: '{"id": "b", "mediaType": "HDD"}',
      'd.mediaType': '"HDD"',
    });
  });

  it.each([
    ['Fail', ['policy/evaluation the rule cannot be evaluated: no such key: encrypt']],
    ['Ignore', []],
  ] as const)('follow failurePolicy %s where a field is missing', (failurePolicy, expected) => {
    const denials = checkConfiguration(
      compiled({ ...encrypted, failurePolicy }),
      [storageClass('bare', {})],
      EMPTY_CONFIGURATION,
      { today: '2027-01-01' },
    );
    expect(denials.map(({ code, message }) => `${code} ${message}`)).toEqual(expected);
  });

  it('stop for good when a policy has taken its steps over all objects', () => {
    const values = Array.from({ length: 100 }, (_, at) => String(at));
    const large = values.map((name) => storageClass(name, { requiredTags: values.join(',') }));
    const tags = 'object.parameters.requiredTags.split(",")';
    const slow = policyOf('Config', [`${tags}.all(a, ${tags}.all(b, ${tags}.all(c, a + b + c != "")))`]);
    const denials = checkConfiguration(compiled(slow, policyOf('Config', ['true'])), large, EMPTY_CONFIGURATION, {
      today: '2027-01-01',
    });
    // Two million for each object: the rule and what it read.
    expect(denials).toHaveLength(25);
    expect(denials[0]?.message).toBe('the rule cannot be evaluated: the expression takes more steps than it may');
  });

  it('see what else is declared', () => {
    const rule = policyOf('Config', ['config.levels == ["storageGroup", "enclosure"] && config.classes.size() == 0']);
    expect(checkConfiguration(compiled(rule), [enclosure], EMPTY_CONFIGURATION, { today: '2027-01-01' })).toEqual([]);
  });
});
