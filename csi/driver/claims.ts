import type { Claim, ClaimReference } from '../../core/model/volume.ts';

/** A claim, and the Kubernetes cluster that it is in, where several share the drives: each has its own of a name. */
export interface ClaimOfCluster extends ClaimReference {
  readonly cluster?: string | undefined;
}

/** What is known of a claim beside its name. */
export type ClaimFacts = Omit<Claim, keyof ClaimReference>;

/** What Kubernetes knows of PersistentVolumeClaims, and CSI does not tell. */
export interface ClaimLookup {
  /**
   * `undefined` where there is no such claim, or nobody can say. It is not waited for long: `over` is aborted then, and
   * all of it is taken for unknown, as it is where this rejects.
   */
  lookUp(claim: ClaimOfCluster, over: AbortSignal): Promise<ClaimFacts | undefined>;
}

/** Where Kubernetes is not asked. */
export const NO_CLAIM_LOOKUP: ClaimLookup = { lookUp: () => Promise.resolve(undefined) };

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

/** The claim with what else is known of it in time. */
export async function lookUpClaim(lookup: ClaimLookup, claim: ClaimOfCluster): Promise<Claim> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, LOOKUP_MILLISECONDS, undefined);
  });
  try {
    const { namespace, name } = claim;
    const facts = await Promise.race([lookup.lookUp(claim, over.signal).catch(unknown), late]);
    return { labels: undefined, ...facts, namespace, name };
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

const unknown = (): undefined => undefined;
