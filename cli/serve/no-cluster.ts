import { CliError } from '../cli-error.ts';

/** That --repo names what lies in a cluster, and nobody said in which. */
export const noCluster = (repo: string): CliError =>
  new CliError(
    'usage',
    `--repo: ${repo} lies in a cluster: say which with --kubernetes in-cluster, or --kubernetes and a kubeconfig file`,
  );
