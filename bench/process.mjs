// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * `env` comes on top of the environment there is.
 * @typedef {{ readonly program: string, readonly args: readonly string[], readonly env: Readonly<Record<string, string>> }}
 *   Command
 */

const USAGE_PROBE = new URL('usage-probe.mjs', import.meta.url).href;

/**
 * Runs a Node program to its end: wall-clock milliseconds from before the fork to after the exit.
 * @param {readonly string[]} args
 */
export const timeNode = async (args) => (await run(args)).milliseconds;

/**
 * As timeNode, with the most memory that the process held. Loading the probe costs it some milliseconds.
 * @param {readonly string[]} args
 */
export async function measureNode(args) {
  const { milliseconds, usage } = await run(['--import', USAGE_PROBE, ...args]);
  return { milliseconds, mebibytes: Number(usage) / 1024 };
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<{ readonly milliseconds: number, readonly usage: string }>}
 */
function run(args) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    let [errors, usage] = ['', ''];
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (errors += text));
    child.stdio[3]?.on('data', (/** @type {Buffer} */ text) => (usage += text.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      const milliseconds = performance.now() - started;
      if (code === 0) resolve({ milliseconds, usage });
      else reject(new Error(`node ${args.join(' ')} ended with ${String(code)}:\n${errors.slice(-2000)}`));
    });
  });
}

/**
 * The lines that a Node program writes while it runs; what it has to say besides goes where ours goes.
 * @param {readonly string[]} args
 */
export async function* linesOf(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  yield* createInterface({ input: child.stdout });
  const [code] = await ended;
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(code)}`);
}

/** What a process takes in the last moment before its end is not seen. */
const ASKED_MILLISECONDS = 5;

/**
 * Runs any program to its end: wall-clock and processor milliseconds, and the most memory that it held. What it takes is
 * asked of the kernel from outside, which is the same for programs of every language.
 * @param {Command} command
 * @returns {Promise<{ readonly milliseconds: number, readonly processorMilliseconds: number, readonly mebibytes: number }>}
 */
export function measureCommand({ program, args, env }) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output = (output + text).slice(-2000)));
    }
    let [mebibytes, processorMilliseconds] = [0, 0];
    const asking = setInterval(() => {
      mebibytes = Math.max(mebibytes, peakMebibytes(child.pid));
      processorMilliseconds = Math.max(processorMilliseconds, onProcessor(child.pid));
    }, ASKED_MILLISECONDS);
    child.on('error', reject);
    child.on('close', (code) => {
      const milliseconds = performance.now() - started;
      clearInterval(asking);
      if (code === 0) resolve({ milliseconds, processorMilliseconds, mebibytes });
      else reject(new Error(`${program} ${args.join(' ')} ended with ${String(code)}:\n${output}`));
    });
  });
}

/** VmHWM, proc(5). 0 once it has ended. @param {number | undefined} pid */
function peakMebibytes(pid) {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Of its first thread: schedstat, proc(5). 0 once it has ended. @param {number | undefined} pid */
function onProcessor(pid) {
  try {
    const [nanoseconds] = readFileSync(`/proc/${String(pid)}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return 0;
  }
}
