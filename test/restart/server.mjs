// @ts-check
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectCsi } from '../../dist/csi/client/csi-client.js';

const STOWAGE = fileURLToPath(new URL('../../bin/stowage', import.meta.url));
const START_LIMIT_MILLISECONDS = 30_000;

/**
 * @typedef {ReturnType<typeof connectCsi>} CsiClient
 * @typedef {{ readonly repository: string, readonly state: string, readonly log: string }} Installation
 * @typedef {{ readonly csi: CsiClient, readonly readyMilliseconds: number, readonly kill: () => Promise<void> }} Server
 */

/**
 * Starts the server and waits until its driver says that it is ready; the time counts from before the fork.
 * @param {Installation} installation
 * @returns {Promise<Server>}
 */
export async function startServer(installation) {
  const started = performance.now();
  const running = launch(installation);
  const csi = await untilReady(running, socketOf(installation), started);
  return {
    csi,
    readyMilliseconds: performance.now() - started,
    kill: async () => {
      await running.kill();
      csi.close();
    },
  };
}

/**
 * Starts the server and kills it after so long, wherever it then is.
 * @param {Installation} installation
 * @param {number} milliseconds
 */
export async function startAndKill(installation, milliseconds) {
  const running = launch(installation);
  await pause(milliseconds);
  await running.kill();
}

/** @param {Installation} installation */
const socketOf = ({ state }) => `unix://${join(state, 'csi.sock')}`;

/**
 * @typedef {{ readonly kill: () => Promise<void>, readonly ended: () => boolean }} Running
 * @param {Installation} installation
 * @returns {Running}
 */
function launch({ repository, state, log }) {
  const place = ['--repo', repository, '--state', state, '--listen', '127.0.0.1:0'];
  const child = spawn(process.execPath, [STOWAGE, 'serve', ...place, '--interval', '200ms'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const gone = new Promise((resolve) => child.on('close', resolve));
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
      process.off('exit', endWithUs);
      file.end();
    },
    ended: () => child.exitCode !== null || child.signalCode !== null,
  };
}

/**
 * A client is made anew for each try: one that failed to connect waits a second before it tries again.
 * @param {Running} running
 * @param {string} endpoint
 * @param {number} started
 */
async function untilReady(running, endpoint, started) {
  while (performance.now() - started < START_LIMIT_MILLISECONDS) {
    if (running.ended()) throw new Error('the server ended while it was starting: see its log');
    const csi = connectCsi(endpoint);
    const probe = await csi.identity.probe({});
    if (probe.kind === 'ok' && probe.value.ready === true) return csi;
    csi.close();
    await pause(5);
  }
  await running.kill();
  throw new Error(`the server was not ready after ${String(START_LIMIT_MILLISECONDS / 1000)} s`);
}
