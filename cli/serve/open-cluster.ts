import { hostname } from 'node:os';
import path from 'node:path';
import { ClusterError } from '../../controller/cluster/api/cluster-error.ts';
import { CONTROLLER_ACCESS, MARKER_ACCESS, SECRET_ACCESS } from '../../controller/cluster/api/access.ts';
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
 * @throws CliError `file` where its credentials cannot be read
 */
export async function openCluster(
  {
    kubernetes,
    clusterName,
    ...repository
  }: Pick<ServeOptions, 'kubernetes' | 'clusterName' | 'repo' | 'limit' | 'settle' | 'once'>,
  context: ClusterContext,
): Promise<Cluster | undefined> {
  if (kubernetes === undefined) return undefined;
  const [{ openKubernetesApi }, { clusterOn }] = await Promise.all([
    import('../../controller/cluster/api/kubernetes-api.ts'),
    import('./cluster.ts'),
  ]);
  const where = kubernetes === 'in-cluster' ? kubernetes : { kubeconfig: path.resolve(context.cwd, kubernetes) };
  try {
    const api = openKubernetesApi(where, [...CONTROLLER_ACCESS, ...MARKER_ACCESS, ...SECRET_ACCESS]);
    context.log.info(`Kubernetes at ${api.describe()}`);
    return clusterOn({
      ...context,
      ...{ api, repository, name: clusterName, instance: `stowage-${hostname().toLowerCase()}` },
      close: () => {
        api.close();
      },
    });
  } catch (error) {
    if (error instanceof ClusterError) throw new CliError('file', `--kubernetes: ${error.message}`, { cause: error });
    throw error;
  }
}
