// @ts-check
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectCsi } from '../../dist/csi/client/csi-client.js';
import { KUBELET_NODE } from './nodes.mjs';

const run = promisify(execFile);

const STOWAGE = fileURLToPath(new URL('../../bin/stowage', import.meta.url));
const READY_MILLISECONDS = 60_000;

/**
 * `get` answers as `stowage get THING -o json` does. `whileUp` repeats a question that the driver could not answer,
 * because it was just killed.
 * @typedef {{ readonly endpoint: string, readonly socket: string, readonly node: string, readonly csi: ReturnType<typeof connectCsi>,
 *   readonly get: (thing: string) => Promise<Record<string, any>[]>, readonly process: import('./processes.mjs').Running,
 *   readonly untilReady: () => Promise<void> }} Driver
 */

/**
 * @typedef {{ readonly folder: string, readonly repository: string, readonly kubeconfig: string, readonly name?: string,
 *   readonly processes: import('./processes.mjs').Processes }} DriverOptions
 */

/**
 * A driver that is ready.
 * @param {DriverOptions} options
 */
export async function startDriver(options) {
  const driver = await launchDriver(options);
  await driver.untilReady();
  return driver;
}

/**
 * `stowage serve` with simulated drives, started again whenever it ends.
 * @param {DriverOptions} options
 * @returns {Promise<Driver>}
 */
export async function launchDriver({ folder, repository, kubeconfig, processes, name = 'stowage' }) {
  const state = path.join(folder, 'state');
  await mkdir(state);
  const socket = path.join(folder, 'csi.sock');
  const endpoint = `unix://${socket}`;
  const running = processes.start(
    name,
    [process.execPath, STOWAGE, ...serveFlags({ repository, state, endpoint, kubeconfig })],
    {
      respawn: true,
    },
  );
  const csi = connectCsi(endpoint);
  return {
    endpoint,
    socket,
    node: KUBELET_NODE,
    csi,
    get: (/** @type {string} */ thing) => getJson(state, thing),
    untilReady: () => untilReady(endpoint, () => processes.tails([name])),
    process: running,
  };
}

/** @param {{ readonly repository: string, readonly state: string, readonly endpoint: string, readonly kubeconfig: string }} at */
const serveFlags = ({ repository, state, endpoint, kubeconfig }) => [
  'serve',
  ...['--hardware', 'simulated', '--repo', repository, '--state', state, '--csi-endpoint', endpoint],
  ...['--kubernetes', kubeconfig],
  ...['--listen', '127.0.0.1:0', '--interval', '1s', '--node-id', KUBELET_NODE],
];

/**
 * A client is made anew for each try: one that failed to connect waits a second before it tries again.
 * @param {string} endpoint
 * @param {() => Promise<string>} tails
 */
async function untilReady(endpoint, tails) {
  for (const until = Date.now() + READY_MILLISECONDS; Date.now() < until; await pause(50)) {
    const csi = connectCsi(endpoint);
    const probe = await csi.identity.probe({});
    csi.close();
    if (probe.kind === 'ok' && probe.value.ready === true) return;
  }
  throw new Error(`the driver did not get ready:\n${await tails()}`);
}

/**
 * @param {string} state
 * @param {string} thing
 * @returns {Promise<Record<string, any>[]>}
 */
async function getJson(state, thing) {
  const { stdout } = await run(process.execPath, [STOWAGE, 'get', thing, '-o', 'json', '--state', state]);
  return JSON.parse(stdout).items;
}
