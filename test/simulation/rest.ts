import { recoveries, ticks } from './recoveries.ts';
import { passOn } from './going-on.ts';
import { checkBooks, clientMoves, pickMove, take } from './history.ts';
import type { History } from './history.ts';
import { readDurable, wrongAtRest } from './invariants.ts';
import { readAll } from './pod.ts';
import type { Move } from './volume-client.ts';
import type { World } from './world.ts';

/** Steps after which what has not come to its end never will. */
const PATIENCE = 6000;

/**
 * Faults are over: everything that was begun comes to its end, and exactly what was asked for is there, also for a driver
 * that starts anew; then everything goes, and nothing is left.
 */
export async function endInPeace(history: History): Promise<void> {
  const { world, clients, random } = history;
  await mendAll(history);
  if (!(await comeToRest(history))) return;
  await checkRest(history);
  for (const driver of [...world.drivers]) world.kill(driver);
  world.startDriver();
  if (!(await comeToRest(history))) return;
  await checkRest(history);
  for (const client of clients) for (const pod of client.pods) await readAll(world, client, pod);
  for (const client of clients) client.isDoomed = true;
  if (random.chance(0.2)) for (const { plugin } of world.nodes) if (plugin) world.kill(plugin);
  await mendAll(history);
  if (!(await comeToRest(history))) return;
  await checkEmpty(world);
}

async function mendAll(history: History): Promise<void> {
  const { world, random } = history;
  for (const driver of world.drivers.filter((each) => each !== world.leader())) world.kill(driver);
  for (const door of [...world.doors.late]) {
    if (random.chance(0.5)) world.doors.arrive(door);
    else world.doors.lose(door);
  }
  for (let mending = recoveries(history); mending.length > 0; mending = recoveries(history)) {
    for (const each of mending) await take(history, each);
  }
}

/** Milliseconds after which a driver tries again whatever failed. */
const LONGEST_PAUSE = 300_000;

/** Whether nothing is left to do. Where something is for ever, that is told. */
async function comeToRest(history: History): Promise<boolean> {
  const { world, random } = history;
  let quiet = 0;
  let before = '';
  for (let step = 0; step < PATIENCE; step += 1) {
    if (world.violations.length > 0) return false;
    const calls = world.doors.open
      .filter(({ state }) => state !== 'running')
      .map((door): Move => ({
        name: `${door.owner.name}: ${door.name} ${door.state === 'done' ? 'is answered' : 'is heard'}`,
        weight: 3,
        act: () => {
          if (door.state === 'done') door.answer();
          else door.begin();
        },
      }));
    const moves = [
      ...calls,
      ...recoveries(history),
      ...clientMoves(history).filter(({ name }) => !/ (writes|reads) /.test(name)),
    ];
    if (moves.length > 0) {
      await take(history, pickMove(random, [...moves, ...ticks(history).map((tick) => ({ ...tick, weight: 0.1 }))]));
      continue;
    }
    const now = await revisions(world);
    quiet = now === before ? quiet + 1 : 0;
    if (quiet > 3) return true;
    before = now;
    await take(history, {
      name: 'minutes go by',
      weight: 1,
      act: () => {
        passOn(world, LONGEST_PAUSE);
      },
    });
    for (const tick of ticks(history)) await take(history, tick);
  }
  const waiting = clientMoves(history).map(({ name }) => name);
  world.accuse(`this never comes to its end: ${waiting.join('; ')}`);
  return false;
}

async function revisions({ store, hardware, nodes }: World): Promise<string> {
  const all = await Promise.all(
    [store, hardware.store, ...nodes.map(({ records }) => records)].map((each) => each.revision()),
  );
  return all.join(' ');
}

async function checkRest({ world, clients }: History): Promise<void> {
  for (const wrong of wrongAtRest(await readDurable(world), clients)) world.accuse(`at rest, ${wrong}`);
  await checkBooks(world);
}

async function checkEmpty(world: World): Promise<void> {
  for (const each of await leftovers(world)) world.accuse(`in the end ${each} is left`);
}

/** What is left once there is no volume any more. */
export async function leftovers(world: World): Promise<readonly string[]> {
  const { volumes, publications, legs, exports } = await readDurable(world);
  const left = [
    ...volumes.map(({ name }) => `volume ${name}`),
    ...publications.map(({ id }) => `publication ${id}`),
    ...legs.map(({ leg }) => `leg ${leg}`),
    ...exports.map(({ leg }) => `the export of ${leg}`),
    ...(await world.hardware.store.list('simulated/content/')).map(({ key }) => key),
    ...(await world.hardware.store.list('simulated/publication/')).map(({ key }) => key),
  ];
  for (const { name, records, prefix, paths } of world.nodes) {
    left.push(...(await records.list('node/')).map(({ key }) => `${key} on ${name}`));
    left.push(
      ...(await world.hardware.store.list(prefix)).map(({ key }) => key).filter((key) => !key.endsWith('/boots')),
    );
    left.push(...[...paths].filter((path) => path.startsWith('/pods/')).map((path) => `${path} on ${name}`));
  }
  return left;
}
