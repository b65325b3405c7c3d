/**
 * What an entry of an archive is to us, decided by its header alone: the same files count as in a Git tree, and nothing is
 * ever written to disk, so no path and no link can lead anywhere.
 */
import type { Headers } from './tar-entries.ts';
import type { Finding } from '../../../../core/model/finding.ts';
import { isHiddenName, isYamlName } from '../../../source/file-collector.ts';
import { irregularFile, notFollowed, tooManyFiles, unreadable } from '../../../source/source-findings.ts';

export type Entry =
  | { readonly kind: 'file'; readonly path: string }
  /** Not read: a folder, a file that is no YAML or is hidden, or what lies outside the folder that is read. */
  | { readonly kind: 'other' }
  /** That file is not taken; others are looked at. */
  | { readonly kind: 'irregular'; readonly finding: Finding }
  /** No honest tool packs this: the rest of the archive is not looked at. */
  | { readonly kind: 'hostile'; readonly finding: Finding };

const MAX_DEPTH = 64;
const MAX_PATH_LENGTH = 4096;

/** @param folder that is read, as `normalPath` gives it */
export function entryOf({ name, type }: Headers, folder: string): Entry {
  const segments = segmentsOf(name);
  if (segments === undefined) return { kind: 'hostile', finding: leadsOutside(name) };
  const path = segments.join('/');
  if (type === 'directory' || !isUnder(path, folder)) return { kind: 'other' };
  const within = segments.slice(folder === '' ? 0 : folder.split('/').length);
  if (within.some(isHiddenName)) return { kind: 'other' };
  if (within.length - 1 > MAX_DEPTH) {
    const finding = tooManyFiles(folder === '' ? 'the artifact' : folder, `${String(MAX_DEPTH)} levels of folders`);
    return { kind: 'hostile', finding };
  }
  const isYaml = isYamlName(within.at(-1) ?? '');
  if (type === 'file') return isYaml ? { kind: 'file', path } : { kind: 'other' };
  if (isYaml) return { kind: 'irregular', finding: irregularFile(path, inWords(type)) };
  // Where it leads to a folder, files that a reader sees there are missing.
  return type === 'symlink' ? { kind: 'irregular', finding: notFollowed(path, inWords(type)) } : { kind: 'other' };
}

/** Whether the folder that is read, or something in it, is at a path. */
export const isUnder = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

/** Without `./` and doubled slashes; `undefined` for a path that is absolute or leads out of the archive. */
export function segmentsOf(name: string): readonly string[] | undefined {
  if (name.startsWith('/') || name.length > MAX_PATH_LENGTH || name.includes('\0')) return undefined;
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.includes('..') ? undefined : segments;
}

const leadsOutside = (name: string): Finding =>
  unreadable(
    `the artifact holds ${JSON.stringify(name.slice(0, 100))}, which is no path within it`,
    'pack it anew with paths that start at the top of what is packed, as `flux push artifact` does',
  );

function inWords(type: Headers['type']): string {
  switch (type) {
    case 'symlink':
      return 'a symbolic link';
    case 'link':
      return 'a hard link';
    case 'file':
    case 'directory':
    case 'contiguous-file':
      return `a ${type}`;
    case 'block-device':
    case 'character-device':
    case 'fifo':
      return 'a device or pipe';
    case null:
      return 'of a kind that tar files do not have';
  }
}
