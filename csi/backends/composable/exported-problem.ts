import type { LegId, PublicationId } from '../../../core/model/ids.ts';
import { failed } from '../../outcome.ts';
import type { Failure } from '../../outcome.ts';

interface ExportOfLeg {
  readonly leg: LegId;
  readonly publication: PublicationId;
}

/**
 * Why a leg is not exported to a publication; `undefined` where no other has it. Two initiators that write to one leg
 * destroy what is on it, and the kernel lets them: nvmet opens a device for as many as ask.
 */
export function exportedProblem(
  { leg, publication }: ExportOfLeg,
  exports: readonly ExportOfLeg[],
): Failure<'exported'> | undefined {
  const other = exports.find((made) => made.leg === leg && made.publication !== publication);
  return (
    other &&
    failed(
      'exported',
      `leg ${leg} is exported to publication ${other.publication}; ` +
        `withdraw that before it is exported to publication ${publication}`,
    )
  );
}
