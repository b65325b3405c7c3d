// @ts-check
/**
 * Runs the suites that need real kernels, on virtual machines: the .lab.ts below test/lab, two at a time.
 *
 *     npm run test:lab [-- NAME...]
 *
 * With names, the suites whose path has one of them; without, those that put volumes through what may happen to them.
 * There are also `conformance`, which holds real hosts to what simulated ones are held to, and `rig`, which tests the
 * laboratory itself. What it runs on the machines is dist/. Ends with how long
 * each test took and `N passed, N failed`; exit status 0 all passed, 1 something failed, 2 could not run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const INSTALL = fileURLToPath(new URL('install', import.meta.url));
const REPORT = join(ROOT, '.cache', 'lab', 'report.json');

const SUITES = ['data-path', 'faults', 'killing', 'recovery', 'snapshots', 'limits'];

/** @typedef {{ fullName: string, status: string, duration?: number }} TestReport */
/** @typedef {{ name: string, assertionResults: readonly TestReport[] }} FileReport */

const lacking = whatIsLacking();
if (lacking.length > 0) {
  console.error(`The laboratory cannot run.\n${lacking.map((each) => `  ${each}\n`).join('')}`);
  process.exitCode = 2;
} else {
  const names = process.argv.slice(2);
  process.exitCode = await runSuites(names.length > 0 ? names : SUITES);
}

/** @returns {string[]} what is missing, and what to do about it */
function whatIsLacking() {
  if (process.arch !== 'x64' || !existsSync('/etc/debian_version')) {
    return ['It boots the kernel of Debian on x86-64: run it on such a machine, or in a container of Debian.'];
  }
  const found = spawnSync(INSTALL, ['--missing'], { encoding: 'utf8' });
  if (found.status !== 0) return [`${INSTALL} --missing: ${found.stderr || String(found.error)}`];
  const packages = found.stdout.split('\n').filter(Boolean);
  const bundle = join('dist', 'bundle', 'main.js');
  return [
    ...(packages.length > 0
      ? [`Missing: ${packages.join(', ')}.`, `apt-get install --no-install-recommends ${packages.join(' ')}`]
      : []),
    ...(existsSync(join(ROOT, bundle)) ? [] : [`Missing: ${bundle}.`, 'npm run build']),
  ];
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<number>} the exit status
 */
async function runSuites(names) {
  await mkdir(join(ROOT, '.cache', 'lab'), { recursive: true });
  await rm(REPORT, { force: true });
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const report = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${REPORT}`];
  const args = [vitest, 'run', '--config', 'test/lab/vitest.config.ts', ...report, ...names];
  // Killed together with this process, however that ends, and so is vitest's worker, and so are its machines.
  const child = spawn('setpriv', ['--pdeathsig=KILL', process.execPath, ...args], { cwd: ROOT, stdio: 'inherit' });
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`setpriv: ${error.message}`);
      resolve(2);
    });
    child.on('exit', (status, signal) => resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
  return (await summarize(REPORT)) && code === 0 ? 0 : Math.max(1, code);
}

/**
 * Prints how long each test took, and the counts as the last line.
 * @param {string} file vitest's JSON report
 * @returns {Promise<boolean>} whether tests ran and none failed
 */
async function summarize(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  const { testResults } = /** @type {{ testResults: readonly FileReport[] }} */ (JSON.parse(text));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  console.log('');
  for (const { fullName, status, duration = 0 } of tests) {
    console.log(`${(duration / 1000).toFixed(1).padStart(7)} s  ${status.padEnd(7)} ${fullName}`);
  }
  const passed = tests.filter(({ status }) => status === 'passed').length;
  // A file that could not even be loaded has no tests.
  const failed = tests.length - passed + testResults.filter((each) => each.assertionResults.length === 0).length;
  console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
  return passed > 0 && failed === 0;
}
