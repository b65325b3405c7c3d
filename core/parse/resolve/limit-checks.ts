import { formatBytes, parseQuantity } from '../../model/capacity.ts';
import type { BackendLimits, BackendObject } from '../../../schemas/generated/types.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import type { ObjectAddress } from './object-problem.ts';
import { problem } from './report.ts';
import type { Report } from './report.ts';
import { checkPlausible, PLAUSIBLE_TOTAL, PLAUSIBLE_VOLUME } from './suspicious-quantities.ts';

/** Warns of limits of a backend and its pools that are right, and most likely not meant so. */
export function checkLimits(backend: Declared<BackendObject>, report: Report): void {
  const { limits = {}, pools = [] } = backend.wire.spec;
  checkSizes(limits, (field) => at(backend, 'spec', 'limits', field), report);
  for (const [index, pool] of pools.entries()) {
    const own = pool.limits ?? {};
    const address = (field: LimitName): ObjectAddress => at(backend, 'spec', 'pools', index, 'limits', field);
    checkSizes(own, address, report);
    for (const field of ['maxVolumeSize', 'maxVolumes', 'maxTotalSize'] as const) {
      const [inner, outer] = [valueOf(own[field]), valueOf(limits[field])];
      if (inner === undefined || outer === undefined || inner <= outer) continue;
      const message = `${field} of the pool has no effect: the backend takes less, ${String(limits[field])}`;
      const told = { severity: 'warning', help: 'Leave it out, or raise that of the backend.' } as const;
      report(problem('backend/no-effect', address(field), message, told));
    }
  }
}

type LimitName = keyof BackendLimits;

const valueOf = (limit: string | number | undefined): bigint | undefined =>
  typeof limit === 'number' ? BigInt(limit) : parseQuantity(limit ?? '');

function checkSizes(
  { maxVolumeSize, maxTotalSize }: BackendLimits,
  address: (field: LimitName) => ObjectAddress,
  report: Report,
): void {
  checkPlausible(maxVolumeSize, PLAUSIBLE_VOLUME, address('maxVolumeSize'), report);
  checkPlausible(maxTotalSize, PLAUSIBLE_TOTAL, address('maxTotalSize'), report);
  const [each, all] = [valueOf(maxVolumeSize), valueOf(maxTotalSize)];
  if (each === undefined || all === undefined || each <= all) return;
  const message = `maxVolumeSize has no effect: all volumes together may have no more than ${formatBytes(all)}`;
  const told = { severity: 'warning', help: 'Leave it out, or raise maxTotalSize.' } as const;
  report(problem('backend/no-effect', address('maxVolumeSize'), message, told));
}
