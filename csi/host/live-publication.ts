import type { PublicationId, VolumeId } from '../../core/model/ids.ts';
import { CsiError } from '../csi-error.ts';
import type { CsiErrorCode } from '../csi-error.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { NodeParts } from './node-parts.ts';
import type { PublishedLegs } from './publication-directory.ts';

const MAY_PASS: ReadonlySet<CsiErrorCode> = new Set(['no-key', 'no-answer']);

/**
 * What a volume's publication to this node stands for. Errors: not-found, unavailable (the volume's key cannot be
 * derived now, or the driver does not answer).
 */
export async function livePublication(
  { publications, info }: NodeParts,
  volume: VolumeId,
  publication: PublicationId,
): Promise<DriverOutcome<PublishedLegs>> {
  const { node } = info();
  try {
    const published = await publications.lookup(publication);
    if (published?.volume === volume && published.node === node) return ok(published);
  } catch (error) {
    if (error instanceof CsiError && MAY_PASS.has(error.code)) return failed('unavailable', error.message);
    throw error;
  }
  return failed('not-found', `volume ${volume} is not published to node ${node} as ${publication}; publish it again`);
}
