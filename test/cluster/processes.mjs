// @ts-check
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Between the end of a process and its next start. In a cluster the kubelet waits longer each time. */
const RESPAWN_MILLISECONDS = 200;

/**
 * `kill` ends the process as `kill -9` does; one that respawns is then started again. `started` counts its starts.
 * @typedef {{ readonly name: string, readonly kill: () => Promise<void>, readonly started: () => number, readonly pid: () => number,
 *   readonly stop: () => Promise<void>, readonly ended: () => string | undefined }} Running
 * @typedef {{ readonly respawn?: boolean, readonly env?: Record<string, string> }} StartOptions
 * @typedef {{ readonly start: (name: string, command: readonly [string, ...string[]], options?: StartOptions) => Running,
 *   readonly tails: (names?: readonly string[]) => Promise<string>, readonly stop: () => Promise<void> }} Processes
 */

/**
 * The processes of a run: each writes a log of its own, and none outlives the run, however that ends.
 * @param {string} logs the folder of the logs; what an earlier run left in it is deleted
 * @returns {Promise<Processes>}
 */
export async function createProcesses(logs) {
  await rm(logs, { recursive: true, force: true });
  await mkdir(logs, { recursive: true });
  /** @type {Map<string, Running>} */
  const all = new Map();
  return {
    start: (name, command, options = {}) => {
      const running = supervise(name, path.join(logs, `${name}.log`), command, options);
      all.set(name, running);
      return running;
    },
    tails: async (names = [...all.keys()]) => {
      const texts = await Promise.all(names.map(async (name) => `── ${name}.log\n${await tail(logs, name)}`));
      return texts.join('\n');
    },
    stop: async () => {
      await Promise.all([...all.values()].map((running) => running.stop()));
    },
  };
}

/** What is shown of a log. */
const [TAIL_LINES, TAIL_COLUMNS] = [8, 300];

/**
 * @param {string} logs
 * @param {string} name
 */
async function tail(logs, name) {
  const text = await readFile(path.join(logs, `${name}.log`), 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-TAIL_LINES);
  return lines.map((line) => `   ${line.slice(0, TAIL_COLUMNS)}`).join('\n');
}

/**
 * @param {string} name
 * @param {string} log
 * @param {readonly [string, ...string[]]} command
 * @param {StartOptions} options
 * @returns {Running}
 */
function supervise(name, log, command, { respawn = false, env = {} }) {
  const file = createWriteStream(log, { flags: 'a' });
  let [starts, stopping] = [0, false];
  /** @type {string | undefined} */
  let ended;
  let current = launch();

  function launch() {
    starts += 1;
    ended = undefined;
    // The kernel ends it with us, also where we are killed and can end nothing ourselves.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    child.stdout.pipe(file, { end: false });
    child.stderr.pipe(file, { end: false });
    const gone = new Promise((resolve) => {
      child.once('error', (error) => {
        ended = error.message;
        resolve(undefined);
      });
      child.once('exit', (code, signal) => {
        ended = signal ?? `status ${String(code)}`;
        file.write(`(${name} ended: ${ended})\n`);
        resolve(undefined);
      });
    });
    if (respawn) void gone.then(again);
    return { child, gone };
  }

  async function again() {
    await pause(RESPAWN_MILLISECONDS);
    if (!stopping) current = launch();
  }

  const kill = async () => {
    const { child, gone } = current;
    child.kill('SIGKILL');
    await gone;
  };
  return {
    name,
    kill,
    started: () => starts,
    pid: () => current.child.pid ?? 0,
    stop: async () => {
      stopping = true;
      await kill();
    },
    ended: () => ended,
  };
}
