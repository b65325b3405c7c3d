import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FindingCode } from '../../../core/model/finding.ts';
import type { Surroundings } from './report.ts';

/**
 * A file as its repository names it, for who has the repository at hand: from its top, else from the current folder.
 * Only a file that lies in neither starts with `..`.
 */
export function repositoryPath(file: string, { cwd, top }: Surroundings): string {
  const absolute = path.resolve(cwd, file);
  const tops = top === undefined ? [cwd] : [top, cwd];
  const inside = tops.map((each) => path.relative(each, absolute)).find((relative) => !isOutside(relative));
  return inside ?? path.relative(cwd, absolute);
}

/** The same as a relative reference (RFC 3986); an absolute file URL where the file lies outside. */
export function repositoryUri(file: string, surroundings: Surroundings): string {
  const relative = repositoryPath(file, surroundings);
  return isOutside(relative) ? pathToFileURL(path.resolve(surroundings.cwd, file)).href : encodedPath(relative);
}

/** The page of a line, where it is known where the repository's pages are. */
export function linePage(file: string, line: number, surroundings: Surroundings): string | undefined {
  const relative = repositoryPath(file, surroundings);
  const { sourceUrl } = surroundings;
  if (sourceUrl === undefined || isOutside(relative)) return undefined;
  return `${sourceUrl}${encodedPath(relative)}#L${String(line)}`;
}

/** The page of a finding code, where it is known where such pages lie. */
export const codePage = (code: FindingCode, { docsUrl }: Surroundings): string | undefined =>
  docsUrl === undefined ? undefined : `${docsUrl}${code.replace('/', '-')}.md`;

const isOutside = (relative: string): boolean =>
  relative === '..' || relative.startsWith('../') || path.isAbsolute(relative);

const encodedPath = (relative: string): string => relative.split('/').map(encoded).join('/');

/** Half a surrogate pair cannot be encoded: it is shown as what it is, no character. */
const encoded = (segment: string): string => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'));
