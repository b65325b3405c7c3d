import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { LegId, PublicationId } from '../../core/model/ids.ts';
import type { ArrayEvent } from '../host/publication-directory.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { createDriverWorld, NODE_A, publishTo } from './testing/driver-world.ts';
import type { DriverWorld } from './testing/driver-world.ts';
import { beginStory, BOXES, publicationTo, volumeIn } from './testing/volume-story.ts';
import type { Story } from './testing/volume-story.ts';

const codeOf = (outcome: DriverOutcome<unknown>): string => (outcome.kind === 'ok' ? 'ok' : outcome.code);

/** A mirror that is published to a node: its two legs, and a way for the node to tell. */
async function published() {
  const world = await createDriverWorld();
  const story = await beginStory(world, await world.start(), 10);
  await story.driver.publish(publishTo(NODE_A, story.volume));
  const [near, far] = volumeIn(story)!.legs;
  const id = publicationTo(story, NODE_A)!.id;
  const report = async (event: ArrayEvent) => codeOf(await story.driver.directory.report(id, event));
  return { world, story, near: near!, far: far!, id, report };
}

/** The same after the volume was used, and stopped, while the host of its far leg is silent. */
async function publishedWithout(): Promise<Awaited<ReturnType<typeof published>>> {
  const before = await published();
  const { world, story, near, far } = before;
  await before.report({ kind: 'starting' });
  await before.report({ kind: 'stopped', inSync: [near.id, far.id] });
  world.silence(far.enclosure, 'deaf');
  expect(codeOf(await story.driver.unpublish({ volume: story.volume, node: NODE_A }))).toBe('ok');
  expect(codeOf(await story.driver.publish(publishTo(NODE_A, story.volume)))).toBe('ok');
  const id = publicationTo(story, NODE_A)!.id;
  const report = async (event: ArrayEvent) => codeOf(await story.driver.directory.report(id, event));
  return { ...before, id, report };
}

const integrityAfterRestart = async (world: DriverWorld, story: Story) => {
  const driver = await world.start();
  return volumeIn({ ...story, driver })?.integrity;
};

describe('what a node tells of its array', () => {
  it('is durable before it is answered', async () => {
    const { world, story, report } = await published();
    expect(await report({ kind: 'starting' })).toBe('ok');
    expect(await integrityAfterRestart(world, story)).toEqual({ dropped: [], rebuilding: [], use: 'in-use' });
    const next = await published();
    await next.report({ kind: 'starting' });
    expect(await next.report({ kind: 'dropped', legs: [next.far.id] })).toBe('ok');
    expect(await integrityAfterRestart(next.world, next.story)).toEqual({
      dropped: [next.far.id],
      rebuilding: [],
      use: 'in-use',
    });
    const last = await published();
    await last.report({ kind: 'starting' });
    await last.report({ kind: 'dropped', legs: [last.far.id] });
    expect(await last.report({ kind: 'returning', legs: [last.far.id] })).toBe('ok');
    expect(await integrityAfterRestart(last.world, last.story)).toEqual({
      dropped: [],
      rebuilding: [last.far.id],
      use: 'in-use',
    });
  });

  it('that it is made is durable, and told to whoever looks the publication up', async () => {
    const { world, story, id, report } = await published();
    const madeOf = async (driver: Story['driver']) => (await driver.directory.lookup(id))?.made;
    await report({ kind: 'starting' });
    expect(await madeOf(story.driver)).toBe(false);
    expect(await report({ kind: 'made' })).toBe('ok');
    expect(await madeOf(await world.start())).toBe(true);
  });

  it('may be repeated', async () => {
    const { near, far, report, story } = await published();
    const events: readonly ArrayEvent[] = [
      { kind: 'starting' },
      { kind: 'dropped', legs: [far.id] },
      { kind: 'returning', legs: [far.id] },
      { kind: 'recovered', legs: [far.id] },
      { kind: 'stopped', inSync: [near.id] },
    ];
    for (const event of events) {
      expect(await report(event)).toBe('ok');
      const once = volumeIn(story)?.integrity;
      expect(await report(event)).toBe('ok');
      expect(volumeIn(story)?.integrity).toEqual(once);
    }
    expect(volumeIn(story)?.integrity).toEqual({ dropped: [far.id], rebuilding: [], use: 'stopped' });
  });

  it('waits its turn on a volume that is busy', async () => {
    const { story, report } = await published();
    const growing = story.driver.expand({ volume: story.volume, size: { required: gib(11), limit: undefined } });
    expect(await Promise.all([growing.then(codeOf), report({ kind: 'starting' })])).toEqual(['ok', 'ok']);
  });

  it.each<[string, (legs: { near: LegId; far: LegId }) => ArrayEvent]>([
    ['both legs are behind', ({ near, far }) => ({ kind: 'dropped', legs: [near, far] })],
    ['no leg was in sync at the stop', () => ({ kind: 'stopped', inSync: [] })],
    ['a leg is behind that the volume does not have', () => ({ kind: 'dropped', legs: ['other' as LegId] })],
    ['a leg returns that the volume does not have', () => ({ kind: 'returning', legs: ['other' as LegId] })],
    ['a leg is back that the volume does not have', () => ({ kind: 'recovered', legs: ['other' as LegId] })],
  ])('is refused where %s', async (_, event) => {
    const { story, near, far, report } = await published();
    await report({ kind: 'starting' });
    expect(await report(event({ near: near.id, far: far.id }))).toBe('unsupported');
    expect(volumeIn(story)?.integrity).toEqual({ dropped: [], rebuilding: [], use: 'in-use' });
  });

  it('is refused of a leg that is back, where the node cannot reach it or the array does not run', async () => {
    const { far, near, report, story } = await publishedWithout();
    await report({ kind: 'starting' });
    for (const kind of ['returning', 'recovered'] as const) {
      expect(await report({ kind, legs: [far.id] })).toBe('unsupported');
    }
    await report({ kind: 'stopped', inSync: [near.id] });
    for (const kind of ['returning', 'recovered'] as const) {
      expect(await report({ kind, legs: [near.id] })).toBe('unsupported');
    }
    expect(volumeIn(story)?.integrity).toEqual({ dropped: [far.id], rebuilding: [], use: 'stopped' });
  });

  it('of a leg that returns comes before it is in sync, and spares no other leg until then', async () => {
    const { story, near, far, report } = await published();
    await report({ kind: 'starting' });
    await report({ kind: 'dropped', legs: [far.id] });
    expect(await report({ kind: 'recovered', legs: [far.id] })).toBe('unsupported');
    expect(await report({ kind: 'returning', legs: [far.id] })).toBe('ok');
    expect(volumeIn(story)?.integrity).toEqual({ dropped: [], rebuilding: [far.id], use: 'in-use' });
    expect(await report({ kind: 'dropped', legs: [near.id] })).toBe('unsupported');
    expect(await report({ kind: 'recovered', legs: [far.id] })).toBe('ok');
    expect(await report({ kind: 'dropped', legs: [near.id] })).toBe('ok');
    expect(volumeIn(story)?.integrity).toEqual({ dropped: [near.id], rebuilding: [], use: 'in-use' });
  });

  it('is not found of a publication that never was, is being withdrawn, or is gone', async () => {
    const { story, world, id, report } = await published();
    const other = '00000000-0000-4000-8000-ffffffffffff' as PublicationId;
    expect(codeOf(await story.driver.directory.report(other, { kind: 'starting' }))).toBe('not-found');
    await report({ kind: 'starting' });
    for (const box of BOXES) world.silence(box, 'deaf');
    expect(codeOf(await story.driver.unpublish({ volume: story.volume, node: NODE_A }))).toBe('unavailable');
    expect(await report({ kind: 'starting' })).toBe('not-found');
    expect(await story.driver.directory.lookup(id)).toBeUndefined();
    for (const box of BOXES) world.wake(box);
    expect(await story.driver.resume()).toBe(0);
    expect(await report({ kind: 'starting' })).toBe('not-found');
  });
});

describe('what a node learns of a leg that is out of reach', () => {
  it('is that it is dropped, until its host answers: then where it is', async () => {
    const { world, story, far, id } = await publishedWithout();
    const seen = async () => (await story.driver.directory.lookup(id))?.legs.find(({ leg }) => leg === far.id);
    expect(await seen()).toEqual({ leg: far.id, dropped: true, rebuilding: false, export: undefined });
    expect(volumeIn(story)?.unfenced).toMatchObject([{ leg: far.id }]);
    world.wake(far.enclosure);
    expect(await story.driver.resume()).toBe(0);
    expect(await seen()).toMatchObject({ dropped: true, export: { address: { transport: 'nvmetcp' }, zeroed: true } });
    expect(volumeIn(story)?.unfenced).toEqual([]);
  });

  it('grows before it is shown again', async () => {
    const { world, story, far, id } = await publishedWithout();
    expect(
      codeOf(await story.driver.expand({ volume: story.volume, size: { required: gib(20), limit: undefined } })),
    ).toBe('ok');
    expect((await world.legsOnDrives()).filter((leg) => leg.startsWith(far.id))).toEqual([
      `${far.id} ${far.drive} 1+11`,
    ]);
    world.wake(far.enclosure);
    expect(await story.driver.resume()).toBe(0);
    expect((await world.legsOnDrives()).filter((leg) => leg.startsWith(far.id))).toEqual([
      `${far.id} ${far.drive} 1+21`,
    ]);
    expect((await story.driver.directory.lookup(id))?.legs.every((leg) => leg.export !== undefined)).toBe(true);
  });

  it('is nothing any more where it did not grow with the others, until it has', async () => {
    const { world, story, far, id, report } = await published();
    await report({ kind: 'starting' });
    await report({ kind: 'dropped', legs: [far.id] });
    world.silence(far.enclosure, 'deaf');
    expect(
      codeOf(await story.driver.expand({ volume: story.volume, size: { required: gib(20), limit: undefined } })),
    ).toBe('ok');
    const seen = async () => (await story.driver.directory.lookup(id))?.legs.find(({ leg }) => leg === far.id);
    expect(await seen()).toMatchObject({ export: undefined });
    expect(await report({ kind: 'returning', legs: [far.id] })).toBe('unsupported');
    world.wake(far.enclosure);
    expect(await story.driver.resume()).toBe(0);
    expect(await seen()).toMatchObject({ export: { zeroed: true } });
  });
});

describe('a volume that cannot spare a leg', () => {
  it('waits for it, and says what a person can do', async () => {
    const { world, story, far, report } = await published();
    await report({ kind: 'starting' });
    world.silence(far.enclosure, 'deaf');
    const withdrawn = await story.driver.unpublish({ volume: story.volume, node: NODE_A });
    expect(withdrawn).toMatchObject({
      kind: 'error',
      code: 'unavailable',
      message: expect.stringContaining(`stowage volume drop-leg pvc-1 ${far.id}`) as string,
    });
    expect(codeOf(await story.driver.dropLeg({ volume: story.volume, leg: far.id, by: 'operator' }))).toBe('ok');
    expect(codeOf(await story.driver.unpublish({ volume: story.volume, node: NODE_A }))).toBe('ok');
    expect(volumeIn(story)).toMatchObject({ integrity: { dropped: [far.id] }, unfenced: [{ leg: far.id }] });
  });

  it('is not deleted while an export of it may still stand', async () => {
    const { world, story, far } = await publishedWithout();
    await story.driver.unpublish({ volume: story.volume, node: NODE_A });
    expect(codeOf(await story.driver.deleteVolume(story.volume))).toBe('unavailable');
    world.wake(far.enclosure);
    expect(codeOf(await story.driver.deleteVolume(story.volume))).toBe('ok');
    await story.driver.settled();
    expect(await world.legsOnDrives()).toEqual([]);
  });
});
