import type { LegId, PublicationId } from '../../../core/model/ids.ts';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';
import { done } from './refusals.ts';

/**
 * Destroys every export of a publication and reads back that none is left. That it must go is written down first: a
 * host that crashes in between makes none of it again.
 */
export async function withdrawExports(
  parts: AgentParts,
  publication: PublicationId,
): Promise<EnclosureOutcome<undefined>> {
  const { wanted, exporter, chap } = parts;
  const known = await wanted.ofPublication(publication);
  await wanted.put(
    ...known.filter(({ phase }) => phase === 'wanted').map((made) => ({ ...made, phase: 'withdrawing' as const })),
  );
  const legs = new Set([...known.map(({ leg }) => leg), ...(await standingLegs(parts, publication))]);
  for (const leg of legs) await exporter.destroy({ publication, leg });
  const [left] = await standingLegs(parts, publication);
  if (left !== undefined) {
    return failed('unavailable', `the kernel still shows the export of leg ${left} to publication ${publication}`);
  }
  for (const leg of legs) await chap.delete(publication, leg);
  await wanted.delete(...known);
  return done;
}

const standingLegs = async ({ exporter }: AgentParts, publication: PublicationId): Promise<readonly LegId[]> =>
  (await exporter.standing()).filter((made) => made.publication === publication).map(({ leg }) => leg);
