import { FLUX_ACCESS } from '../../controller/cluster/api/access.ts';
import { openFluxArtifact } from '../../controller/cluster/source/flux/flux-artifact.ts';
import { fluxReference } from '../../controller/cluster/source/flux/reference.ts';
import type { Source } from '../../controller/source/source.ts';
import { CliError } from '../cli-error.ts';
import type { ServeOptions } from '../commands/options.ts';
import type { Closers } from './closers.ts';
import { noCluster } from './no-cluster.ts';
import { openKubernetes } from './open-kubernetes.ts';

/** What --ref is where nobody said it. */
const UNSAID_REF = 'main';

/**
 * The artifact of an object of Flux, asked for with rights of its own: reading that object and nothing else.
 * @throws CliError `usage`, `file`; SourceError `unsupported`
 */
export function openFluxRepository(
  { repo, ref, path: folder, kubernetes, limit }: ServeOptions,
  { cwd, closers }: { readonly cwd: string; readonly closers: Closers },
): Source {
  const reference = fluxReference(repo);
  if (kubernetes === undefined) throw noCluster(repo);
  if (ref !== UNSAID_REF) {
    throw new CliError('usage', `--ref: what is followed stands in spec.ref of ${repo}: leave --ref out`);
  }
  const api = openKubernetes(kubernetes, cwd, FLUX_ACCESS);
  closers.add(() => {
    api.close();
    return Promise.resolve();
  });
  return openFluxArtifact({ api, reference, path: folder, ...(limit && { bounds: limit }) });
}
