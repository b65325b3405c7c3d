import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './pages.ts';

const SOURCES = ['core', 'store', 'controller', 'csi', 'cli', 'schemas/generated'];

/**
 * The folder that holds the command, as `npm run build` left it.
 * @throws Error where a source is newer: then pages would be compared with what the command no longer says
 */
export function builtCommand(): string {
  const built = statSync(join(ROOT, 'dist/bundle/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newer = SOURCES.flatMap(sourcesIn).find((file) => statSync(file).mtimeMs > built);
  if (newer !== undefined) throw new Error(`${newer} is newer than dist/: run npm run build first`);
  return join(ROOT, 'bin');
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/testing/'));
