// @ts-check
import { spawn } from 'node:child_process';

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
