import { existsSync, readFileSync } from 'node:fs';

/** The folder that holds package.json: one up from the sources, two up from what is built of them. */
export function packageRoot(): URL {
  const candidates = ['../', '../../'].map((path) => new URL(path, import.meta.url));
  const root = candidates.find((candidate) => existsSync(new URL('package.json', candidate)));
  if (!root) throw new Error('package.json is missing from the installation');
  return root;
}

/** The version that package.json says. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('package.json', packageRoot()), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
