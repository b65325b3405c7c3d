import { existsSync } from 'node:fs';
import path from 'node:path';
import { isClusterReference } from '../../controller/cluster/source/cluster-reference.ts';
import { isFluxReference } from '../../controller/cluster/source/flux/reference.ts';
import { openSource } from '../../controller/source/open-source.ts';
import { SourceError } from '../../controller/source/source.ts';
import type { Source } from '../../controller/source/source.ts';
import { CliError } from '../cli-error.ts';
import type { ServeOptions } from '../commands/options.ts';
import type { Closers } from './closers.ts';
import { noCluster } from './no-cluster.ts';

interface RepositoryContext {
  readonly cwd: string;
  readonly stateFolder: string;
  /** The objects of the cluster that is asked, where they are what --repo names. */
  readonly inCluster: Source | undefined;
  readonly closers: Closers;
}

/**
 * What --repo, --ref and --path name. Asks nobody yet.
 * @throws CliError `usage` where it is of a kind that is not read, `file` where credentials cannot be read
 */
export async function openRepository(options: ServeOptions, context: RepositoryContext): Promise<Source> {
  if (isClusterReference(options.repo)) {
    if (context.inCluster) return context.inCluster;
    throw notThere(options);
  }
  try {
    if (!isFluxReference(options.repo)) return openGit(options, context);
    // Kubernetes' client is loaded only where it is used.
    const { openFluxRepository } = await import('./open-flux-repository.ts');
    return openFluxRepository(options, context);
  } catch (cause) {
    if (cause instanceof SourceError) throw new CliError('usage', `--repo: ${cause.message}`, { cause });
    throw cause;
  }
}

function openGit({ repo, ref, path: folder, limit }: ServeOptions, { cwd, stateFolder }: RepositoryContext): Source {
  const local = path.resolve(cwd, repo);
  return openSource({
    location: existsSync(local) ? local : repo,
    ref,
    path: folder,
    ...(limit && { bounds: limit }),
    cacheFolder: path.join(stateFolder, 'git'),
  });
}

function notThere({ repo, once }: ServeOptions): CliError {
  if (once !== true) return noCluster(repo);
  return new CliError('usage', `--once: ${repo} arrives one by one, and is no revision at once`);
}
