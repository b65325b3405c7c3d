// @ts-check
import { join } from 'node:path';
import { commitAll } from './commit-all.mjs';
import { serveEcho, serveStowage } from './csi/server-under-test.mjs';
import { withFleetFolder } from './fleet-files.mjs';
import { percentile, rounded } from './statistics.mjs';

/** @typedef {import('./csi/server-under-test.mjs').ServerUnderTest} ServerUnderTest */
/** @typedef {{ readonly perSecond: number, readonly p50: number, readonly p99: number }} Rate */

const CAPABILITY = {
  accessMode: { mode: 1 },
  accessType: { case: /** @type {const} */ ('mount'), value: { fsType: '', mountFlags: [] } },
};
const SLICE = { type: 'slice', selector: 'tier=silver', encrypt: 'true' };
const GIBIBYTE = 2n ** 30n;

/**
 * What it takes to create a volume and to delete it again, each durable before it is answered, by calls over the socket
 * that sidecars use, among 100,000 drives and more and more volumes; against as many calls of a grpc-js server that does
 * nothing. Then what a start takes with all of them, and whether memory stays.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export const csi = ({ smoke }) =>
  withFleetFolder(async function* (folder) {
    const repository = join(folder, 'repository');
    await commitAll(repository);
    const at = { repository, state: join(folder, 'state'), socket: join(folder, 'csi.sock') };
    const scale = smoke ? { existing: [0, 100], pairs: 100, slope: 200 } : FULL;
    const echo = await serveEcho(join(folder, 'echo.sock'));
    let served = await serveStowage(at);
    try {
      let there = 0;
      for (const existing of scale.existing) {
        await fill(served, there, existing);
        there = existing;
        yield* rates(served, echo, `among-${String(existing)}`, scale.pairs);
      }
      yield* slope(served, scale.slope);
      await served.stop();
      served = await serveStowage(at);
      yield { name: 'csi-start-time', value: rounded(served.readyAfter / 1000), unit: 's', target: 5 };
      yield { name: 'csi-start-memory', value: rounded(served.mebibytes('VmHWM')), unit: 'MiB', target: 1024 };
    } finally {
      await served.stop();
      await echo.stop();
    }
  });

const FULL = { existing: [0, 10_000, 100_000], pairs: 4000, slope: 100_000 };

/**
 * @param {ServerUnderTest} served
 * @param {Pick<ServerUnderTest, 'client'>} echo
 * @param {string} name
 * @param {number} pairs
 */
async function* rates(served, echo, name, pairs) {
  for (const inFlight of [1, 64]) {
    const turns = inFlight === 1 ? pairs / 4 : pairs;
    await inParallel(turns / 4, inFlight, (turn) => createAndDelete(served, `warm-${name}-${String(turn)}`));
    const ours = await inParallel(turns, inFlight, (turn) => createAndDelete(served, `${name}-${String(turn)}`));
    const rival = await inParallel(turns, inFlight, () => twoEchoes(echo));
    const label = `csi-${name}-${String(inFlight)}-in-flight`;
    const ratio = rounded(ours.perSecond / rival.perSecond);
    yield { name: label, value: rounded(ours.perSecond), unit: 'calls/s', rival: 'empty call of grpc-js', ratio };
    yield {
      name: `${label}-p50`,
      value: rounded(ours.p50),
      unit: 'ms',
      rival: 'empty',
      ratio: rounded(ours.p50 / rival.p50),
    };
    yield {
      name: `${label}-p99`,
      value: rounded(ours.p99),
      unit: 'ms',
      rival: 'empty',
      ratio: rounded(ours.p99 / rival.p99),
    };
  }
}

/**
 * Turns of two calls each, so many at a time.
 * @param {number} turns
 * @param {number} inFlight
 * @param {(turn: number) => Promise<readonly [number, number]>} work milliseconds of its two calls
 * @returns {Promise<Rate>}
 */
async function inParallel(turns, inFlight, work) {
  /** @type {number[]} */
  const took = [];
  let next = 0;
  const worker = async () => {
    for (let turn = next++; turn < turns; turn = next++) took.push(...(await work(turn)));
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: took.length / seconds, p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
}

/**
 * @param {ServerUnderTest} served
 * @param {string} name
 * @returns {Promise<readonly [number, number]>}
 */
async function createAndDelete(served, name) {
  const [created, creating] = await timed(() => create(served, name));
  const [deleted, deleting] = await timed(() => served.client.controller.deleteVolume({ volumeId: created }));
  if (deleted.kind === 'error') throw new Error(`DeleteVolume: ${deleted.status}: ${deleted.message}`);
  return [creating, deleting];
}

/** @param {Pick<ServerUnderTest, 'client'>} echo @returns {Promise<readonly [number, number]>} */
async function twoEchoes({ client }) {
  const [, first] = await timed(() => client.identity.probe({}));
  const [, second] = await timed(() => client.identity.probe({}));
  return [first, second];
}

/**
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<readonly [Result, number]>}
 */
async function timed(work) {
  const started = performance.now();
  const result = await work();
  return [result, performance.now() - started];
}

/** @param {ServerUnderTest} served @param {string} name */
async function create({ client }, name) {
  const created = await client.controller.createVolume({
    name,
    capacityRange: { requiredBytes: GIBIBYTE, limitBytes: 0n },
    parameters: SLICE,
    volumeCapabilities: [CAPABILITY],
  });
  if (created.kind === 'error') throw new Error(`CreateVolume: ${created.status}: ${created.message}`);
  return created.value.volume?.volumeId ?? '';
}

/** @param {ServerUnderTest} served @param {number} from @param {number} to */
async function fill(served, from, to) {
  await inParallel(to - from, 64, async (turn) => {
    await create(served, `there-${String(from + turn)}`);
    return [0, 0];
  });
}

/** What of the heap is in use, as pairs of calls go by: per thousand of them, after a tenth to warm up. */
async function* slope(/** @type {ServerUnderTest} */ served, /** @type {number} */ pairs) {
  const run = (/** @type {string} */ part, /** @type {number} */ turns) =>
    inParallel(turns, 64, (turn) => createAndDelete(served, `slope-${part}-${String(turn)}`));
  await run('warm', pairs / 10);
  const before = await served.heapMebibytes();
  await run('on', pairs);
  const grown = (await served.heapMebibytes()) - before;
  yield { name: 'csi-heap-grown-per-1000-pairs', value: rounded((grown * 1024) / (pairs / 1000)), unit: 'KiB' };
}
