import { readdir, readFile } from 'node:fs/promises';
import { packageRoot } from '../package-version.ts';

/** Generated beside the schemas, and part of the package. */
const FOLDER = 'schemas/generated/crds/';

/** The manifests of the CustomResourceDefinitions, by kind. */
export async function readDefinitions(): Promise<ReadonlyMap<string, string>> {
  const folder = new URL(FOLDER, packageRoot());
  const names = (await readdir(folder)).sort();
  const manifests = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return new Map(manifests.map((manifest) => [/^ {4}kind: (\w+)$/m.exec(manifest)?.[1] ?? '', manifest]));
}
