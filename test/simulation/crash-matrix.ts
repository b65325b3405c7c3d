import type { Door, Process } from './doors.ts';
import { lookAfterAll, passOn } from './going-on.ts';
import { alwaysWrong, readDurable } from './invariants.ts';
import type { VolumeKind } from './inventory.ts';
import { chaptersOf } from './life.ts';
import type { Chapter, Life } from './life.ts';
import { podMoves } from './pod.ts';
import { leftovers } from './rest.ts';
import { whatOf } from './tally.ts';
import { newClient, sidecarMoves } from './volume-client.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

/**
 * When the process dies that makes a call: before it is heard; after it was carried out, its answer lost; or while it is
 * under way, to be carried out once the process has been started anew.
 */
export const MOMENTS = ['before', 'during', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

/** One moment of one call of one chapter of the life of a volume. */
export interface CrashPoint {
  readonly kind: VolumeKind;
  /** By its place in the life. */
  readonly chapter: number;
  /** Which call of the chapter, from 0. */
  readonly call: number;
  readonly moment: Moment;
  /** For people. */
  readonly name: string;
}

/** Every one there is, for a kind of volume: an undisturbed life is counted. */
export async function crashPoints(kind: VolumeKind): Promise<readonly CrashPoint[]> {
  const points: CrashPoint[] = [];
  await live(kind, (chapter, name) => {
    let call = 0;
    return (door) => {
      for (const moment of MOMENTS) {
        if (moment === 'during' && !mayArriveLate(door)) continue;
        points.push({ kind, chapter, call, moment, name: `${kind.name}: ${moment} "${whatOf(door)}" of "${name}"` });
      }
      call += 1;
      return undefined;
    };
  });
  return points;
}

/** What a process has sent over a network, or handed to a store of another host. A dead node plug-in writes nothing. */
const mayArriveLate = ({ kind, owner }: Door): boolean =>
  kind === 'host' || kind === 'directory' || (kind === 'commit' && owner.name.startsWith('driver'));

/** Tells what went wrong in a life in which a process dies at that point. */
export const crashAt = (point: CrashPoint): Promise<readonly string[]> =>
  live(point.kind, (chapter) => {
    let call = 0;
    return () => (chapter === point.chapter && call++ === point.call ? point.moment : undefined);
  });

/** Asked of every call that could be a crash point, in a chapter: whether it is one. */
type Watch = (chapter: number, name: string) => (door: Door) => Moment | undefined;

async function live(kind: VolumeKind, watch: Watch): Promise<readonly string[]> {
  const world = await createWorld();
  try {
    const client = newClient('pvc-1', kind);
    client.claim = 'gone';
    const life: Life = { world, client };
    world.startDriver();
    for (const node of world.nodes) world.startPlugin(node);
    await until(life, () => isServing(world), unharmed);
    client.claim = 'wanted';
    for (const [at, chapter] of chaptersOf(/mirror/.test(kind.layout)).entries()) {
      await chapter.wish(life);
      await go(life, chapter, watch(at, chapter.name));
      for (const wrong of alwaysWrong(await readDurable(world))) world.accuse(`after "${chapter.name}", ${wrong}`);
      if (world.violations.length > 0) break;
    }
    if (world.violations.length === 0)
      for (const left of await leftovers(world)) world.accuse(`in the end ${left} is left`);
    return world.violations;
  } finally {
    world.end();
  }
}

const isServing = (world: World): boolean =>
  world.leader()?.driver !== undefined && world.nodes.every(({ plugin }) => plugin?.plugin !== undefined);

/** On to the end of a chapter, over at most one crash, and a repeat of what was answered. */
async function go(life: Life, chapter: Chapter, isCrash: (door: Door) => Moment | undefined): Promise<void> {
  const { world } = life;
  let late: Door | undefined;
  const met = (door: Door): boolean => {
    const moment = isCandidate(door) ? isCrash(door) : undefined;
    if (moment === undefined) return false;
    world.note(`${door.owner.name} dies ${moment} ${door.name}`);
    if (moment === 'during') late = door;
    crashing = { moment, door };
    return true;
  };
  let crashing: { readonly moment: Moment; readonly door: Door } | undefined;
  await until(
    life,
    () => chapter.isReached(life),
    async (door) => {
      if (!met(door) || !crashing) return;
      await die(world, crashing);
    },
  );
  // Also what was under way when nothing waits for it any more.
  if (late && world.doors.late.includes(late)) await arrive(world, late);
  await until(life, () => chapter.isReached(life), unharmed);
}

const isCandidate = ({ kind }: Door): boolean => kind !== 'read' && kind !== 'csi' && kind !== 'pause';

async function die(world: World, { moment, door }: { readonly moment: Moment; readonly door: Door }): Promise<void> {
  if (moment === 'after') {
    door.begin();
    await world.settle();
  }
  world.kill(door.owner, (sent) => moment === 'during' && sent === door);
  restart(world, door.owner);
}

function restart(world: World, process: Process): void {
  if (world.leader() === undefined) world.startDriver();
  for (const node of world.nodes) if (!node.plugin) world.startPlugin(node);
  world.note(`what ${process.name} was is started anew`);
}

async function arrive(world: World, door: Door): Promise<void> {
  world.note(`late: ${door.name} arrives`);
  world.doors.arrive(door);
  await world.settle();
}

const PATIENCE = 3000;

const unharmed = (): Promise<void> => Promise.resolve();

/** One call after the other, and clients that ask again, until something is reached. */
async function until(
  life: Life,
  isReached: () => Promise<boolean> | boolean,
  met: (door: Door) => Promise<void>,
): Promise<void> {
  const { world, client } = life;
  for (let step = 0; step < PATIENCE; step += 1) {
    await world.settle();
    const door = world.doors.open.find(({ state }) => state !== 'running');
    if (door?.state === 'done') {
      door.answer();
    } else if (door) {
      await met(door);
      if (world.doors.open.includes(door)) door.begin();
    } else {
      if (await isReached()) return;
      const [late] = isServing(world) ? world.doors.late : [];
      if (late) await arrive(world, late);
      const [move] = [...sidecarMoves(world, client), ...client.pods.flatMap((pod) => podMoves(world, client, pod))];
      if (move) move.act();
      else {
        passOn(world, 300_000);
        lookAfterAll(world);
      }
    }
  }
  const waiting = world.trace.slice(-3).join('; ');
  world.accuse(`it never comes to its end: ${waiting}`);
}
