import { describe, expect, it } from 'vitest';
import type { CreateVolume } from '../services/driver-port.ts';
import { claimOf } from './claims.ts';
import type { Driver } from './driver.ts';
import type { RefusedClaim } from './refusal-sink.ts';
import { createDriverWorld, createRequest, smallInventory } from './testing/driver-world.ts';

const CLAIM = { 'csi.storage.k8s.io/pvc/namespace': 'shop', 'csi.storage.k8s.io/pvc/name': 'data-0' };

async function refusing(): Promise<{ readonly driver: Driver; readonly told: readonly RefusedClaim[] }> {
  const told: RefusedClaim[] = [];
  const refusals = { tell: (refusal: RefusedClaim) => void told.push(refusal) };
  const world = await createDriverWorld(smallInventory(), { refusals });
  return { driver: await world.start(), told };
}

describe('a refusal', () => {
  it.each<readonly [what: string, request: CreateVolume, code: RefusedClaim['code'], says: string]>([
    ['of what is too large', createRequest('a', 500, { ...CLAIM, striping: 'false' }), 'no-capacity', 'of 8 drives'],
    [
      'of a size that its class does not take',
      createRequest('a', 5, { ...CLAIM, maxVolumeSize: '1Gi' }),
      'out-of-range',
      '1 GiB',
    ],
    [
      'of parameters that make no sense',
      createRequest('a', 5, { ...CLAIM, type: 'slize' }),
      'invalid-argument',
      'slize',
    ],
  ])('%s is told of its claim, in full', async (_, request, code, says) => {
    const { driver, told } = await refusing();
    const answer = await driver.forCluster('east').createVolume(request);
    expect(answer).toMatchObject({ kind: 'error', code });
    expect(told).toMatchObject([{ code, claim: { ...claimOf(CLAIM), cluster: 'east' } }]);
    expect(told[0]?.text).toContain(says);
  });

  it('says for each constraint how many drives it ruled out, where the answer has a sentence', async () => {
    const { driver, told } = await refusing();
    const answer = await driver.createVolume(createRequest('a', 5, { ...CLAIM, type: 'ssd', requiredTags: 'fast' }));
    expect(told[0]?.text.split('\n')).toContain('of 8 drives 0 qualify:');
    expect(answer.kind === 'error' && answer.message).not.toContain('\n');
  });

  it('is told nobody where nobody asked by a claim', async () => {
    const { driver, told } = await refusing();
    await driver.createVolume(createRequest('a', 500, { striping: 'false' }));
    expect(told).toEqual([]);
  });

  it('of a snapshot is not told of the claim of its volume', async () => {
    const { driver, told } = await refusing();
    const made = await driver.createVolume(createRequest('a', 90, { ...CLAIM, redundancy: 'true' }));
    expect(made.kind).toBe('ok');
    const source = made.kind === 'ok' ? made.value.id : ('' as never);
    const taken = await Promise.all(['s', 't', 'u'].map((name) => driver.createSnapshot({ name, source })));
    expect(taken.some(({ kind }) => kind === 'error')).toBe(true);
    expect(told).toEqual([]);
  });
});
