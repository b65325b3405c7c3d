// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createObservation } from '../dist/cli/observe/observation.js';
import { startServer } from '../dist/cli/serve/server.js';
import { commitAll } from './commit-all.mjs';
import { withFleetFolder } from './fleet-files.mjs';
import { rounded } from './statistics.mjs';

const CHECK_WORKER = new URL('../dist/bundle/check-worker.js', import.meta.url);

const MANY = `[${Array.from({ length: 64 }, (_, at) => at).join(', ')}]`;

/** Thousands of steps for each enclosure; twenty of these come to the end of what rules may take. */
const costlyRule = (/** @type {number} */ at) => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: costly-${String(at)}
spec:
  scope: Config
  kinds: [Enclosure]
  validations:
    - expression: >-
        ${MANY}.all(a, ${MANY}.all(b, a + b + ${String(at)} < object.spec.drives.size() + 1000))
`;

/**
 * The longest time for which the event loop of a server stood still while it took over a revision, against the same
 * server checking it in the thread that serves: the fleet, which is activated as well, and rules that spend all that
 * rules may, which are refused.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export const serveUnblocked = ({ smoke }) =>
  withFleetFolder(async function* (folder) {
    const repository = join(folder, 'repository');
    await commitAll(repository);
    yield await compared('fleet', folder);
    if (smoke) return;
    await mkdir(join(repository, 'costly'));
    for (let at = 0; at < 20; at++) await writeFile(join(repository, 'costly', `${String(at)}.yaml`), costlyRule(at));
    await commitAll(repository);
    yield await compared('costly-rules', folder);
  });

/**
 * @param {string} name
 * @param {string} folder
 */
async function compared(name, folder) {
  const value = await longestBlock(join(folder, `${name}-in-thread`), folder, CHECK_WORKER);
  const rival = await longestBlock(join(folder, `${name}-in-place`), folder, undefined);
  return {
    name: `serve-${name}-longest-block`,
    value: rounded(value),
    unit: 'ms',
    rival: 'checked in the thread that serves',
    ratio: rounded(value / rival),
  };
}

/**
 * @param {string} state
 * @param {string} folder
 * @param {URL | undefined} checkWorker
 */
async function longestBlock(state, folder, checkWorker) {
  const listen = { host: '127.0.0.1', port: 0 };
  const observation = createObservation({ logLevel: 'error' }, process);
  const server = await startServer(
    { repo: 'repository', ref: 'main', path: '.', state, listen, interval: 1 },
    { ...observation, cwd: folder, checkWorker },
  );
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await server.sync();
  // A turn that stood still until now is counted by the next one.
  await pause(100);
  delay.disable();
  await server.stop();
  return delay.max / 1e6;
}
