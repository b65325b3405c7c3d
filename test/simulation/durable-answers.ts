import type { NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { CreatedVolume, CreateVolume, PublishedVolume } from '../../csi/services/driver-port.ts';
import { readExports, readLegs, readPublications, readVolumes } from './durable.ts';
import type { World } from './world.ts';

/*
 * What must stand in the store and on the drives at the moment of an answer: whoever is killed right afterwards has
 * nothing else to go by. Each tells what is missing.
 */

type Durable = Pick<World, 'store' | 'hardware'>;

const volumeOf = async ({ store }: Durable, id: VolumeId) =>
  (await readVolumes(store)).find((volume) => volume.id === id);

export async function created(
  world: Durable,
  { name, size }: CreateVolume,
  { id }: CreatedVolume,
): Promise<readonly string[]> {
  const volume = await volumeOf(world, id);
  if (volume?.name !== name) return [`the store has no volume ${id} of that name`];
  const problems = volume.phase.kind === 'creating' ? ['it is still being made'] : [];
  if (volume.size < size.required) problems.push(`it has ${String(volume.size)} GiB`);
  // One that was made before may be growing by now.
  return volume.phase.kind === 'ready' ? [...problems, ...(await shortLegs(world, id))] : problems;
}

export async function deleted(world: Durable, id: VolumeId): Promise<readonly string[]> {
  const volume = await volumeOf(world, id);
  return volume && volume.phase.kind !== 'releasing' ? [`the store has volume ${id} as ${volume.phase.kind}`] : [];
}

export async function published(
  world: Durable,
  id: VolumeId,
  node: NodeName,
  { publication }: PublishedVolume,
): Promise<readonly string[]> {
  const found = (await readPublications(world.store)).find((each) => each.volume === id && each.node === node);
  return found?.phase === 'published' && found.id === publication
    ? []
    : [`the store does not have publication ${publication} as published`];
}

/** Every export is gone, but for those that the store knows of. */
export async function unpublished(
  world: Durable,
  id: VolumeId,
  node: NodeName,
  publication: PublicationId | undefined,
): Promise<readonly string[]> {
  const problems = (await readPublications(world.store))
    .filter((each) => each.volume === id && each.node === node)
    .map((each) => `the store has publication ${each.id}`);
  const unfenced = (await volumeOf(world, id))?.unfenced ?? [];
  const exports = (await readExports(world.hardware.store)).filter(
    (each) => each.publication === publication && !unfenced.some(({ leg }) => leg === each.leg),
  );
  return [...problems, ...exports.map(({ leg }) => `leg ${leg} is still exported`)];
}

export async function expanded(world: Durable, id: VolumeId, target: number): Promise<readonly string[]> {
  const volume = await volumeOf(world, id);
  if (!volume || volume.size < target) return [`the store says ${String(volume?.size)} GiB`];
  return shortLegs(world, id);
}

/** Legs that are dropped may be shorter until they come back. */
async function shortLegs(world: Durable, id: VolumeId): Promise<readonly string[]> {
  const volume = await volumeOf(world, id);
  const standing = await readLegs(world.hardware.store);
  return (volume?.legs ?? [])
    .filter(({ id: leg }) => !volume?.integrity.dropped.includes(leg))
    .flatMap(({ id: leg, extent }) => {
      const length = standing.find((each) => each.leg === leg)?.extent.length;
      return length === extent.length ? [] : [`leg ${leg} has ${String(length)} GiB of ${String(extent.length)}`];
    });
}
