import { hkdfSync } from 'node:crypto';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { Publication } from '../../core/model/volume.ts';
import { chapCredentials, chapUser } from '../chap.ts';
import { CsiError } from '../csi-error.ts';
import { mapOk, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import type { ChapOfLeg } from './volume-backend.ts';
import { readSecret } from './volume-key.ts';

/** What all CHAP secrets of the domain derive from. */
export const CHAP_SECRET_REF: SecretRef = { namespace: 'stowage-system', name: 'chap' };

/** In hex 32 characters; Linux takes up to 255, and RFC 3720 wants at least 12. */
const SECRET_BYTES = 16;

/**
 * The CHAP secrets of a publication, one for each leg, derived anew each time they are needed and kept nowhere. The
 * domain's secret is read only where a leg goes by iSCSI. Errors: unavailable.
 * Source: RFC 5869, HKDF with SHA-256; RFC 1994.
 */
export async function chapSecrets(
  { outside }: DriverContext,
  { id, transports }: Pick<Publication, 'id' | 'transports'>,
): Promise<DriverOutcome<ChapOfLeg>> {
  if (!transports.includes('iscsi')) return ok(noChap);
  return mapOk(await readSecret(outside.secrets, CHAP_SECRET_REF), (secret) => (leg) => {
    const derived = hkdfSync('sha256', secret, id, `stowage/v1/chap/${leg}`, SECRET_BYTES);
    return chapCredentials(chapUser(id), Buffer.from(derived).toString('hex'));
  });
}

const noChap: ChapOfLeg = (leg) => {
  throw new CsiError('internal', `leg ${leg} does not go by iSCSI, and there is no CHAP secret for it`);
};
