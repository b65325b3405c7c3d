import type { Leg, LegExport, Publication } from '../../../core/model/volume.ts';
import { ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { chapSecrets } from '../chap-secrets.ts';
import { fenceFor } from '../context.ts';
import type { DriverContext } from '../context.ts';
import type { LegAnswers } from '../volume-backend.ts';
import type { Work } from './plan.ts';

export interface PublicationWork extends Work {
  readonly publication: Publication;
}

/** Has hosts admit the initiator of the publication to legs, and answers for each of them. */
export async function exportLegs(
  context: DriverContext,
  { volume, publication }: PublicationWork,
  legs: readonly Leg[],
): Promise<DriverOutcome<LegAnswers<LegExport>>> {
  const chap = await chapSecrets(context, publication);
  if (chap.kind === 'error') return chap;
  const fence = fenceFor(context, volume);
  return ok(await context.backend.publish({ volume, publication, legs, chap: chap.value, fence }));
}
