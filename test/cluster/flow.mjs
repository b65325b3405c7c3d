// @ts-check
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = fileURLToPath(new URL('flows/', import.meta.url));

/**
 * What a file in flows/ exports as `flow`: its name is the file's. `smoke` puts it into the share that CI runs. What `run`
 * makes it deletes again: whatever is left afterwards is a failure. `kills` is false where the driver has no part.
 * @typedef {{ readonly about: string, readonly smoke: boolean, readonly kills?: false,
 *   readonly run: (world: import('./world.mjs').World) => Promise<void> }} Flow
 */

/**
 * Every flow by its name.
 * @returns {Promise<ReadonlyMap<string, Flow>>}
 */
export async function loadFlows() {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.mjs')).sort();
  const entries = names.map(async (name) => {
    const { flow } = await import(pathToFileURL(path.join(FOLDER, name)).href);
    return /** @type {const} */ ([name.replace(/\.mjs$/, ''), /** @type {Flow} */ (flow)]);
  });
  return new Map(await Promise.all(entries));
}
