// @ts-check
/**
 * The chart by Helm itself: linted, rendered with a table of values, each object decoded into the Go type that the API
 * server has for it, and deploy/manifests compared with what it renders to. Needs Go.
 *
 *     npm run test:chart [-- --write]
 *
 * --write writes deploy/manifests. Ends with `N passed, N failed`; exit status 0 or 1.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { CASES, REFUSED } from './cases.mjs';
import { contradictionsIn } from './facts.mjs';
import { ROOT, filesOf, lint, openHelm, render } from './helm.mjs';

const MANIFESTS = path.join(ROOT, 'deploy/manifests');
const PLAIN_VALUES = path.join(MANIFESTS, 'values.yaml');
const BY_HAND = ['README.md', 'kustomization.yaml', 'values.yaml'];

const helm = await openHelm();
const decoder = buildDecoder();
const flags = new Map(['serve', 'node', 'agent'].map((command) => [command, flagsOf(command)]));
const folder = await mkdtemp(path.join(tmpdir(), 'stowage-chart-'));
try {
  if (process.argv.includes('--write')) await writeManifests();
  const failures = [
    ...(await manifestsAsRendered()),
    ...(await Promise.all(CASES.map(renderedCase))),
    ...(await Promise.all(REFUSED.map(refusedCase))),
  ];
  for (const failure of failures) if (failure !== '') console.log(failure);
  const failed = failures.filter((failure) => failure !== '').length;
  console.log(`${String(failures.length - failed)} passed, ${String(failed)} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

/** @returns {string} its executable, built where the sources are newer than it */
function buildDecoder() {
  const executable = path.join(ROOT, '.cache/chart-decode/decode');
  const sources = path.join(ROOT, 'test/chart/decode');
  if (!existsSync(executable)) console.error('building the decoder with Go');
  execFileSync('go', ['build', '-buildvcs=false', '-o', executable, '.'], { cwd: sources, stdio: 'inherit' });
  return executable;
}

/**
 * As its help tells them.
 * @param {string} command
 */
function flagsOf(command) {
  const help = execFileSync(path.join(ROOT, 'bin/stowage'), [command, '--help'], { encoding: 'utf8' });
  return new Set([...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag = '']) => flag));
}

async function writeManifests() {
  const { ok, stdout, stderr } = await render(helm, PLAIN_VALUES);
  if (!ok) throw new Error(stderr);
  const files = filesOf(stdout);
  for (const name of await readdir(MANIFESTS)) {
    if (!files.has(name) && !BY_HAND.includes(name)) await rm(path.join(MANIFESTS, name));
  }
  for (const [name, text] of files) await writeFile(path.join(MANIFESTS, name), text);
}

/** One result for each file: empty, or what is wrong. */
async function manifestsAsRendered() {
  const { ok, stdout, stderr } = await render(helm, PLAIN_VALUES);
  if (!ok) return [`deploy/manifests: ${stderr}`];
  const files = filesOf(stdout);
  const committed = (await readdir(MANIFESTS)).filter((name) => !BY_HAND.includes(name));
  const names = [...new Set([...committed, ...files.keys()])].sort();
  return Promise.all(
    names.map(async (name) => {
      const text = committed.includes(name) ? await readFile(path.join(MANIFESTS, name), 'utf8') : undefined;
      return text === files.get(name)
        ? ''
        : `deploy/manifests/${name} is not what the chart renders to: run npm run test:chart -- --write`;
    }),
  );
}

/** @param {import('./cases.mjs').Case} case_ */
async function renderedCase({ name, values, has = [], lacks = [] }) {
  const file = await valuesFile(name, values);
  const linted = await lint(helm, file);
  if (!linted.ok) return `${name}: helm lint: ${linted.stdout}${linted.stderr}`;
  const { ok, stdout, stderr } = await render(helm, file);
  if (!ok) return `${name}: helm template: ${stderr}`;
  const decoded = spawnSync(decoder, { input: stdout, encoding: 'utf8' });
  if (decoded.status !== 0) return `${name}: the API server would refuse\n${decoded.stdout}`;
  const wrong = contradictionsIn(/** @type {import('./facts.mjs').Rendered[]} */ (loadAll(stdout)), flags);
  if (wrong.length > 0) return `${name}: ${wrong.join('; ')}`;
  const lines = decoded.stdout.split('\n').filter((line) => line !== '');
  const objects = lines.map((line) => /([^/ ]+ [^ ]+) [^ ]*$/.exec(line)?.[1] ?? line);
  const missing = has.filter((object) => !objects.includes(object));
  const unwanted = lacks.filter((object) => objects.includes(object));
  const twice = lines.filter((line, at) => lines.indexOf(line) !== at);
  if (missing.length + unwanted.length + twice.length === 0) return '';
  return `${name}: lacks ${String(missing)}; has ${String(unwanted)}; twice ${String(twice)}`;
}

/** @param {{ readonly name: string, readonly values: object, readonly why: string }} case_ */
async function refusedCase({ name, values, why }) {
  const { ok, stderr } = await render(helm, await valuesFile(name, values));
  if (ok) return `${name}: was rendered`;
  return stderr.includes('schema') && stderr.includes(why) ? '' : `${name}: was refused, for another reason: ${stderr}`;
}

/**
 * @param {string} name
 * @param {object} values
 */
async function valuesFile(name, values) {
  const file = path.join(folder, `${name.replaceAll(/\W+/g, '-')}.json`);
  await writeFile(file, JSON.stringify({ repository: { url: 'https://git.example.org/storage.git' }, ...values }));
  return file;
}
