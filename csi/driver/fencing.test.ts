import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { EnclosureName, NodeName, VolumeId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { Driver } from './driver.ts';
import { arrayModel } from './testing/array-model.ts';
import type { ArrayModel } from './testing/array-model.ts';
import { createDriverWorld, createRequest, NODE_A, NODE_B, publishTo } from './testing/driver-world.ts';
import type { DriverWorld } from './testing/driver-world.ts';
import { SILENCES } from './testing/silence.ts';
import type { Silence } from './testing/silence.ts';

const BOXES = ['box-a', 'box-b'] as EnclosureName[];
const NODES = [NODE_A, NODE_B];
const RUNS = 100;

/** A volume, its array, and whatever driver leads now. */
interface Story {
  readonly world: DriverWorld;
  readonly array: ArrayModel;
  readonly volume: VolumeId;
  driver: Driver;
}

const volumeOf = ({ driver, volume }: Pick<Story, 'driver' | 'volume'>): Volume | undefined =>
  driver.snapshot().volumes.find(({ id }) => id === volume);

const publicationTo = ({ driver }: Story, node: string): Publication | undefined =>
  driver.snapshot().publications.find((publication) => publication.node === node);

async function begin(size: number): Promise<Story> {
  const world = await createDriverWorld();
  const driver = await world.start();
  const made = await driver.createVolume(createRequest('pvc-1', size, { redundancy: 'true' }));
  if (made.kind === 'error') throw new Error(made.message);
  const volume = made.value.id;
  const legs = (volumeOf({ driver, volume })?.legs ?? []).map(({ id }) => id);
  return { world, array: arrayModel(world.fabric, legs), volume, driver };
}

type Event =
  | { readonly kind: 'publish'; readonly node: NodeName }
  /** From whichever node has it. */
  | { readonly kind: 'unpublish' | 'start' | 'write' | 'stop' | 'readmit' | 'crash' }
  | { readonly kind: 'silence'; readonly box: EnclosureName; readonly how: Silence }
  | { readonly kind: 'wake' | 'deliver'; readonly box: EnclosureName }
  | { readonly kind: 'resume' | 'restart' | 'expand' };

async function happen(story: Story, event: Event): Promise<void> {
  const { world, driver, volume } = story;
  switch (event.kind) {
    case 'publish':
      await driver.publish(publishTo(event.node, volume));
      return;
    case 'unpublish':
      await driver.unpublish({ volume, node: undefined });
      return;
    case 'start':
    case 'write':
    case 'stop':
    case 'readmit':
    case 'crash':
      // Also a node that has lost the volume goes on.
      for (const node of NODES) await atNode(story, node, event.kind);
      return;
    case 'silence':
      world.silence(event.box, event.how);
      return;
    case 'wake':
      world.wake(event.box);
      return;
    case 'deliver':
      await world.deliver(event.box);
      return;
    case 'resume':
      await driver.resume();
      return;
    case 'restart':
      story.driver = await world.start();
      return;
    case 'expand': {
      const size = volumeOf(story)?.size ?? gib(1);
      await driver.expand({ volume, size: { required: gib(size + 1), limit: undefined } });
    }
  }
}

async function atNode(story: Story, node: NodeName, event: 'start' | 'write' | 'stop' | 'readmit' | 'crash') {
  const { array, driver } = story;
  if (event === 'crash') {
    array.crash(node);
  } else if (event === 'start') {
    const publication = publicationTo(story, node);
    if (publication) await array.start(node, publication.id, driver.directory);
  } else {
    await array[event](node, driver.directory);
  }
}

/** What holds at every moment, whoever answers. */
async function expectNothingLost(story: Story): Promise<void> {
  const volume = volumeOf(story);
  if (!volume) return;
  expect(story.array.lostWrites(volume)).toEqual([]);
  const exports = (await story.world.observe()).flatMap((each) => each.exports);
  const legs = exports.map(({ leg }) => leg);
  expect(
    legs.filter((leg, at) => legs.indexOf(leg) !== at),
    'legs exported twice',
  ).toEqual([]);
  const live = new Set(story.driver.snapshot().publications.map(({ id }) => id));
  const unknown = exports.filter(
    ({ publication, leg }) =>
      !live.has(publication) &&
      !volume.unfenced.some((standing) => standing.publication === publication && standing.leg === leg),
  );
  expect(unknown, 'exports that nobody knows of').toEqual([]);
  expect(volume.unfenced.filter(({ leg }) => !volume.integrity.dropped.includes(leg))).toEqual([]);
}

/** Once every host answers, all of it is made good. */
async function expectAllMadeGood(story: Story): Promise<void> {
  const { world, array, volume } = story;
  for (const box of BOXES) world.wake(box);
  expect(await story.driver.resume()).toBe(0);
  for (const box of BOXES) await world.deliver(box);
  expect(await story.driver.resume()).toBe(0);
  await expectNothingLost(story);
  for (const node of NODES) array.crash(node);
  expect(await story.driver.unpublish({ volume, node: undefined })).toMatchObject({ kind: 'ok' });
  expect((await world.observe()).flatMap(({ exports }) => exports)).toEqual([]);
  expect(volumeOf(story)?.unfenced).toEqual([]);
  expect(await story.driver.publish(publishTo(NODE_B, volume))).toMatchObject({ kind: 'ok' });
  const publication = publicationTo(story, NODE_B)!;
  expect(publication.exports).toHaveLength(volumeOf(story)!.legs.length);
  expect(await array.start(NODE_B, publication.id, story.driver.directory)).toBe(true);
  await array.readmit(NODE_B, story.driver.directory);
  expect(volumeOf(story)?.integrity).toEqual({ dropped: [], use: 'in-use' });
  await array.stop(NODE_B, story.driver.directory);
  await story.driver.unpublish({ volume, node: NODE_B });
  await story.driver.deleteVolume(volume);
  await story.driver.settled();
  expect(await world.legsOnDrives()).toEqual([]);
}

const box = fc.constantFrom(...BOXES);
const disturbance: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('silence' as const), box, how: fc.constantFrom(...SILENCES) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('wake' as const, 'deliver' as const), box }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'readmit',
        'crash',
        'resume',
        'restart',
        'expand',
        'write',
        'start',
      ) as fc.Arbitrary<'write'>,
    }),
  },
);

/** A life of a volume on a node, in which anything may come between and any step may be left out. */
const life: fc.Arbitrary<readonly Event[]> = fc
  .record({
    node: fc.constantFrom(...NODES),
    between: fc.array(fc.array(disturbance, { maxLength: 2 }), { minLength: 6, maxLength: 6 }),
    leftOut: fc.option(fc.integer({ min: 0, max: 5 })),
  })
  .map(({ node, between, leftOut }) => {
    const steps: readonly Event[] = [
      { kind: 'publish', node },
      { kind: 'start' },
      { kind: 'write' },
      { kind: 'stop' },
      { kind: 'unpublish' },
      { kind: 'resume' },
    ];
    return steps.flatMap((step, at) => (at === leftOut ? [] : [step]).concat(between[at] ?? []));
  });

describe('whatever nodes and hosts of drives do', () => {
  it.each([
    { layout: 'mirror', size: 10 },
    { layout: 'striped mirror', size: 150 },
  ])(
    'a $layout loses no write and lets two publications at no leg',
    async ({ size }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), async (lives) => {
          const story = await begin(size);
          for (const event of lives.flat()) {
            await happen(story, event);
            await expectNothingLost(story);
          }
          await expectAllMadeGood(story);
        }),
        { numRuns: RUNS },
      );
    },
    60_000,
  );
});
