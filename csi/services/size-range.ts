import { gib, gibCeil, gibFloor } from '../../core/model/capacity.ts';
import type { SizeRange } from '../../core/model/class.ts';
import { failed, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';

interface CapacityRangeBytes {
  readonly requiredBytes: bigint;
  readonly limitBytes: bigint;
}

const SMALLEST = gib(1);

/**
 * A CSI CapacityRange as whole GiB: at least required_bytes, never over limit_bytes; 0 means that a bound is not given.
 * Errors: out-of-range where no whole GiB lies between the bounds.
 */
export function toSizeRange(range: CapacityRangeBytes | undefined): DriverOutcome<SizeRange> {
  const { requiredBytes, limitBytes } = range ?? { requiredBytes: 0n, limitBytes: 0n };
  if (requiredBytes < 0n || limitBytes < 0n) return failed('out-of-range', 'capacity_range holds a negative size');
  const required = requiredBytes === 0n ? SMALLEST : gibCeil(requiredBytes);
  const limit = limitBytes === 0n ? undefined : gibFloor(limitBytes);
  if (limit === undefined || required <= limit) return ok({ required, limit });
  return failed(
    'out-of-range',
    `no whole number of GiB lies between required_bytes ${String(requiredBytes)} and limit_bytes ${String(limitBytes)}; ` +
      'volumes are sized in GiB',
  );
}
