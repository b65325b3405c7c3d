import type { Claim, ClaimReference } from '../../core/model/volume.ts';

/** What Kubernetes knows of PersistentVolumeClaims, and CSI does not tell. */
export interface ClaimLookup {
  /**
   * `undefined` where there is no such claim, or nobody can say. It is not waited for long: `over` is aborted then, and
   * the labels are taken for unknown, as they are where this rejects.
   */
  labelsOf(namespace: string, name: string, over: AbortSignal): Promise<ReadonlyMap<string, string> | undefined>;
}

/** Where Kubernetes is not asked. */
export const NO_CLAIM_LOOKUP: ClaimLookup = { labelsOf: () => Promise.resolve(undefined) };

/** Source: external-provisioner, `--extra-create-metadata`. Nothing else says which claim a volume is for. */
const NAMESPACE_KEY = 'csi.storage.k8s.io/pvc/namespace';
const NAME_KEY = 'csi.storage.k8s.io/pvc/name';

/** The claim that the parameters of CreateVolume name; `undefined` where they name none. */
export function claimOf(parameters: Readonly<Record<string, string>>): ClaimReference | undefined {
  const [namespace, name] = [parameters[NAMESPACE_KEY], parameters[NAME_KEY]];
  return namespace && name ? { namespace, name } : undefined;
}

/** Well below what sidecars wait for an answer: 10 seconds. */
const LOOKUP_MILLISECONDS = 2_000;

/** The claim with its labels, where they are known in time. */
export async function lookUpClaim(lookup: ClaimLookup, claim: ClaimReference): Promise<Claim> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, LOOKUP_MILLISECONDS, undefined);
  });
  try {
    const { namespace, name } = claim;
    const labels = await Promise.race([lookup.labelsOf(namespace, name, over.signal).catch(unknown), late]);
    return { namespace, name, labels };
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

const unknown = (): undefined => undefined;
