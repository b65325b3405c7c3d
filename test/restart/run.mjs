// @ts-check
/**
 * Kills the server at moments chosen by a seed, while volumes are made, grown, published, unpublished and deleted, while
 * a commit becomes active, and while it starts; then starts it again, repeats what was not answered, and looks for anything that was lost, moved or
 * left over.
 *
 *     npm run test:restart [-- --seed 7 --rounds 12 --volumes 1000]
 *
 * What it runs is dist/. Ends with `N passed, N failed`; exit status 0 or 1.
 */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { compareWithModel, leftOvers, moved, revisionProblems } from './findings.mjs';
import { commitChange, headOf, install } from './installation.mjs';
import { observe, observeAtRest, readHardware } from './observation.mjs';
import { send, settle } from './requests.mjs';
import { seededRandom } from './seeded-random.mjs';
import { startAndKill, startServer } from './server.mjs';
import { createTally } from './tally.mjs';
import { KINDS, nextRequest } from './volume-model.mjs';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    rounds: { type: 'string', default: '12' },
    volumes: { type: 'string', default: '1000' },
  },
});
const [rounds, fleet] = [Number(options.rounds), Number(options.volumes)];

/** Volumes that change at the same time. Few enough that every kind finds its drives. */
const BUSY_VOLUMES = 12;
/** How long a round works at most before it is killed, and how long a start may take before it is. */
const [WORK_MILLISECONDS, START_MILLISECONDS] = [400, 400];
/** What a restart with a thousand volumes may take, and how many are timed. */
const [READY_MILLISECONDS, TIMED_STARTS] = [1000, 5];

/** Moments; what volumes ask for has seeds of its own, so that moments do not depend on who asks first. */
const random = seededRandom(Number(options.seed));
const tally = createTally();
const installation = await install();
tally.note(`seed ${options.seed}, in ${dirname(installation.state)}`);

/** @type {import('./volume-model.mjs').ModelVolume[]} */
const volumes = Array.from({ length: BUSY_VOLUMES }, (_, at) =>
  newVolume(`busy-${String(at)}`, KINDS[at % KINDS.length]),
);

let [answered, cutOff] = [0, 0];

try {
  for (let round = 1; round <= rounds; round++) await killAmidWork(round);
  const hit = `${String(answered)} requests were answered before, ${String(cutOff)} were cut off`;
  tally.check(`kills hit work: ${hit}`, answered > rounds && cutOff > rounds ? [] : ['too few to mean anything']);
  await fillAndTime();
  await deleteEverything();
} catch (error) {
  tally.check('it went on to the end', [error instanceof Error ? error.message : String(error)]);
}

if (tally.finish() > 0) {
  console.error(`The server's log and its state are kept in ${dirname(installation.state)}`);
  process.exitCode = 1;
} else {
  await rm(dirname(installation.state), { recursive: true });
}
// What an error left running would keep this process.
process.exit();

/**
 * One round: work, kill, now and then kill the next start too, restart, repeat, compare.
 * @param {number} round
 */
async function killAmidWork(round) {
  const before = await startServer(installation);
  const seen = await observe(before.csi, installation);
  const killAfter = random.below(WORK_MILLISECONDS);
  if (round % 4 === 0) await commitChange(installation, round);
  await workUntilKilled(before, killAfter);
  const killStart = round % 3 === 0 ? random.below(START_MILLISECONDS) : undefined;
  if (killStart !== undefined) await startAndKill(installation, killStart);

  const after = await startServer(installation);
  const restarted = await observe(after.csi, installation);
  const changed = new Set(volumes.filter(({ wanted }) => wanted).map(({ name }) => name));
  await Promise.all(volumes.map((volume) => settle(after.csi, volume)));
  const settled = await observeAtRest(after.csi, installation);
  await after.kill();

  const when = `round ${String(round)}, killed after ${String(killAfter)} ms`;
  tally.check(`${when}: every volume answered for is there, and no other`, compareWithModel(volumes, settled));
  tally.check(`${when}: no volume moved`, [...moved(seen, restarted, changed), ...moved(restarted, settled, changed)]);
  tally.check(`${when}: nothing leaked`, leftOvers(settled, await readHardware(installation)));
  tally.check(`${when}: the right revision is active`, revisionProblems(seen, settled, await headOf(installation)));
}

/**
 * Every busy volume is asked for one thing after the other until the server is gone.
 * @param {import('./server.mjs').Server} server
 * @param {number} milliseconds
 */
async function workUntilKilled(server, milliseconds) {
  let killed = false;
  const workers = Promise.all(
    volumes.map(async (volume) => {
      while (!killed) {
        volume.wanted ??= nextRequest(volume);
        if ((await send(server.csi, volume)) === 'answered') answered += 1;
        else await pause(1);
      }
    }),
  );
  // A refusal that nobody expected is told once the server is gone.
  workers.catch(() => (killed = true));
  await pause(milliseconds);
  killed = true;
  await server.kill();
  await workers;
  cutOff += volumes.filter(({ wanted }) => wanted).length;
}

/** Many volumes, then restarts against the clock. */
async function fillAndTime() {
  const filling = await startServer(installation);
  const slice = KINDS.find(({ name }) => name === 'encrypted-slice');
  const added = Array.from({ length: fleet - BUSY_VOLUMES }, (_, at) => newVolume(`many-${String(at)}`, slice));
  volumes.push(...added);
  for (const volume of volumes) if (volume.id === undefined) volume.wanted = { call: 'create' };
  await inParallel(volumes, 32, (volume) => settle(filling.csi, volume));
  const before = await observe(filling.csi, installation);
  await filling.kill();

  const times = [];
  for (let start = 1; start <= TIMED_STARTS; start++) {
    const server = await startServer(installation);
    times.push(server.readyMilliseconds);
    if (start === TIMED_STARTS) {
      const after = await observe(server.csi, installation);
      tally.check(`${String(fleet)} volumes are there after restarts`, compareWithModel(volumes, after));
      tally.check(`none of ${String(fleet)} volumes moved`, moved(before, after, new Set()));
    }
    await server.kill();
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
  const shown = times.map((time) => time.toFixed(0)).join(', ');
  tally.check(
    `ready within ${String(READY_MILLISECONDS)} ms with ${String(fleet)} volumes: ${shown} ms`,
    median < READY_MILLISECONDS ? [] : [`the median is ${median.toFixed(0)} ms`],
  );
}

/** What is deleted leaves nothing behind, also when the server is killed right after. */
async function deleteEverything() {
  const server = await startServer(installation);
  for (const call of /** @type {const} */ (['unpublish', 'delete'])) {
    for (const volume of volumes) if (call === 'delete' || volume.node !== undefined) volume.wanted = { call };
    await inParallel(volumes, 32, (volume) => settle(server.csi, volume));
  }
  await server.kill();
  const again = await startServer(installation);
  const left = await observeAtRest(again.csi, installation);
  await again.kill();
  tally.check('every volume is deleted', compareWithModel(volumes, left));
  tally.check('nothing is left on the drives', leftOvers(left, await readHardware(installation)));
}

/**
 * @param {string} name
 * @param {import('./volume-model.mjs').Kind | undefined} kind
 * @returns {import('./volume-model.mjs').ModelVolume}
 */
function newVolume(name, kind) {
  if (!kind) throw new Error(`no kind of volume for ${name}`);
  const choices = seededRandom(
    Number(options.seed) + [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0),
  );
  const sizeGiB = choices.pick(kind.sizes);
  return { name, kind, choices, sizeGiB, id: undefined, node: undefined, wanted: undefined };
}

/**
 * @template Item
 * @param {readonly Item[]} items
 * @param {number} width
 * @param {(item: Item) => Promise<void>} work
 */
async function inParallel(items, width, work) {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
