// @ts-check
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadAll } from 'js-yaml';

/**
 * Every object in the YAML files of a folder, file by file in the order of their names.
 * @param {string} folder
 * @returns {Promise<import('./api-client.mjs').KubernetesObject[]>}
 */
export async function readManifests(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const objects = /** @type {import('./api-client.mjs').KubernetesObject[]} */ (texts.flatMap((text) => loadAll(text)));
  return objects.filter((object) => object?.apiVersion !== undefined);
}
