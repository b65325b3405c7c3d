import type { LegId, PublicationId } from '../../../core/model/ids.ts';
import { failed } from '../../outcome.ts';
import type { Failure } from '../../outcome.ts';

/** A leg that holds a part of what it is to hold, or nothing of it. */
export const stillToFill = (leg: LegId): Failure<'unavailable'> =>
  failed('unavailable', `leg ${leg} is not filled yet; nothing is shown of it before`);

/** Whoever it were exported to could write to what is being copied. */
export const beingCopied = (leg: LegId, into: LegId): Failure<'unavailable'> =>
  failed('unavailable', `leg ${leg} is being copied into leg ${into}, and nobody writes to it before that is done`);

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
