import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { EnclosureName, NodeName } from '../../core/model/ids.ts';
import { createDriverWorld, NODE_A, NODE_B, publishTo } from './testing/driver-world.ts';
import { SILENCES } from './testing/silence.ts';
import type { Silence } from './testing/silence.ts';
import { beginStory, BOXES, expectNothingLost, publicationTo, startAt, volumeIn } from './testing/volume-story.ts';
import type { Story } from './testing/volume-story.ts';

const NODES = [NODE_A, NODE_B];
const RUNS = 100;

type Event =
  | { readonly kind: 'publish'; readonly node: NodeName }
  /** From whichever node has it. */
  | { readonly kind: 'unpublish' | 'start' | 'write' | 'stop' | 'readmit' | 'rebuild' | 'tell' | 'crash' }
  | { readonly kind: 'silence'; readonly box: EnclosureName; readonly how: Silence }
  | { readonly kind: 'wake' | 'deliver'; readonly box: EnclosureName }
  | { readonly kind: 'resume' | 'restart' | 'expand' }
  | { readonly kind: 'give up'; readonly leg: number };

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
    case 'rebuild':
    case 'tell':
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
      const size = volumeIn(story)?.size ?? gib(1);
      await driver.expand({ volume, size: { required: gib(size + 1), limit: undefined } });
      return;
    }
    case 'give up':
      return giveUp(story, event.leg);
  }
}

/** Refused while a node has the volume. Otherwise whoever gives a leg up has made sure that no node goes on. */
async function giveUp(story: Story, at: number): Promise<void> {
  const { array, driver, volume } = story;
  const before = volumeIn(story);
  const leg = before?.legs[at % before.legs.length]?.id;
  if (leg === undefined) return;
  const isLive = driver.snapshot().publications.some(({ phase }) => phase === 'published');
  if (!isLive) for (const node of NODES) array.crash(node);
  const given = await driver.dropLeg({ volume, leg, by: 'operator' });
  const after = volumeIn(story);
  if (given.kind === 'ok' && after && !isLive) array.concede(after);
}

type AtNode = 'start' | 'write' | 'stop' | 'readmit' | 'rebuild' | 'tell' | 'crash';

async function atNode(story: Story, node: NodeName, event: AtNode): Promise<void> {
  const { array, driver } = story;
  switch (event) {
    case 'start':
      await startAt(story, node);
      return;
    case 'crash':
      array.crash(node);
      return;
    case 'rebuild':
      await array.rebuild(node);
      return;
    case 'tell':
      await array.tellInSync(node, driver.directory);
      return;
    case 'write':
    case 'stop':
    case 'readmit':
      await array[event](node, driver.directory);
  }
}

/** Once every host answers, all of it is made good. */
async function expectAllMadeGood(story: Story): Promise<void> {
  const { world, array, volume } = story;
  for (const box of BOXES) world.wake(box);
  expect(await story.driver.resume()).toBe(0);
  for (const box of BOXES) await world.deliver(box);
  expect(await story.driver.resume()).toBe(0);
  await expectNothingLost(story);
  for (const { exports } of story.driver.snapshot().publications) {
    expect(exports).toHaveLength(volumeIn(story)?.legs.length ?? 0);
  }
  for (const node of NODES) array.crash(node);
  expect(await story.driver.unpublish({ volume, node: undefined })).toMatchObject({ kind: 'ok' });
  expect((await world.observe()).flatMap(({ exports }) => exports)).toEqual([]);
  expect(volumeIn(story)?.unfenced).toEqual([]);
  expect(await story.driver.publish(publishTo(NODE_B, volume))).toMatchObject({ kind: 'ok' });
  expect(publicationTo(story, NODE_B)?.exports).toHaveLength(volumeIn(story)!.legs.length);
  expect(await startAt(story, NODE_B)).toBe(true);
  await array.readmit(NODE_B, story.driver.directory);
  await array.rebuild(NODE_B);
  await array.tellInSync(NODE_B, story.driver.directory);
  expect(volumeIn(story)?.integrity).toEqual({ dropped: [], rebuilding: [], use: 'in-use' });
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
        'rebuild',
        'tell',
        'crash',
        'resume',
        'restart',
        'expand',
        'write',
        'start',
      ) as fc.Arbitrary<'write'>,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('give up' as const), leg: fc.nat(3) }) },
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
          const world = await createDriverWorld();
          const story = await beginStory(world, await world.start(), size);
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

describe('a command to export that comes late', () => {
  it('lets nobody in once the export is withdrawn', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    const story = await beginStory(world, driver, 10);
    const { volume } = story;
    for (const box of BOXES) world.silence(box, 'late');
    expect(await driver.publish(publishTo(NODE_A, volume))).toMatchObject({ kind: 'error', code: 'unavailable' });
    for (const box of BOXES) world.wake(box);
    expect(await driver.unpublish({ volume, node: NODE_A })).toMatchObject({ kind: 'ok' });
    for (const box of BOXES) await world.deliver(box);
    expect(await world.exportsOnDrives()).toEqual([]);
  });
});

describe('a leg whose older export may still stand', () => {
  it('is kept from the next node, also once its host answers, until that export is gone', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    const story = await beginStory(world, driver, 10);
    const { volume, array } = story;
    const [near, far] = volumeIn(story)!.legs;
    await driver.publish(publishTo(NODE_A, volume));
    await startAt(story, NODE_A);
    await array.stop(NODE_A, driver.directory);
    world.silence(far!.enclosure, 'deaf');
    expect(await driver.unpublish({ volume, node: NODE_A })).toMatchObject({ kind: 'ok' });
    world.wake(far!.enclosure);
    expect(await driver.publish(publishTo(NODE_B, volume))).toMatchObject({ kind: 'ok' });
    expect(await world.exportsOnDrives()).toEqual([`${near!.id} ${NODE_B}`, `${far!.id} ${NODE_A}`].sort());
    expect(await driver.resume()).toBe(0);
    expect(await world.exportsOnDrives()).toEqual([near!, far!].map(({ id }) => `${id} ${NODE_B}`).sort());
  });
});
