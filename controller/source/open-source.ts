import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceBounds } from './file-collector.ts';
import { openHttpGit } from './git-http.ts';
import { openLocalGit } from './git-local.ts';
import { SourceError } from './source.ts';
import type { Source } from './source.ts';

export interface SourceOptions {
  /** Path of a local repository, or its URL. */
  readonly location: string;
  readonly ref: string;
  /** Folder within the repository that is read; empty for all of it. */
  readonly path: string;
  /** Where copies of remote repositories are kept. */
  readonly cacheFolder: string;
  readonly bounds?: SourceBounds;
}

/**
 * The Git repository at a path or URL.
 * @throws SourceError `unsupported`
 */
export function openSource({ location, ...options }: SourceOptions): Source {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(location)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'http':
    case 'https':
      if (!URL.canParse(location)) throw new SourceError('unsupported', `${location} is not a URL`);
      return openHttpGit({ url: location, ...options });
    case 'file':
      return openLocalGit({ repository: fileURLToPath(location), ...options });
    case undefined:
      if (isScpAddress(location)) throw noSsh(location);
      return openLocalGit({ repository: resolve(location), ...options });
    case 'ssh':
    case 'git+ssh':
    case 'ssh+git':
      throw noSsh(location);
    default:
      throw new SourceError(
        'unsupported',
        `${scheme}:// is not read: use an https:// URL, or the path of a local repository`,
      );
  }
}

/** Git's short form of an SSH address, `git@host:path`; a local path has a slash before any colon. */
const isScpAddress = (location: string): boolean => /^[^/\\]+@[^/\\:]+:|^[^/\\:]{2,}:(?!\\)/.test(location);

const noSsh = (location: string): SourceError =>
  new SourceError(
    'unsupported',
    `${location} is an SSH address, which is not read yet: use the repository's https:// URL, or clone it and name the path of the clone`,
  );
