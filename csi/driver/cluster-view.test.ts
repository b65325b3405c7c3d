import { expect, test } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { ControllerDriver } from '../services/driver-port.ts';
import { createDriverWorld, createRequest, NODE_A, publishTo } from './testing/driver-world.ts';

const CAPACITY = { parameters: {}, segment: undefined, capabilities: [] };
const PAGE = { after: undefined, limit: 10 };

async function created(driver: ControllerDriver, name: string, size = 10): Promise<VolumeId> {
  const outcome = await driver.createVolume(createRequest(name, size));
  if (outcome.kind === 'error') throw new Error(outcome.message);
  return outcome.value.id;
}

const listed = async (driver: ControllerDriver): Promise<readonly VolumeId[]> => {
  const page = await driver.list(PAGE);
  return page.kind === 'ok' ? page.value.volumes.map(({ id }) => id) : [];
};

const available = async (driver: ControllerDriver): Promise<number> => {
  const answer = await driver.capacity(CAPACITY);
  return answer.kind === 'ok' ? answer.value.available : -1;
};

async function twoClusters() {
  const world = await createDriverWorld();
  const driver = await world.start();
  return {
    world,
    east: driver.forCluster('east'),
    west: driver.forCluster('west'),
    unnamed: driver.forCluster(undefined),
  };
}

test('each cluster has names of its own, and lists its own volumes', async () => {
  const { east, west, unnamed } = await twoClusters();
  const ofEast = await created(east, 'pvc-1');
  const ofWest = await created(west, 'pvc-1');
  const ofNobody = await created(unnamed, 'pvc-1');
  expect(new Set([ofEast, ofWest, ofNobody]).size).toBe(3);
  expect(await created(east, 'pvc-1')).toBe(ofEast);
  expect(await listed(east)).toEqual([ofEast]);
  expect(await listed(west)).toEqual([ofWest]);
  expect(await listed(unnamed)).toEqual([ofNobody]);
});

test('what one takes is taken for the others', async () => {
  const { east, west } = await twoClusters();
  const before = await available(west);
  await created(east, 'pvc-1', 10);
  expect(await available(west)).toBeLessThan(before);
});

test('a volume of another cluster is as if it were not there', async () => {
  const { east, west, world } = await twoClusters();
  const id = await created(east, 'pvc-1');
  expect(await west.deleteVolume(id)).toEqual({ kind: 'ok', value: undefined });
  expect(await west.unpublish({ volume: id, node: undefined })).toEqual({ kind: 'ok', value: undefined });
  const refused = [
    await west.publish(publishTo(NODE_A, id)),
    await west.validate({ volume: id, capabilities: [], parameters: {} }),
    await west.get(id),
    await west.expand({ volume: id, size: { required: gib(20), limit: undefined } }),
  ];
  expect(refused.map((outcome) => outcome.kind === 'error' && outcome.code)).toEqual(Array(4).fill('not-found'));
  expect(await listed(east)).toEqual([id]);
  expect(await world.legsOnDrives()).toHaveLength(1);
});

test('whose a volume is outlives the driver', async () => {
  const { east, world } = await twoClusters();
  const id = await created(east, 'pvc-1');
  const again = await world.start();
  expect(await listed(again.forCluster('east'))).toEqual([id]);
  expect(await listed(again.forCluster('west'))).toEqual([]);
  expect(await created(again.forCluster('east'), 'pvc-1')).toBe(id);
});
