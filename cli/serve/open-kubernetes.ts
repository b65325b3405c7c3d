import path from 'node:path';
import type { Access } from '../../controller/cluster/api/access.ts';
import { ClusterError } from '../../controller/cluster/api/cluster-error.ts';
import { openKubernetesApi } from '../../controller/cluster/api/kubernetes-api.ts';
import type { KubernetesApi } from '../../controller/cluster/api/kubernetes-api.ts';
import { CliError } from '../cli-error.ts';

/**
 * The API server that --kubernetes names. Loads Kubernetes' client: import it only where one is named.
 * @throws CliError `file` where its credentials cannot be read
 */
export function openKubernetes(kubernetes: string, cwd: string, access: readonly Access[]): KubernetesApi {
  const where = kubernetes === 'in-cluster' ? kubernetes : { kubeconfig: path.resolve(cwd, kubernetes) };
  try {
    return openKubernetesApi(where, access);
  } catch (cause) {
    if (cause instanceof ClusterError) throw new CliError('file', `--kubernetes: ${cause.message}`, { cause });
    throw cause;
  }
}
