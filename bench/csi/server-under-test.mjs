// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectCsi } from '../../dist/csi/client/csi-client.js';

const STOWAGE = fileURLToPath(new URL('../../bin/stowage', import.meta.url));
const HEAP_PROBE = new URL('heap-probe.mjs', import.meta.url).href;
const ECHO = fileURLToPath(new URL('echo-server.mjs', import.meta.url));

/**
 * @typedef {{ readonly client: import('../../dist/csi/client/csi-client.js').CsiClient, readonly readyAfter: number,
 *   mebibytes(field: 'VmRSS' | 'VmHWM'): number, heapMebibytes(): Promise<number>, stop(): Promise<void> }} ServerUnderTest
 */

/**
 * `stowage serve` on a repository, as a process of its own; `readyAfter` is milliseconds from before its start.
 * @param {{ readonly repository: string, readonly state: string, readonly socket: string }} at
 * @returns {Promise<ServerUnderTest>}
 */
export async function serveStowage({ repository, state, socket }) {
  const endpoint = `unix://${socket}`;
  const args = ['serve', '--repo', repository, '--state', state, '--csi-endpoint', endpoint, '--listen', '127.0.0.1:0'];
  const started = performance.now();
  const child = start(['--expose-gc', '--import', HEAP_PROBE, STOWAGE, ...args]);
  const client = connectCsi(endpoint);
  while (!(await isReady(client))) {
    if (child.exitCode !== null) throw new Error(`stowage serve ended with ${String(child.exitCode)}`);
    await pause(20);
  }
  return { client, readyAfter: performance.now() - started, ...watched(child, client) };
}

/**
 * A server of grpc-js that does nothing.
 * @param {string} socket
 * @returns {Promise<Pick<ServerUnderTest, 'client' | 'stop'>>}
 */
export async function serveEcho(socket) {
  const child = start([ECHO, `unix://${socket}`]);
  await once(child, 'message');
  const client = connectCsi(`unix://${socket}`);
  return { client, stop: watched(child, client).stop };
}

/** @param {readonly string[]} args */
const start = (args) => spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

/**
 * @param {ReturnType<typeof start>} child
 * @param {ServerUnderTest['client']} client
 */
const watched = (child, client) => ({
  mebibytes: (/** @type {string} */ field) => {
    const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
  },
  heapMebibytes: async () => {
    child.send('heap');
    const [bytes] = await once(child, 'message');
    return Number(bytes) / 2 ** 20;
  },
  stop: async () => {
    client.close();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  },
});

/** @param {ServerUnderTest['client']} client */
async function isReady(client) {
  const probed = await client.identity.probe({});
  return probed.kind === 'ok' && probed.value.ready === true;
}
