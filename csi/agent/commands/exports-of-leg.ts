import type { LegId } from '../../../core/model/ids.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { ExportName } from '../exports/leg-export.ts';

/**
 * Every export of a leg: those that stand, whole or in part, and those that are owed, which come back with the next
 * start. One may be both. @throws AgentError, SystemError
 */
export async function exportsOfLeg({ exporter, wanted }: AgentParts, leg: LegId): Promise<readonly ExportName[]> {
  const [standing, owed] = await Promise.all([exporter.standing(), wanted.all()]);
  return [...standing, ...owed].filter((made) => made.leg === leg);
}
