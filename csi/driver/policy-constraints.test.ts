import { describe, expect, it } from 'vitest';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import { createDriverWorld, createRequest, smallInventory } from './testing/driver-world.ts';

const declared = (kind: string, name: string, spec: Readonly<Record<string, unknown>>): DeclaredObject =>
  ({ apiVersion: 'stowage.dev/v1alpha1', kind, metadata: { name }, spec }) as DeclaredObject;

const policy = (scope: string, expression: string, action: string): DeclaredObject =>
  declared('PlacementPolicy', 'rule', {
    scope,
    validations: [{ name: 'holds', expression, message: 'too bad' }],
    action,
  });

const exception = (expires: string): DeclaredObject =>
  declared('PolicyException', 'let-it', {
    policy: 'rule',
    object: { kind: 'PersistentVolume', name: 'pvc-1' },
    reason: 'for a test',
    approver: 'somebody',
    expires,
  });

/** Creates a volume on the first day of 1970: what refuses it, or what is said of it. */
async function told(...objects: readonly DeclaredObject[]): Promise<readonly string[]> {
  const driver = await (await createDriverWorld([...smallInventory(), ...objects])).start();
  const outcome = await driver.createVolume(createRequest('pvc-1', 10));
  if (outcome.kind === 'error') return [`${outcome.code}: ${outcome.message}`];
  const { reasons = [] } = driver.snapshot().volumes.find(({ name }) => name === 'pvc-1') ?? {};
  return reasons.filter((reason) => reason.includes('by policy'));
}

describe('what policies say of a volume that they let pass stays among its reasons', () => {
  it.each([
    ['a request that only warns', 'Request', 'request.sizeGiB < 10', 'Warn', 'warned by policy rule[holds]: too bad'],
    [
      'a drive that is only recorded',
      'Drive',
      "drive.mediaType == 'SSD'",
      'Audit',
      'noted by policy rule[holds]: too bad',
    ],
    ['a placement', 'Placement', 'placement.legs.size() > 1', 'Warn', 'warned by policy rule[holds]: too bad'],
  ])('%s', async (_, scope, expression, action, expected) => {
    expect(await told(policy(scope, expression, action))).toEqual([expected]);
  });

  it('nothing, where the rule holds', async () => {
    expect(await told(policy('Placement', 'placement.legs.size() == 1', 'Warn'))).toEqual([]);
  });
});

describe('what is left for a class', () => {
  const IN_RANGE = 'request.sizeGiB >= 10 && request.sizeGiB <= 50';

  it.each([
    ['a size that would be created', policy('Request', IN_RANGE, 'Deny'), 50],
    ['one of a narrow range', policy('Request', 'request.sizeGiB >= 70 && request.sizeGiB < 75', 'Deny'), 74],
    ['none that is denied, by any rule', policy('Request', 'request.sizeGiB > 400', 'Deny'), 0],
    ['any size, where a rule only warns', policy('Request', IN_RANGE, 'Warn'), 291],
    [
      'a size that drives would do for',
      policy('Placement', 'request.sizeGiB <= 60 || placement.legs.size() == 1', 'Deny'),
      97,
    ],
  ])('is %s', async (_, rule, maximumVolume) => {
    const driver = await (await createDriverWorld([...smallInventory(), rule])).start();
    const { parameters } = createRequest('pvc-1', 1);
    const outcome = await driver.capacity({ parameters, segment: undefined, capabilities: [] });
    expect(outcome).toMatchObject({ value: { maximumVolume } });
    expect(await driver.createVolume(createRequest('pvc-1', maximumVolume + 1))).toMatchObject({ kind: 'error' });
    const created = await driver.createVolume(createRequest('pvc-2', Math.max(1, maximumVolume)));
    expect(created.kind).toBe(maximumVolume > 0 ? 'ok' : 'error');
  });
});

describe('an exception for a volume', () => {
  const denied = policy('Request', 'request.sizeGiB < 10', 'Deny');

  it('holds on its last day, and is kept with the volume', async () => {
    expect(await told(denied, exception('1970-01-01'))).toEqual([
      'noted by policy rule[holds]: too bad; let pass until 1970-01-01 by exception let-it, approved by somebody: for a test',
    ]);
  });

  it('is over on the day after', async () => {
    expect(await told(denied, exception('1969-12-31'))).toEqual([
      'denied: refused by policy rule: too bad; it would fit with size 9Gi',
    ]);
  });
});
