import type { Door } from './doors.ts';
import { wrongBooks } from './books.ts';
import { alwaysWrong, readDurable } from './invariants.ts';
import { MISHAPS } from './mishaps.ts';
import { podMoves, useMoves } from './pod.ts';
import { drawProfile, EVENTS } from './profile.ts';
import type { Profile } from './profile.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';
import { recoveries, ticks } from './recoveries.ts';
import type { Circumstances } from './recoveries.ts';
import { endInPeace } from './rest.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';
import { repeatMoves, sidecarMoves } from './volume-client.ts';
import type { Move, VolumeClient } from './volume-client.ts';
import { consequences, detachments, wishes } from './wishes.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

export interface HistoryOptions {
  readonly seed: number;
  /** Steps with faults; afterwards everything goes on without. */
  readonly steps: number;
}

export interface History extends Circumstances {
  readonly clients: VolumeClient[];
  readonly profile: Profile;
  readonly tally: Tally;
  claims: number;
  texts: number;
}

export interface HistoryResult {
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  readonly tally: Tally;
}

/** One history, drawn by its seed alone: the same seed and number of steps give the same one. */
export async function runHistory({ seed, steps }: HistoryOptions): Promise<HistoryResult> {
  const random = seededRandom(seed);
  const tally = createTally();
  const world = await createWorld((door) => {
    tally.opened(door);
  });
  try {
    world.attached = random.chance(0.3);
    const history: History = { world, random, clients: [], profile: drawProfile(random), tally, claims: 0, texts: 0 };
    world.startDriver();
    for (const node of world.nodes) world.startPlugin(node);
    await world.settle();
    if (random.chance(0.8)) await passAll(world);
    for (let step = 0; step < steps && world.violations.length === 0; step += 1) await goOn(history);
    if (world.violations.length === 0) await endInPeace(history);
    return { violations: world.violations, trace: world.trace, tally };
  } finally {
    world.end();
  }
}

/** One step: a call is heard or answered or not, somebody asks for something, or something breaks or is mended. */
async function goOn(history: History): Promise<void> {
  const { world, random } = history;
  const calls = world.doors.open.filter(({ state }) => state !== 'running');
  const moves = [...movesOf(history), ...calls.map((door) => callMove(history, door))];
  await take(history, pickMove(random, moves));
  if (random.chance(0.05)) await checkBooks(world);
}

export async function take({ world, tally }: Pick<History, 'world' | 'tally'>, move: Move): Promise<void> {
  tally.steps += 1;
  world.note(move.name);
  move.act();
  await world.settle();
  await check(world);
}

function movesOf(history: History): readonly Move[] {
  const { world, clients, random, profile, tally } = history;
  return [
    ...wishes(world, clients, random, () => (history.claims += 1)),
    ...clientMoves(history),
    ...clients.flatMap((client) => [...repeatMoves(world, client), ...detachments(client)]),
    ...EVENTS.map((event) => ({
      name: event,
      weight: 0.3 * profile.events[event],
      act: () => {
        const possible = MISHAPS[event](history);
        if (possible.length === 0) return;
        const each = random.pick(possible);
        tally.fault(event);
        world.note(`  ${each.name}`);
        each.act();
      },
    })),
    ...recoveries(history),
    ...ticks(history),
  ];
}

/** What clients do of their own accord until they have what they want. */
export function clientMoves(history: History): readonly Move[] {
  const { world, clients } = history;
  const text = (): string => `write ${String((history.texts += 1))}`;
  return clients.flatMap((client) => [
    ...sidecarMoves(world, client),
    ...client.pods.flatMap((pod) => [...podMoves(world, client, pod), ...useMoves(world, client, pod, text)]),
    ...consequences(client),
  ]);
}

/** What becomes of a call. */
function callMove({ random, profile, tally, world }: History, door: Door): Move {
  const { kind, canFail } = door;
  const named = `${door.owner.name}: ${door.name}`;
  if (door.state === 'done') {
    const isLost = canFail && random.chance(profile.unanswered[kind]);
    return {
      name: `${named} is ${isLost ? 'done, and its answer lost' : 'answered'}`,
      weight: 3,
      act: () => {
        tally.passed(door, isLost ? 'unanswered' : 'answered');
        if (isLost) door.fail();
        else door.answer();
      },
    };
  }
  if (canFail && random.chance(profile.unheard[kind])) {
    return {
      name: `${named} is not heard`,
      weight: 3,
      act: () => {
        tally.passed(door, 'unheard');
        door.fail();
      },
    };
  }
  if (kind === 'host' && random.chance(profile.late)) {
    return {
      name: `${named} is late`,
      weight: 3,
      act: () => {
        tally.passed(door, 'late');
        world.doors.delay(door);
      },
    };
  }
  // Most are answered as soon as they are heard: what comes in between is told apart by the rest.
  const isQuick = random.chance(kind === 'read' ? 0.9 : 0.6);
  return {
    name: `${named} is heard${isQuick ? ' and answered' : ''}`,
    weight: 3,
    act: () => {
      door.begin();
      if (isQuick) door.answerSoon();
    },
  };
}

/** Everything that is under way goes on to its end, in order. */
export async function passAll({ doors, settle }: World): Promise<void> {
  for (
    let door = doors.open.find(({ state }) => state !== 'running');
    door;
    door = doors.open.find(({ state }) => state !== 'running')
  ) {
    if (door.state === 'done') door.answer();
    else door.begin();
    await settle();
  }
}

export function pickMove(random: Random, moves: readonly Move[]): Move {
  let left = (random.below(1_000_000) / 1_000_000) * moves.reduce((sum, { weight }) => sum + weight, 0);
  const found = moves.find(({ weight }) => (left -= weight) < 0) ?? moves.at(-1);
  if (!found) throw new Error('nothing could happen any more');
  return found;
}

const seen = new WeakMap<World, string>();

/** What always holds, looked at whenever something durable has changed. */
async function check(world: World): Promise<void> {
  const revisions = `${String(await world.store.revision())} ${String(await world.hardware.store.revision())}`;
  if (seen.get(world) === revisions) return;
  seen.set(world, revisions);
  for (const wrong of alwaysWrong(await readDurable(world))) world.accuse(wrong);
}

export async function checkBooks(world: World): Promise<void> {
  const leader = world.leader();
  const isWriting = world.doors.open.some(({ kind, owner }) => kind === 'commit' && owner === leader);
  if (!leader?.driver || isWriting || leader.isUnsure) return;
  for (const wrong of await wrongBooks(world, leader.driver)) world.accuse(wrong);
}
