// @ts-check
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadAll } from 'js-yaml';

/**
 * Every object in the YAML files of a folder, file by file in the order of their names.
 * @param {string} folder
 * @returns {Promise<import('./api-client.mjs').KubernetesObject[]>}
 */
export const readManifests = async (folder) => readFiles(folder, await readdir(folder));

/**
 * The same, with those of the folders in it.
 * @param {string} folder
 * @returns {Promise<import('./api-client.mjs').KubernetesObject[]>}
 */
export const readAllManifests = async (folder) => readFiles(folder, await readdir(folder, { recursive: true }));

/**
 * @param {string} folder
 * @param {readonly string[]} files
 */
async function readFiles(folder, files) {
  const names = files.filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const objects = /** @type {import('./api-client.mjs').KubernetesObject[]} */ (texts.flatMap((text) => loadAll(text)));
  return objects.filter((object) => object?.apiVersion !== undefined);
}
