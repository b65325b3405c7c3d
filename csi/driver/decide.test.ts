import { describe, expect, it } from 'vitest';
import type { DriveId, EnclosureName, LegId, VolumeId } from '../../core/model/ids.ts';
import type { ArrayEvent } from '../host/publication-directory.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { Driver } from './driver.ts';
import { createDriverWorld, createRequest, NODE_A, publishTo } from './testing/driver-world.ts';
import { beginStory, BOXES, publicationTo, startAt, volumeIn } from './testing/volume-story.ts';

const [BOX_A, BOX_B] = BOXES as [EnclosureName, EnclosureName];
const DRIVE = 'wwn-0x5000c500aaaaaaa1' as DriveId;
const BY = 'operator';

/** Who decided what, and what came of it. */
const told = async (driver: Pick<Driver, 'decisions'>): Promise<readonly string[]> =>
  (await driver.decisions()).map(({ by, kind, outcome }) => {
    const came = outcome.kind === 'refused' ? `refused ${outcome.code}, ${outcome.message}` : outcome.kind;
    return `${by}: ${kind}: ${came}`;
  });

const shown = (outcome: DriverOutcome<unknown>): string =>
  outcome.kind === 'ok' ? 'ok' : `${outcome.code}: ${outcome.message}`;

async function mirror() {
  const world = await createDriverWorld();
  const story = await beginStory(world, await world.start(), 10);
  const [near, far] = volumeIn(story)!.legs;
  return { world, story, driver: story.driver, volume: story.volume, near: near!.id, far: far!.id };
}

/** The same once a node has started it, lost its far leg and told so, or not, and has gone away without another word. */
async function usedMirror(told: readonly ArrayEvent['kind'][] = []) {
  const used = await mirror();
  const { story, driver, volume, far } = used;
  await driver.publish(publishTo(NODE_A, volume));
  await startAt(story, NODE_A);
  for (const kind of told) {
    const event = { kind, legs: [far] } as Extract<ArrayEvent, { readonly legs: readonly LegId[] }>;
    await driver.directory.report(publicationTo(story, NODE_A)!.id, event);
  }
  story.array.crash(NODE_A);
  await driver.unpublish({ volume, node: NODE_A });
  return used;
}

describe('whoever gives a leg up', () => {
  it('is on record, also after a restart, and once', async () => {
    const { world, driver, volume, far } = await usedMirror();
    expect(shown(await driver.dropLeg({ volume, leg: far, by: BY }))).toBe('ok');
    expect(shown(await driver.dropLeg({ volume, leg: far, by: 'somebody else' }))).toBe('ok');
    const next = await world.start();
    expect(await next.decisions()).toEqual([
      { kind: 'drop-leg', volume, leg: far, by: BY, at: '1970-01-01T00:00:00.000Z', outcome: { kind: 'done' } },
    ]);
    expect(volumeIn({ driver: next, volume })?.integrity).toEqual({ dropped: [far], rebuilding: [], use: 'in-use' });
  });

  it('is refused where nothing would be left, and leaves no record', async () => {
    const unused = await mirror();
    expect(shown(await unused.driver.dropLeg({ volume: unused.volume, leg: unused.far, by: BY }))).toMatch(
      /^unsupported: .*no node has used it yet/,
    );
    const { driver, volume, near } = await usedMirror(['dropped']);
    expect(shown(await driver.dropLeg({ volume, leg: near, by: BY }))).toMatch(/^unsupported: .*has its data/);
    expect(await driver.decisions()).toEqual([]);
  });

  it('is refused while a node has the volume, whether it runs there or not, until it is being taken away', async () => {
    const { world, story, driver, volume, far } = await mirror();
    const drop = async () => shown(await driver.dropLeg({ volume, leg: far, by: BY }));
    const refusal = /^in-use: .*published to node node-a.* taken away/;
    await driver.publish(publishTo(NODE_A, volume));
    await startAt(story, NODE_A);
    expect(await drop()).toMatch(refusal);
    await story.array.stop(NODE_A, driver.directory);
    expect(await drop()).toMatch(refusal);
    await startAt(story, NODE_A);
    world.silence(BOX_A, 'deaf');
    world.silence(BOX_B, 'deaf');
    expect(shown(await driver.unpublish({ volume, node: NODE_A }))).toMatch(/^unavailable/);
    expect(await driver.decisions()).toEqual([]);
    expect(await drop()).toBe('ok');
  });

  it('has given up what its node has told of as out', async () => {
    const { story, driver, volume, far } = await mirror();
    await driver.publish(publishTo(NODE_A, volume));
    await startAt(story, NODE_A);
    await driver.directory.report(publicationTo(story, NODE_A)!.id, { kind: 'dropped', legs: [far] });
    expect(shown(await driver.dropLeg({ volume, leg: far, by: BY }))).toBe('ok');
    expect(await driver.decisions()).toEqual([]);
  });

  it('may give up a leg that was being rebuilt, and not the one that it was rebuilt from', async () => {
    const { story, driver, volume, near, far } = await usedMirror(['dropped', 'returning']);
    expect(volumeIn(story)?.integrity.rebuilding).toEqual([far]);
    expect(shown(await driver.dropLeg({ volume, leg: near, by: BY }))).toMatch(/^unsupported: .*still being rebuilt/);
    expect(shown(await driver.dropLeg({ volume, leg: far, by: BY }))).toBe('ok');
    expect(volumeIn(story)?.integrity).toEqual({ dropped: [far], rebuilding: [], use: 'in-use' });
  });

  it.each([
    ['volume', { volume: 'other' as VolumeId }],
    ['leg', { leg: 'other' as LegId }],
  ])('is told that there is no such %s', async (_, other) => {
    const { driver, volume, far } = await mirror();
    expect(shown(await driver.dropLeg({ volume, leg: far, by: BY, ...other }))).toMatch(/^not-found/);
  });
});

describe('whoever decides about a drive', () => {
  it('is on record before the drive is touched, whatever its host answers', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    world.silence(BOX_A, 'deaf');
    expect(shown(await driver.adoptDrive({ enclosure: BOX_A, drive: DRIVE, by: BY }))).toMatch(/^unavailable/);
    world.wake(BOX_A);
    expect(shown(await driver.wipeDrive({ enclosure: BOX_A, drive: DRIVE, by: BY }))).toBe('ok');
    expect(shown(await driver.wipeDrive({ enclosure: BOX_B, drive: DRIVE, by: BY }))).toMatch(/^not-found/);
    const next = await world.start();
    expect(await told(next)).toEqual([
      'operator: adopt-drive: pending',
      'operator: wipe-drive: done',
      `operator: wipe-drive: refused unknown-drive, enclosure box-b holds no drive ${DRIVE}`,
    ]);
  });

  it('goes on with a decision whose end nobody knows, and takes another one after that', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    const wipe = (by: string) => driver.wipeDrive({ enclosure: BOX_A, drive: DRIVE, by });
    world.silence(BOX_A, 'mute');
    expect(shown(await wipe(BY))).toMatch(/^unavailable/);
    expect(shown(await wipe(BY))).toMatch(/^unavailable/);
    expect(shown(await wipe('ada'))).toMatch(/^unavailable/);
    expect(await told(driver)).toEqual(['operator: wipe-drive: pending', 'ada: wipe-drive: pending']);
    world.wake(BOX_A);
    expect(shown(await wipe(BY))).toBe('ok');
    expect(await told(driver)).toEqual(['operator: wipe-drive: done', 'ada: wipe-drive: done']);
    expect(shown(await wipe(BY))).toBe('ok');
    expect(await told(driver)).toHaveLength(3);
  });

  it('does not know what came of it where the driver died in between, until the same is decided again', async () => {
    const world = await createDriverWorld();
    await world.start();
    const wipe = { enclosure: BOX_A, drive: DRIVE, by: BY };
    const steps: string[] = [];
    const onStep = (name: string) => steps.push(name);
    await (await world.start({ step: 0, moment: 'before', onStep })).wipeDrive(wipe);
    expect(steps.slice(-3)).toEqual(['commit', 'wipeDrive', 'commit']);
    const dying = await world.start({ step: steps.length, moment: 'before' });
    await expect(dying.wipeDrive(wipe)).rejects.toThrow();
    const next = await world.start();
    expect(await told(next)).toEqual(['operator: wipe-drive: done', 'operator: wipe-drive: pending']);
    expect(shown(await next.wipeDrive(wipe))).toBe('ok');
    expect(await told(next)).toEqual(['operator: wipe-drive: done', 'operator: wipe-drive: done']);
  });

  it('does not wipe a drive that a volume is on', async () => {
    const { driver, story } = await mirror();
    const { drive, enclosure } = volumeIn(story)!.legs[0]!;
    expect(shown(await driver.wipeDrive({ enclosure, drive, by: BY }))).toMatch(
      /^in-use: .* leg of volume pvc-1; delete the volume first; "state: draining" in the declaration/,
    );
    expect(await driver.decisions()).toEqual([]);
  });

  it('speaks for the leader: one that was deposed changes no drive', async () => {
    const world = await createDriverWorld();
    const old = await world.start();
    const leader = await world.start();
    expect(leader.epoch).toBeGreaterThan(old.epoch);
    await expect(old.wipeDrive({ enclosure: BOX_A, drive: DRIVE, by: BY })).rejects.toMatchObject({ code: 'deposed' });
  });
});

describe('the inventory', () => {
  it('tells whose each drive is, of every enclosure in order', async () => {
    const world = await createDriverWorld();
    const driver = await world.start();
    await driver.createVolume(createRequest('pvc-1', 10, { storageGroup: 'sg-a' }));
    const [a, b] = await driver.inventory();
    expect([a?.name, b?.name]).toEqual(BOXES);
    const standings = a?.observed.kind === 'ok' ? a.observed.value.drives.map(({ standing }) => standing.kind) : [];
    expect(standings.sort()).toEqual(['blank', 'blank', 'blank', 'owned']);
  });
});

describe('the domain', () => {
  it('is made once with the store, and lives as long as it', async () => {
    const world = await createDriverWorld();
    const first = await world.start();
    const second = await world.start();
    expect(second.domain).toBe(first.domain);
    expect(first.domain).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  });
});
