import { describe, expect, it } from 'vitest';
import type { Configuration, DeclaredObject } from '../model/configuration.ts';
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
    const names = Array.from({ length: 100 }, (_, at) => String(at));
    const classes = names.map((name) => storageClass(name, {}));
    const configuration = { ...EMPTY_CONFIGURATION, classes: classes.map(({ metadata }) => metadata) as never };
    const all = (name: string, inner: string): string => `config.classes.all(${name}, ${inner})`;
    const slow = policyOf('Config', [all('a', all('b', all('c', 'a != "" && c != ""')))]);
    const options = { steps: 6_000_000, today: '2027-01-01' };
    const denials = checkConfiguration(compiled(slow, policyOf('Config', ['true'])), classes, configuration, options);
    // A million for each object: the rule and what it read.
    expect(denials).toHaveLength(5);
    expect(denials[0]?.message).toBe('the rule cannot be evaluated: the expression takes more steps than it may');
  });

  describe('with few steps for all', () => {
    const objects = Array.from({ length: 40 }, (_, at) => storageClass(String(at), { encrypt: 'false' }));
    const cheap = Array.from({ length: 9 }, (_, at) =>
      policyOf('Config', ['false'], { kinds: [at === 0 ? 'StorageClass' : 'Topology'] }),
    );
    const costly = policyOf('Config', ['![1, 2, 3].all(n, object.parameters.encrypt == "false")']);
    const check = (steps: number): readonly string[] =>
      checkConfiguration(compiled(costly, ...cheap), objects, EMPTY_CONFIGURATION, { steps, today: '2027-01-01' }).map(
        ({ object, policy, code }) => `${object.metadata.name} ${policy === costly ? 'costly' : 'cheap'} ${code}`,
      );
    const whole = objects.flatMap(({ metadata: { name } }) => [
      `${name} costly policy/denied`,
      `${name} cheap policy/denied`,
    ]);

    it('go on with what other policies leave over, and say the same in the same order', () => {
      expect(check(1_000_000)).toEqual(whole);
      // An even share is 300, a sixth of what the costly one takes.
      expect(check(3000)).toEqual(whole);
    });

    it('say so although they ignore what cannot be evaluated', () => {
      const ignoring = policyOf('Config', ['[1, 2, 3].all(n, n < 9)'], { failurePolicy: 'Ignore' });
      const found = checkConfiguration(compiled(ignoring), objects, EMPTY_CONFIGURATION, {
        steps: 90,
        today: '2027-01-01',
      });
      expect(found.map(({ code }) => code)).toEqual(['policy/too-many-steps']);
    });

    it('say where they were stopped', () => {
      const found = check(1000);
      const told = found.filter((line) => line.endsWith('policy/too-many-steps'));
      expect(told).toHaveLength(1);
      const at = found.indexOf(told[0] ?? '');
      expect(found.slice(0, at)).toEqual(whole.slice(0, at));
      expect(found.slice(at + 1).every((line) => line.includes('cheap'))).toBe(true);
      expect(found.filter((line) => line.includes('cheap'))).toHaveLength(objects.length);
    });
  });

  it('see what else is declared', () => {
    const rule = policyOf('Config', ['config.levels == ["storageGroup", "enclosure"] && config.classes.size() == 0']);
    expect(checkConfiguration(compiled(rule), [enclosure], EMPTY_CONFIGURATION, { today: '2027-01-01' })).toEqual([]);
  });

  it.each<[string, readonly DeclaredObject[] | undefined, number]>([
    ['nobody knows what was there before', undefined, 0],
    ['the object is new', [storageClass('silver', { encrypt: 'false' })], 0],
    ['it is as it was', [storageClass('gold', { encrypt: 'true' })], 0],
    ['another kind of that name was otherwise', [{ ...storageClass('gold', {}), kind: 'VolumeAttributesClass' }], 0],
    ['it was otherwise', [storageClass('gold', { encrypt: 'false' })], 1],
    ['it had not that field', [storageClass('gold', {})], 1],
  ])('see the object as it was: %s', (_, before, denials) => {
    const rule = 'oldObject == null || object.parameters.encrypt == oldObject.parameters.encrypt';
    const policies = compiled(policyOf('Config', [rule], { kinds: ['StorageClass'] }));
    const objects = [storageClass('gold', { encrypt: 'true' })];
    expect(checkConfiguration(policies, objects, EMPTY_CONFIGURATION, { before, today: '2027-01-01' })).toHaveLength(
      denials,
    );
  });

  it.each([
    'config.objects.StorageClass.map(c, c.metadata.name) == ["bronze", "gold"]',
    'config.objects.StorageClass.exists(c, c.parameters.encrypt == "true")',
    'config.objects.Enclosure.map(e, e.spec.drives.size()).sum() == 2',
    'config.objects.Backend == [] && config.objects.PlacementPolicy.size() == 0',
    'config.objects.StorageClass.exists_one(c, c.metadata.name == object.metadata.name)',
  ])('see whole objects of every kind, by name: %s', (rule) => {
    const objects = [
      storageClass('gold', { encrypt: 'true' }),
      enclosure,
      storageClass('bronze', { encrypt: 'false' }),
    ];
    const policies = compiled(policyOf('Config', [rule], { kinds: ['StorageClass'] }));
    expect(checkConfiguration(policies, objects, EMPTY_CONFIGURATION, { today: '2027-01-01' })).toEqual([]);
  });

  it('work out what is declared when a rule reads it, once for all objects', () => {
    const read = { classes: 0, backends: 0 };
    const configuration: Configuration = {
      ...EMPTY_CONFIGURATION,
      get classes() {
        read.classes += 1;
        return [];
      },
      get backends() {
        read.backends += 1;
        return [];
      },
    };
    const looks = (rule: string): void => {
      checkConfiguration(compiled(policyOf('Config', [rule])), [enclosure, storageClass('gold', {})], configuration, {
        today: '2027-01-01',
      });
    };
    looks('object.metadata.name != ""');
    const before = { ...read };
    looks('config.levels.size() == 2 && config.classes.size() == 0 && config.classes == []');
    expect([before.classes, before.backends]).toEqual([read.classes - before.classes, read.backends - before.backends]);
  });
});
