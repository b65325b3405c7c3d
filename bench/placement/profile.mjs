// @ts-check
import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLED_MICROSECONDS = 200;
const SHOWN = 15;
/** What it takes to start and to stop, and samples between two functions. */
const OF_THE_PROFILER = new Set(['dispatch', '(program)', '(idle)']);

/**
 * Runs some work, and says in which functions the time went, without what they call: "31.2 %  runFunnel
 * dist/core/placement/funnel.js:16".
 * @param {() => void} work
 * @returns {Promise<readonly string[]>}
 */
export async function profiled(work) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLED_MICROSECONDS });
  await session.post('Profiler.start');
  work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return summary(profile);
}

/** @param {import('node:inspector').Profiler.Profile} profile */
function summary({ nodes, samples = [], timeDeltas = [] }) {
  const functions = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  /** @type {Map<string, number>} */
  const times = new Map();
  let all = 0;
  for (const [at, id] of samples.entries()) {
    const name = functions.get(id) ?? '';
    if (OF_THE_PROFILER.has(name)) continue;
    const time = timeDeltas[at] ?? 0;
    times.set(name, (times.get(name) ?? 0) + time);
    all += time;
  }
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, time]) => `${((time * 100) / all).toFixed(1).padStart(5)} %  ${name}`);
}

/** @param {import('node:inspector').Runtime.CallFrame} frame */
function nameOf({ functionName, url, lineNumber }) {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (!url.startsWith('file:')) return name;
  return `${name}  ${relative(REPOSITORY, fileURLToPath(url))}:${String(lineNumber + 1)}`;
}
