import { describe, expect, it } from 'vitest';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import { gib } from '../../core/model/capacity.ts';
import type { Volume } from '../../core/model/volume.ts';
import { createDriverWorld, createRequest, smallInventory } from './testing/driver-world.ts';
import type { Driver } from './driver.ts';

interface Declared {
  readonly bandwidth?: string;
  readonly limits?: object;
}

/** Two storage groups of three HDDs of 100 GiB and an SSD of 50 GiB, behind one uplink each. */
function inventory({ bandwidth = '10G', limits = {} }: Declared = {}): readonly DeclaredObject[] {
  const topology = {
    apiVersion: 'stowage.dev/v1alpha1',
    kind: 'Topology',
    metadata: { name: 'hall' },
    spec: { bandwidthDomains: ['row-a', 'row-b'].map((name) => ({ name, bandwidth, reaches: ['row-a', 'row-b'] })) },
  };
  const rest = smallInventory().map((object) => {
    const { spec } = object as DeclaredObject & { readonly spec: object };
    const more =
      object.kind === 'Backend' ? { limits } : { bandwidthDomain: object.metadata.name.replace('box', 'row') };
    return { ...object, spec: { ...spec, ...more } };
  });
  return [topology, ...rest];
}

const claimed = (name: string): Readonly<Record<string, string>> => ({
  'csi.storage.k8s.io/pvc/namespace': 'blue',
  'csi.storage.k8s.io/pvc/name': name,
});

/** What became of a request: the enclosure of its one leg, or why there is none. */
async function outcomeOf(
  driver: Driver,
  name: string,
  parameters: Readonly<Record<string, string>>,
  size = 10,
): Promise<string> {
  const made = await driver.createVolume(createRequest(name, size, { type: 'slice', ...parameters }));
  return made.kind === 'ok' ? (volumeIn(driver, name)?.legs[0]?.enclosure ?? '') : made.message;
}

const volumeIn = (driver: Driver, name: string): Volume | undefined =>
  driver.snapshot().volumes.find((volume) => volume.name === name);

describe('limits of a backend', () => {
  const SG_A = { storageGroup: 'sg-a' };

  it('keep it from having more volumes, until one is gone', async () => {
    const world = await createDriverWorld(inventory({ limits: { maxVolumes: 2 } }));
    const driver = await world.start();
    expect(await outcomeOf(driver, 'a', SG_A)).toBe('box-a');
    expect(await outcomeOf(driver, 'b', SG_A)).toBe('box-a');
    expect(await outcomeOf(driver, 'c', SG_A)).toContain(
      'backend main has 2 of 2 volumes (limits.maxVolumes); none of',
    );
    await driver.deleteVolume(volumeIn(driver, 'a')?.id ?? ('' as never));
    expect(await outcomeOf(driver, 'c', SG_A)).toBe('box-a');
  });

  it('hold after a restart, for growth, and for what is left', async () => {
    const world = await createDriverWorld(inventory({ limits: { maxTotalSize: '30Gi' } }));
    await outcomeOf(await world.start(), 'a', SG_A, 20);
    const driver = await world.start();
    expect(await outcomeOf(driver, 'b', SG_A, 11)).toContain('may have 30 GiB in all (limits.maxTotalSize)');
    const volume = volumeIn(driver, 'a')?.id ?? ('' as never);
    const query = { parameters: { type: 'slice' }, capabilities: [], segment: undefined };
    expect(await driver.capacity(query)).toMatchObject({ value: { available: 10, maximumVolume: 10 } });
    const tooFar = await driver.expand({ volume, size: { required: gib(31), limit: undefined } });
    expect(tooFar).toMatchObject({ code: 'out-of-range' });
    const grown = await driver.expand({ volume, size: { required: gib(30), limit: undefined } });
    expect(grown).toMatchObject({ value: { size: 30 } });
    expect(await driver.capacity(query)).toMatchObject({ value: { available: 0, maximumVolume: 0 } });
  });
});

describe('bandwidth that volumes reserve', () => {
  it('is kept with them for each leg, and given back', async () => {
    const world = await createDriverWorld(inventory());
    const driver = await world.start();
    const asked = { storageGroup: 'sg-a', reserveBandwidth: '500M' };
    expect(await outcomeOf(driver, 'a', asked)).toBe('box-a');
    expect(await outcomeOf(driver, 'b', asked)).toBe('box-a');
    expect(volumeIn(driver, 'b')?.bandwidthPerLeg).toBe(4e9);
    expect(await outcomeOf(driver, 'none', { storageGroup: 'sg-a' })).toBe('box-a');
    expect(volumeIn(driver, 'none')).not.toHaveProperty('bandwidthPerLeg');
    await driver.deleteVolume(volumeIn(driver, 'a')?.id ?? ('' as never));
    expect(await outcomeOf(driver, 'c', asked)).toBe('box-a');
  });

  it('is no longer there where an uplink gets slower: a warning, and nothing moves', async () => {
    const world = await createDriverWorld(inventory());
    const driver = await world.start();
    await outcomeOf(driver, 'a', { storageGroup: 'sg-a', reserveBandwidth: '500M' });
    await world.propose(inventory({ bandwidth: '1G' }));
    expect(await driver.consider()).toMatchObject({
      kind: 'activated',
      findings: [{ code: 'plan/bandwidth-short', severity: 'warning' }],
    });
    expect(volumeIn(driver, 'a')?.bandwidthPerLeg).toBe(4e9);
  });
});

describe('volumes of one workload', () => {
  const REQUIRED = { workloadSpread: 'enclosure:required' };

  it('are placed apart where there is room for that', async () => {
    const world = await createDriverWorld(inventory());
    const driver = await world.start();
    expect(await outcomeOf(driver, 'a', { ...REQUIRED, ...claimed('data-db-0'), storageGroup: 'sg-a' })).toBe('box-a');
    expect(await outcomeOf(driver, 'b', { ...REQUIRED, ...claimed('data-db-1'), storageGroup: 'sg-b' })).toBe('box-b');
    expect(await outcomeOf(driver, 'c', { ...REQUIRED, ...claimed('wal-db-0'), storageGroup: 'sg-a' })).toBe('box-a');
  });

  it('are refused where nobody says whose they are', async () => {
    const world = await createDriverWorld(inventory());
    const driver = await world.start();
    expect(await outcomeOf(driver, 'a', REQUIRED)).toBe(
      'refused: workloadSpread enclosure:required needs to know the workload of the volume, and nothing says which claim it is for: run external-provisioner with --extra-create-metadata, or leave :required out',
    );
    expect(await outcomeOf(driver, 'b', { workloadSpread: 'enclosure', storageGroup: 'sg-a' })).toBe('box-a');
  });

  it('are told by a label, which is kept', async () => {
    const lookUp = ({ name }: { readonly name: string }) =>
      Promise.resolve({ labels: name === 'bare' ? new Map<string, string>() : new Map([['app', 'orders']]) });
    const world = await createDriverWorld(inventory(), { claims: { lookUp } });
    const driver = await world.start();
    const asked = { ...REQUIRED, workloadLabel: 'app' };
    expect(await outcomeOf(driver, 'a', { ...asked, ...claimed('x'), storageGroup: 'sg-a' })).toBe('box-a');
    expect(volumeIn(driver, 'a')?.workload).toBe('orders');
    expect(await outcomeOf(driver, 'b', { ...asked, ...claimed('bare') })).toContain(
      'claim blue/bare has no label app',
    );
  });
});
