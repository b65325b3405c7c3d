import type { PackLibrary } from '../packs.ts';

/** Packs by `name@version`, as YAML of their policies. */
export function packsOf(texts: Readonly<Record<string, string>>): PackLibrary {
  const keys = Object.keys(texts).map((key) => key.split('@'));
  return {
    names: [...new Set(keys.map(([name = '']) => name))],
    versionsOf: (name) => keys.flatMap(([of, version = '']) => (of === name ? [version] : [])),
    text: (name, version) => texts[`${name}@${version}`],
  };
}
