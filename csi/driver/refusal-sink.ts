import type { ClaimReference } from '../../core/model/volume.ts';
import type { DriverErrorCode } from '../services/outcome.ts';
import type { ClaimOfCluster } from './claims.ts';

/** Why a volume was refused, where whoever asked must change something or wait for room. */
export interface Refused {
  readonly code: Extract<DriverErrorCode, 'invalid-argument' | 'denied' | 'out-of-range' | 'no-capacity'>;
  /** In full, where an error has a sentence: lines. */
  readonly text: string;
}

export interface RefusedClaim extends Refused {
  readonly claim: ClaimOfCluster;
}

/** Tells refusals where people look who asked by a claim. */
export interface RefusalSink {
  /** Takes it at once, and neither waits nor throws: telling is done beside the answer. */
  tell(refusal: RefusedClaim): void;
}

/** Whoever asked without a claim has the answer alone. */
export function tellRefusal(
  sink: RefusalSink | undefined,
  { claim, cluster }: { readonly claim: ClaimReference | undefined; readonly cluster?: string },
  { code, text }: Refused,
): void {
  if (claim) sink?.tell({ code, text, claim: { namespace: claim.namespace, name: claim.name, cluster } });
}
