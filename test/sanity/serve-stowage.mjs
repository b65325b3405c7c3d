// `stowage serve` as a process of its own, until it is ready.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_MILLISECONDS = 30_000;
const STOP_MILLISECONDS = 10_000;
const PROBE_MILLISECONDS = 50;

/**
 * @param {{ root: string, repository: string, folder: string, node: string }} options
 * @returns {Promise<Served>}
 * @typedef {{ root: string, state: string, endpoint: string, client: object, log: () => string, stop: () => Promise<void> }} Served
 */
export async function serveStowage({ root, repository, folder, node }) {
  const endpoint = `unix://${path.join(folder, 'csi.sock')}`;
  const state = path.join(folder, 'state');
  await mkdir(state);
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'bin', 'stowage'),
      'serve',
      ...['--repo', repository, '--ref', 'main', '--path', '.', '--state', state],
      ...['--csi-endpoint', endpoint, '--listen', '127.0.0.1:0', '--interval', '1s', '--node-id', node],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const log = () => Buffer.concat(chunks).toString('utf8');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
    await ended;
    clearTimeout(timer);
  };
  const { connectCsi } = await import(path.join(root, 'dist', 'csi', 'client', 'csi-client.js'));
  const client = connectCsi(endpoint);
  try {
    await untilReady(client, child);
  } catch (error) {
    client.close();
    await stop();
    throw new Error(`${error.message}\n${log()}`);
  }
  return {
    root,
    state,
    endpoint,
    client,
    log,
    stop: async () => {
      client.close();
      await stop();
    },
  };
}

async function untilReady(client, child) {
  const deadline = Date.now() + READY_MILLISECONDS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`stowage serve ended with status ${child.exitCode}`);
    const probe = await client.identity.probe({});
    if (probe.kind === 'ok' && probe.value.ready) return;
    await sleep(PROBE_MILLISECONDS);
  }
  throw new Error(`stowage serve was not ready within ${READY_MILLISECONDS / 1000} s`);
}
