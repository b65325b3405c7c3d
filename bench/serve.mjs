// @ts-check
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** As many bytes as a repository may have, nearly all of them comments: text that has to reach the thread that checks. */
const LARGEST_FILES = 60;
const largestFile = (/** @type {number} */ at) => `# ${String(at)} ${'x'.repeat(1000)}\n`.repeat(4150);

/** A thousand drives that are all unlike, and so are asked about one by one. */
const unlikeDrives = (/** @type {number} */ at) => `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata:
  name: unlike-${String(at)}
spec:
  storageGroup: unlike
  portals: [{ transport: nvmetcp, address: 192.0.2.1 }]
  drives:
${Array.from({ length: 1000 }, (_, drive) => unlikeDrive(at * 1000 + drive)).join('')}`;

const unlikeDrive = (/** @type {number} */ at) =>
  `  - { id: eui.${at.toString(16).padStart(16, '0')}, mediaType: SSD, protocol: NVMe, capacity: 4T, tags: [t${String(at)}] }\n`;

/** Some five thousand steps for each drive. */
const costlyDriveRule = (/** @type {number} */ at) => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: costly-drives-${String(at)}
spec:
  scope: Drive
  validations:
    - expression: >-
        ${FEW}.all(a, ${FEW}.all(b, a + b + ${String(at)} < drive.tags.size() + 1000))
`;

const FEW = `[${Array.from({ length: 17 }, (_, at) => at).join(', ')}]`;

/** Revisions after the fleet, one upon the other, by what is added. @type {Readonly<Record<string, readonly string[]>>} */
const HOSTILE = {
  'costly-rules': Array.from({ length: 20 }, (_, at) => costlyRule(at)),
  'costly-drive-rules': Array.from({ length: 10 }, (_, at) => `${unlikeDrives(at)}---\n${costlyDriveRule(at)}`),
  'largest-files': Array.from({ length: LARGEST_FILES }, (_, at) => largestFile(at)),
};

/**
 * The longest time for which the thread of a server that serves was busy with a revision in one go, in time of the
 * processor, against the same server checking it in that thread: 100,000 drives, which are activated; rules that spend
 * all that rules may, and are refused; rules that take as much as they may of each of 10,000 drives; and as many bytes as
 * a repository may have.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export const serveUnblocked = ({ smoke }) =>
  withFleetFolder(async function* (folder) {
    const repository = join(folder, 'repository');
    await commitAll(repository);
    yield await compared('fleet', folder);
    if (smoke) return;
    for (const [name, files] of Object.entries(HOSTILE)) {
      const hostile = join(repository, name);
      await mkdir(hostile);
      for (const [at, text] of files.entries()) await writeFile(join(hostile, `${String(at)}.yaml`), text);
      await commitAll(repository);
      yield await compared(name, folder);
      await rm(hostile, { recursive: true });
    }
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
    target: 100,
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
  const longest = watchTurns();
  await server.sync();
  // A turn that stood still until now is counted by the next one.
  await pause(100);
  const milliseconds = longest();
  await server.stop();
  return milliseconds;
}

/**
 * Looks each millisecond, or as soon as this thread gets to it, how much of the processor the thread has had since.
 * @returns {() => number} ends the watch: the most, in milliseconds
 */
function watchTurns() {
  const schedule = openSync('/proc/self/schedstat', 'r');
  const text = Buffer.alloc(64);
  const had = () => Number(text.toString('latin1', 0, readSync(schedule, text, 0, 64, 0)).split(' ')[0]) / 1e6;
  let [before, most] = [had(), 0];
  const watch = setInterval(() => {
    const now = had();
    most = Math.max(most, now - before);
    before = now;
  }, 1);
  return () => {
    clearInterval(watch);
    closeSync(schedule);
    return most;
  };
}
