import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { Driver } from './driver.ts';
import { attempt } from './testing/crash.ts';
import { createDriverWorld, NODE_A, NODE_B, publishTo } from './testing/driver-world.ts';
import type { DriverWorld } from './testing/driver-world.ts';
import { SILENCES } from './testing/silence.ts';
import { beginStory, BOXES, expectNothingLost, startAt, volumeIn, wakeAll } from './testing/volume-story.ts';
import type { Story } from './testing/volume-story.ts';

/**
 * A volume goes from a node to another while a host is silent, loses its leg there, gets it back, is given up on, and
 * goes. Answers with what was told last: in a driver that crashes, that is not the end.
 */
async function tell(world: DriverWorld, driver: Driver, begun: (story: Story) => void): Promise<void> {
  const story = await beginStory(world, driver, 10);
  begun(story);
  const { array, volume } = story;
  const [, far] = volumeIn(story)?.legs ?? [];
  for (const node of [NODE_A, NODE_B]) array.crash(node);
  await driver.unpublish({ volume, node: undefined });

  await driver.publish(publishTo(NODE_A, volume));
  await startAt(story, NODE_A);
  await array.write(NODE_A, driver.directory);
  await driver.expand({ volume, size: { required: gib(20), limit: undefined } });
  await array.stop(NODE_A, driver.directory);

  if (far) world.silence(far.enclosure, 'late');
  await driver.unpublish({ volume, node: NODE_A });
  await driver.publish(publishTo(NODE_B, volume));
  await startAt(story, NODE_B);
  await array.write(NODE_B, driver.directory);
  await driver.expand({ volume, size: { required: gib(30), limit: undefined } });
  await wakeAll(world);
  await driver.resume();
  await array.readmit(NODE_B, driver.directory);
  await array.rebuild(NODE_B);
  await array.tellInSync(NODE_B, driver.directory);
  await array.write(NODE_B, driver.directory);
  await array.stop(NODE_B, driver.directory);

  await driver.unpublish({ volume, node: NODE_B });
  if (far) await driver.dropLeg({ volume, leg: far.id, by: 'operator' });
  await driver.deleteVolume(volume);
  await driver.settled();
}

/** Everything half done is finished, nothing leaks, and the story can be told to its end. */
async function expectMadeGood(world: DriverWorld, story: Story | undefined): Promise<void> {
  const driver = await world.start();
  if (story) {
    story.driver = driver;
    await expectNothingLost(story);
  }
  await wakeAll(world);
  expect(await driver.resume()).toBe(0);
  if (story) await expectNothingLost(story);
  const legs = driver.snapshot().volumes.flatMap((volume) => volume.legs.map(legText));
  expect(await world.legsOnDrives()).toEqual(legs.sort());
  // What the nodes had was told by the story that was cut off; another one begins with a new volume.
  await driver.unpublish({ volume: story?.volume ?? ('' as Story['volume']), node: undefined });
  for (const { id } of driver.snapshot().volumes) await driver.deleteVolume(id);
  await driver.settled();
  expect(await world.legsOnDrives()).toEqual([]);
  expect(await world.exportsOnDrives()).toEqual([]);
  await tell(world, driver, () => undefined);
  expect(driver.snapshot().volumes).toEqual([]);
  expect(await world.legsOnDrives()).toEqual([]);
}

const legText = ({ id, drive, extent }: NonNullable<ReturnType<typeof volumeIn>>['legs'][number]): string =>
  `${id} ${drive} ${String(extent.start)}+${String(extent.length)}`;

async function countSteps(): Promise<number> {
  let steps = 0;
  const world = await createDriverWorld();
  await tell(
    world,
    await world.start({ step: Infinity, moment: 'before', onStep: () => (steps += 1) }),
    () => undefined,
  );
  return steps;
}

describe('at any step', () => {
  it('a crash is made good by a restart', { timeout: 60_000 }, async () => {
    const steps = await countSteps();
    expect(steps).toBeGreaterThan(40);
    for (let step = 1; step <= steps; step++) {
      for (const moment of ['before', 'after'] as const) {
        const world = await createDriverWorld();
        let story: Story | undefined;
        await attempt(async () => {
          await tell(world, await world.start({ step, moment }), (begun) => (story = begun));
          return { kind: 'ok', value: undefined };
        });
        await expectMadeGood(world, story);
      }
    }
  });

  it.each(SILENCES)('a host may fall silent: %s', { timeout: 60_000 }, async (how) => {
    const steps = await countSteps();
    for (const box of BOXES) {
      for (let silent = 1; silent <= steps; silent++) {
        const world = await createDriverWorld();
        let story: Story | undefined;
        let step = 0;
        const onStep = (): void => {
          if (++step === silent) world.silence(box, how);
        };
        const driver = await world.start({ step: Infinity, moment: 'before', onStep });
        await tell(world, driver, (begun) => (story = begun)).catch(expectNotCreated);
        await expectMadeGood(world, story);
      }
    }
  });
});

/** A story does not begin where a leg cannot be cut. */
function expectNotCreated(error: unknown): void {
  expect(String(error)).toContain('does not answer cutLeg');
}
