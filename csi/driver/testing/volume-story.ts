import { expect } from 'vitest';
import type { EnclosureName, NodeName, VolumeId } from '../../../core/model/ids.ts';
import type { Publication, Volume } from '../../../core/model/volume.ts';
import type { Driver } from '../driver.ts';
import { arrayModel } from './array-model.ts';
import type { ArrayModel } from './array-model.ts';
import { createRequest } from './driver-world.ts';
import type { DriverWorld } from './driver-world.ts';

/** The enclosures of smallInventory(). A mirror has a leg in each. */
export const BOXES: readonly EnclosureName[] = ['box-a' as EnclosureName, 'box-b' as EnclosureName];

/** A mirrored volume, its array, and whatever driver leads now. */
export interface Story {
  readonly world: DriverWorld;
  readonly array: ArrayModel;
  readonly volume: VolumeId;
  driver: Driver;
}

/** @param size GiB: more than 99 makes a striped mirror of four legs */
export async function beginStory(world: DriverWorld, driver: Driver, size: number): Promise<Story> {
  const made = await driver.createVolume(createRequest('pvc-1', size, { redundancy: 'true' }));
  if (made.kind === 'error') throw new Error(made.message);
  const volume = made.value.id;
  const legs = (volumeIn({ driver, volume })?.legs ?? []).map(({ id }) => id);
  return { world, array: arrayModel(world.fabric, legs), volume, driver };
}

export const volumeIn = ({ driver, volume }: Pick<Story, 'driver' | 'volume'>): Volume | undefined =>
  driver.snapshot().volumes.find(({ id }) => id === volume);

export const publicationTo = ({ driver }: Story, node: NodeName): Publication | undefined =>
  driver.snapshot().publications.find((publication) => publication.node === node);

/** Starts the array where the volume is published. Whether it runs. */
export async function startAt(story: Story, node: NodeName): Promise<boolean> {
  const publication = publicationTo(story, node);
  return publication !== undefined && story.array.start(node, publication.id, story.driver.directory);
}

/** What holds at every moment, whoever answers. */
export async function expectNothingLost(story: Story): Promise<void> {
  const volume = volumeIn(story);
  if (!volume) return;
  expect(story.array.lostWrites(volume)).toEqual([]);
  const exports = (await story.world.observe()).flatMap((seen) => seen.exports);
  const legs = exports.map(({ leg }) => leg);
  expect(
    legs.filter((leg, at) => legs.indexOf(leg) !== at),
    'legs exported twice',
  ).toEqual([]);
  const live = new Set(story.driver.snapshot().publications.map(({ id }) => id));
  const isKnown = (publication: string, leg: string): boolean =>
    volume.unfenced.some((standing) => standing.publication === publication && standing.leg === leg);
  expect(
    exports.filter(({ publication, leg }) => !live.has(publication) && !isKnown(publication, leg)),
    'exports that nobody knows of',
  ).toEqual([]);
  expect(
    volume.unfenced.filter(({ leg }) => !volume.integrity.dropped.includes(leg)),
    'unfenced legs that are not dropped',
  ).toEqual([]);
}

/** Every host answers again, and what was late comes after all. */
export async function wakeAll(world: DriverWorld): Promise<void> {
  for (const box of BOXES) world.wake(box);
  for (const box of BOXES) await world.deliver(box);
}
