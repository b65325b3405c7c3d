// TypeScript messages and service descriptors from csi/proto: buf compiles it, protoc-gen-es writes the modules.
// Both come from node_modules; nothing is fetched.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

const PROTO_FOLDER = 'csi/proto';
const GENERATED_FOLDER = 'csi/generated';

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
export const owns = [GENERATED_FOLDER];

/**
 * @param {string} root folder of the project
 * @returns {Promise<Map<string, string>>} path relative to the root ▶ content
 */
export async function generate(root) {
  const out = await mkdtemp(path.join(tmpdir(), 'stowage-csi-proto-'));
  try {
    const buf = executable('@bufbuild/buf', 'buf');
    const args = [buf, 'generate', PROTO_FOLDER, '--template', JSON.stringify(template(out))];
    await run(process.execPath, args, { cwd: root });
    const modules = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    const read = async (name) => [`${GENERATED_FOLDER}/${name}`, await readFile(path.join(out, name), 'utf8')];
    return new Map(await Promise.all(modules.map(read)));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
