// @ts-check
/** Runs commands one after another and tells how each went: what `check`, `test:full` and the CI run share. */
import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';

/**
 * `limitSeconds` bounds the whole command: what hangs is a failure, not a wait. `vitestJson` names the file that
 * vitest's json reporter writes; other suites end with a line `N passed, N failed`, or `…, N skipped`.
 *
 * @typedef {{ readonly name: string, readonly command: readonly [string, ...string[]], readonly limitSeconds: number,
 *   readonly vitestJson?: string }} Step
 * @typedef {{ readonly passed: number, readonly failed: number }} Counts
 * @typedef {{ readonly name: string, readonly ok: boolean, readonly seconds: number, readonly counts: Counts }} StepResult
 */

/**
 * Runs every step, also after one has failed, so that one run shows all there is to mend.
 * @param {readonly Step[]} steps
 * @param {{ readonly show: 'everything' | 'failures' }} options
 * @returns {Promise<readonly StepResult[]>}
 */
export async function runSteps(steps, { show }) {
  const results = [];
  for (const step of steps) {
    console.log(`▶ ${step.name}: ${step.command.join(' ')}`);
    const result = await runStep(step, show);
    console.log(`${result.ok ? '✔' : '✖'} ${step.name}, ${result.seconds.toFixed(1)} s`);
    results.push(result);
  }
  return results;
}

/**
 * Runs suites one after another and sums them up: a table, then `N passed, N failed` as the last line. Sets the exit
 * status: 0 or 1.
 * @param {readonly Step[]} suites
 */
export async function runSuites(suites) {
  await mkdir('.cache', { recursive: true });
  const results = await runSteps(suites, { show: 'everything' });
  const sum = {
    passed: results.reduce((total, { counts }) => total + counts.passed, 0),
    failed: results.reduce((total, { counts }) => total + counts.failed, 0),
  };
  console.log(`\n${tableOf(results)}\n\n${sumLine(sum)}`);
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
}

/**
 * One line a step, aligned.
 * @param {readonly StepResult[]} results
 */
export function tableOf(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  return results
    .map(({ name, ok, seconds, counts }) => {
      const how = ok ? 'passed' : 'FAILED';
      const counted = counts.passed + counts.failed > 1 ? `  ${sumLine(counts)}` : '';
      return `${name.padEnd(width)}  ${how}  ${seconds.toFixed(1).padStart(6)} s${counted}`;
    })
    .join('\n');
}

/** @param {Counts} counts */
const sumLine = ({ passed, failed }) => `${String(passed)} passed, ${String(failed)} failed`;

/** What is kept of a command's output, to be shown when it failed. */
const OUTPUT_CHARACTERS = 200_000;

/**
 * @param {Step} step
 * @param {'everything' | 'failures'} show
 * @returns {Promise<StepResult>}
 */
async function runStep(step, show) {
  const started = performance.now();
  const { ok, output } = await runCommand(step, show === 'everything');
  if (!ok && show === 'failures') process.stdout.write(output);
  const seconds = (performance.now() - started) / 1000;
  return { name: step.name, ok, seconds, counts: await countsOf(step, ok, output) };
}

/**
 * The command gets a process group of its own, so that a limit ends its children too.
 * @param {Step} step
 * @param {boolean} echo
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function runCommand({ command: [program, ...args], limitSeconds }, echo) {
  return new Promise((resolve) => {
    let output = '';
    const note = (/** @type {string} */ text) => {
      output = (output + text).slice(-OUTPUT_CHARACTERS);
      if (echo) process.stdout.write(text);
    };
    const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const limit = setTimeout(() => {
      note(`\nstopped: took more than ${String(limitSeconds)} s\n`);
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limitSeconds * 1000);
    const finish = (/** @type {boolean} */ ok) => {
      clearTimeout(limit);
      resolve({ ok, output });
    };
    child.stdout.setEncoding('utf8').on('data', note);
    child.stderr.setEncoding('utf8').on('data', note);
    child.on('error', (error) => {
      note(`${program}: ${error.message}\n`);
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}

/**
 * What the suite counted; a step that counts nothing is one thing that passed or failed. A command that failed never
 * counts as no failure.
 * @param {Step} step
 * @param {boolean} ok
 * @param {string} output
 * @returns {Promise<Counts>}
 */
async function countsOf(step, ok, output) {
  const counted = step.vitestJson === undefined ? lastSumLine(output) : await vitestCounts(step.vitestJson);
  if (!counted) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return ok ? counted : { passed: counted.passed, failed: Math.max(1, counted.failed) };
}

/**
 * @param {string} output
 * @returns {Counts | undefined}
 */
function lastSumLine(output) {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, \d+ skipped)?$/gm)].at(-1);
  return last && { passed: Number(last[1]), failed: Number(last[2]) };
}

/**
 * @param {string} file
 * @returns {Promise<Counts | undefined>}
 */
async function vitestCounts(file) {
  try {
    const report = JSON.parse(await readFile(file, 'utf8'));
    return { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) };
  } catch {
    return undefined; // vitest did not get as far as writing it: its exit status decides
  }
}
