// TypeScript messages and service descriptors from csi/proto and store/proto: buf compiles them, protoc-gen-es writes the modules.
// Both come from node_modules; nothing is fetched.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Folder of sources ▶ folder of modules. */
const FOLDERS = [
  ['csi/proto', 'csi/generated'],
  ['store/proto', 'store/generated'],
];

// protoc-gen-es writes TypeScript enums, which this project's compiler options refuse: hence ts_nocheck.
const PLUGIN_OPTIONS = ['target=ts', 'ts_nocheck=true', 'import_extension=ts'];

const executable = (packageName, command) =>
  path.join(path.dirname(require.resolve(`${packageName}/package.json`)), 'bin', command);

const template = (out) => ({
  version: 'v2',
  plugins: [
    {
      local: [process.execPath, executable('@bufbuild/protoc-gen-es', 'protoc-gen-es')],
      out,
      opt: PLUGIN_OPTIONS,
    },
  ],
});

/** Nothing but generated modules lies there. */
export const owns = FOLDERS.map(([, generated]) => generated);

/**
 * @param {string} root folder of the project
 * @returns {Promise<Map<string, string>>} path relative to the root ▶ content
 */
export async function generate(root) {
  const modules = await Promise.all(FOLDERS.map(([sources, generated]) => modulesOf(root, sources, generated)));
  return new Map(modules.flat());
}

async function modulesOf(root, sources, generated) {
  const out = await mkdtemp(path.join(tmpdir(), 'stowage-proto-'));
  try {
    const buf = executable('@bufbuild/buf', 'buf');
    const args = [buf, 'generate', sources, '--template', JSON.stringify(template(out))];
    await run(process.execPath, args, { cwd: root });
    const modules = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    const read = async (name) => [`${generated}/${name}`, await readFile(path.join(out, name), 'utf8')];
    return await Promise.all(modules.map(read));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
