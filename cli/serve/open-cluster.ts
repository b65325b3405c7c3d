import { hostname } from 'node:os';
import { CONTROLLER_ACCESS, MARKER_ACCESS, SECRET_ACCESS } from '../../controller/cluster/api/access.ts';
import { SourceError } from '../../controller/source/source.ts';
import { CliError } from '../cli-error.ts';
import type { ServeOptions } from '../commands/options.ts';
import type { Observation } from '../observe/observation.ts';
import type { Cluster } from './cluster.ts';

interface ClusterContext extends Observation {
  readonly cwd: string;
}

/**
 * The cluster that the options name; `undefined` where they name none. Asks nobody yet. Kubernetes' client is loaded only
 * where it is used.
 * @throws CliError `file` where its credentials cannot be read, `usage` where --repo is a wrong name of what lies there
 */
export async function openCluster(
  {
    kubernetes,
    clusterName,
    ...repository
  }: Pick<ServeOptions, 'kubernetes' | 'clusterName' | 'repo' | 'limit' | 'settle'>,
  context: ClusterContext,
): Promise<Cluster | undefined> {
  if (kubernetes === undefined) return undefined;
  const [{ openKubernetes }, { clusterOn }] = await Promise.all([
    import('./open-kubernetes.ts'),
    import('./cluster.ts'),
  ]);
  const api = openKubernetes(kubernetes, context.cwd, [...CONTROLLER_ACCESS, ...MARKER_ACCESS, ...SECRET_ACCESS]);
  try {
    const cluster = clusterOn({
      ...context,
      ...{ api, repository, name: clusterName, instance: `stowage-${hostname().toLowerCase()}` },
      close: () => {
        api.close();
      },
    });
    context.log.info(`Kubernetes at ${api.describe()}`);
    return cluster;
  } catch (cause) {
    if (cause instanceof SourceError) throw new CliError('usage', `--repo: ${cause.message}`, { cause });
    throw cause;
  }
}
