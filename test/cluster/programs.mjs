// @ts-check
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const run = promisify(execFile);

const MODULE = fileURLToPath(new URL('go/', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache/cluster/', import.meta.url));

/** Everything, by a machine of two cores that others use as well. */
const BUILD_MILLISECONDS = 30 * 60_000;

/** Where each program's main package is. */
const PACKAGES = {
  'control-plane': './control-plane',
  'csi-provisioner': 'github.com/kubernetes-csi/external-provisioner/v6/cmd/csi-provisioner',
  'csi-attacher': 'github.com/kubernetes-csi/external-attacher/v4/cmd/csi-attacher',
  'csi-resizer': 'github.com/kubernetes-csi/external-resizer/v2/cmd/csi-resizer',
  'csi-snapshotter': 'github.com/kubernetes-csi/external-snapshotter/v8/cmd/csi-snapshotter',
  'snapshot-controller': 'github.com/kubernetes-csi/external-snapshotter/v8/cmd/snapshot-controller',
  'mock-driver': './mock-driver',
  kubelet: './kubelet',
  registrar: './registrar',
};

/** What comes with a Go module and is no program: CRDs, and what snapshot-controller may do. */
const FILES = {
  'snapshot-crds': { module: 'github.com/kubernetes-csi/external-snapshotter/client/v8', path: 'config/crd' },
  'snapshot-rbac': {
    module: 'github.com/kubernetes-csi/external-snapshotter/v8',
    path: 'deploy/kubernetes/snapshot-controller',
  },
};

/**
 * @typedef {keyof typeof PACKAGES} Program
 * @typedef {keyof typeof FILES} Files
 * @typedef {{ readonly program: (name: Program) => string, readonly files: (name: Files) => string }} Programs
 */

/** @type {readonly Program[]} */
export const EVERY_RUN = [
  'control-plane',
  'csi-provisioner',
  'csi-attacher',
  'csi-resizer',
  'csi-snapshotter',
  'snapshot-controller',
];

/** @type {readonly Program[]} */
export const WITH_KUBELET = ['kubelet', 'registrar'];

/**
 * Kubernetes and its sidecars, built by Go from the exact versions of go/go.mod, once: they are kept in a folder that is
 * named after the versions and the sources.
 * @param {readonly Program[]} wanted
 * @returns {Promise<Programs>}
 */
export async function buildPrograms(wanted) {
  const folder = path.join(CACHE, await versionKey());
  const missing = wanted.filter((name) => !existsSync(path.join(folder, name)));
  const files = /** @type {Files[]} */ (Object.keys(FILES)).filter((name) => !existsSync(path.join(folder, name)));
  if (missing.length + files.length > 0) await build(folder, missing, files);
  return {
    program: (name) => path.join(folder, name),
    files: (name) => path.join(folder, name),
  };
}

/**
 * @param {string} folder
 * @param {readonly Program[]} programs
 * @param {readonly Files[]} files
 */
async function build(folder, programs, files) {
  requireGo();
  await mkdir(folder, { recursive: true });
  const partial = path.join(folder, 'partial');
  for (const name of files) {
    const { module, path: inside } = FILES[name];
    const { stdout } = await go(['list', '-m', '-f', '{{.Dir}}', module]);
    await cp(path.join(stdout.trim(), inside), path.join(folder, name), { recursive: true });
  }
  const flags = [
    '-trimpath',
    '-ldflags',
    `-s -w -X k8s.io/component-base/version.gitVersion=${await kubernetesVersion()}`,
  ];
  for (const name of programs) {
    const started = performance.now();
    await go(['build', ...flags, '-o', path.join(partial, name), PACKAGES[name]]);
    // What is cut short leaves nothing that looks whole.
    await rename(path.join(partial, name), path.join(folder, name));
    console.log(`  built ${name}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  await rm(partial, { recursive: true, force: true });
}

/** @param {readonly string[]} args */
async function go(args) {
  try {
    return await run('nice', ['go', ...args], { cwd: MODULE, timeout: BUILD_MILLISECONDS, maxBuffer: 2 ** 26 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`go ${args[0] ?? ''} failed: is Go's module proxy in reach? ${reason}`, { cause: error });
  }
}

function requireGo() {
  const { status } = spawnSync('go', ['version']);
  if (status !== 0) throw new Error('there is no Go: install it (https://go.dev/doc/install), 1.26 or later');
}

/** What Kubernetes says of itself; kubectl and some controllers read it. */
async function kubernetesVersion() {
  const version = /k8s\.io\/kubernetes (v[0-9.]+)/.exec(await readFile(path.join(MODULE, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined) throw new Error('test/cluster/go/go.mod names no version of k8s.io/kubernetes');
  return version;
}

async function versionKey() {
  const names = await readdir(MODULE, { recursive: true });
  const hash = createHash('sha256');
  for (const name of names.filter((each) => /\.(go|mod|sum)$/.test(each)).sort()) {
    hash.update(name).update(await readFile(path.join(MODULE, name)));
  }
  return `${await kubernetesVersion()}-${hash.digest('hex').slice(0, 12)}`;
}
