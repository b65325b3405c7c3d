import type { LegId } from '../../../core/model/ids.ts';
import type { DriverContext } from '../context.ts';
import { publicationsOf } from '../driver-state.ts';
import { plannedFor } from './go-on.ts';
import { listOperations } from './list-operations.ts';
import type { Operation, OperationId } from './operation.ts';
import { sightOf } from './sight.ts';
import { enclosuresOf, operationsUnderWay } from './under-way.ts';

/** An operation, and what hardware shows of it. */
export interface ExaminedOperation {
  readonly operation: Operation;
  /** Steps that act on hosts, in order. */
  readonly steps: readonly {
    readonly step: string;
    /** Legs on which it is not done yet, or nobody knows. */
    readonly left: readonly LegId[];
  }[];
}

/** Asks the hosts how far an operation is. None where there is no such operation. */
export async function examineOperations(
  context: DriverContext,
  id: OperationId,
): Promise<readonly ExaminedOperation[]> {
  const operation = listOperations(context).find((each) => each.id === id);
  const volume = operation && context.state.volumes.get(operation.volume);
  if (!volume) return [];
  const asked = enclosuresOf(volume).map(async (name) => ({ name, observed: await context.observe(name) }));
  const sight = sightOf(await Promise.all(asked));
  return operationsUnderWay(volume, publicationsOf(context.state, volume.id))
    .filter((under) => under.id === id)
    .map((under) => ({
      operation,
      steps: plannedFor(volume, under)
        .left(sight)
        .map(({ step, left }) => ({ step, left: left.map((leg) => leg.id) })),
    }));
}
