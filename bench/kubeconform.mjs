// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readKinds } from '../tools/generators/schema-source.mjs';
import { strict } from '../tools/generators/validators.mjs';
import { installGoTool } from '../tools/install-go-tool.mjs';

const TOOL = { package: 'github.com/yannh/kubeconform/cmd/kubeconform', version: 'v0.7.0' };

/**
 * Ways to check a folder by kubeconform, with the schemas that our validators are compiled from: closed, so that both
 * refuse the same unknown fields. Like ours it refuses a key that stands twice.
 * @param {string} schemas folder for them
 * @returns {Promise<Record<'oneThread' | 'allCores', (folder: string) => import('./process.mjs').Command>>}
 */
export async function kubeconform(schemas) {
  const program = await installGoTool(TOOL);
  await writeSchemas(schemas);
  /** @param {number} threads */
  const onThreads = (threads) => (/** @type {string} */ folder) => ({
    program,
    args: ['-strict', '-n', String(threads), '-schema-location', join(schemas, '{{.ResourceKind}}.json'), folder],
    env: { GOMAXPROCS: String(threads) },
  });
  return { oneThread: onThreads(1), allCores: onThreads(availableParallelism()) };
}

/** @param {string} folder */
async function writeSchemas(folder) {
  await mkdir(folder, { recursive: true });
  for (const { kind, schema } of await readKinds()) {
    await writeFile(join(folder, `${kind.toLowerCase()}.json`), JSON.stringify(strict(schema)));
  }
}
