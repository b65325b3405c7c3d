import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { NO_PACKS } from '../../core/parse/index.ts';
import type { PackLibrary } from '../../core/parse/index.ts';

let installed: PackLibrary | undefined;

/** The packs that came with this installation. They do not change while it runs: each is read once, when it is named. */
export function installedPacks(): PackLibrary {
  installed ??= findPacks();
  return installed;
}

/** Beside the bundle, else where the sources are, or what is built of them. */
function findPacks(): PackLibrary {
  const candidates = ['policies/', '../../policies/', '../../../policies/'].map((at) => new URL(at, import.meta.url));
  const folder = candidates.find((candidate) => existsSync(new URL('README.md', candidate)));
  return folder ? packsIn(fileURLToPath(folder)) : NO_PACKS;
}

/** Packs as folders hold them: `NAME/VERSION/policies.yaml`. */
function packsIn(folder: string): PackLibrary {
  const texts = new Map<string, string>();
  const names = foldersIn(folder);
  const versionsOf = (name: string): readonly string[] =>
    names.includes(name) ? foldersIn(path.join(folder, name)).sort(newestFirst) : [];
  return {
    names,
    versionsOf,
    text: (name, version) => {
      // Names come from a repository: only what the folder lists is ever opened.
      if (!versionsOf(name).includes(version)) return undefined;
      const key = `${name}/${version}`;
      const text = texts.get(key) ?? readFileSync(path.join(folder, name, version, 'policies.yaml'), 'utf8');
      texts.set(key, text);
      return text;
    },
  };
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

function newestFirst(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
}
