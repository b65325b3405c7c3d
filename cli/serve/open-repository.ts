import path from 'node:path';
import { openLocalGit } from '../../controller/source/git-local.ts';
import type { Source } from '../../controller/source/source.ts';
import type { ServeOptions } from '../commands/options.ts';

/** The repository that --repo, --ref and --path name. */
export const openRepository = (
  { repo, ref, path: folder }: ServeOptions,
  { cwd }: { readonly cwd: string; readonly stateFolder: string },
): Promise<Source> => Promise.resolve(openLocalGit({ repository: path.resolve(cwd, repo), ref, path: folder }));
