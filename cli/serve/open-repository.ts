import { existsSync } from 'node:fs';
import path from 'node:path';
import { openSource } from '../../controller/source/open-source.ts';
import { SourceError } from '../../controller/source/source.ts';
import type { Source } from '../../controller/source/source.ts';
import { CliError } from '../cli-error.ts';
import type { ServeOptions } from '../commands/options.ts';

/**
 * The repository that --repo, --ref and --path name.
 * @throws CliError `usage` where it is of a kind that is not read
 */
export function openRepository(options: ServeOptions, cwd: string, stateFolder: string): Source {
  const { repo, ref, path: folder } = options;
  const local = path.resolve(cwd, repo);
  try {
    return openSource({
      location: existsSync(local) ? local : repo,
      ref,
      path: folder,
      ...(options.limit && { bounds: options.limit }),
      cacheFolder: path.join(stateFolder, 'git'),
    });
  } catch (cause) {
    if (cause instanceof SourceError) throw new CliError('usage', `--repo: ${cause.message}`, { cause });
    throw cause;
  }
}
