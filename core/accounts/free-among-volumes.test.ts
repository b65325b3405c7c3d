import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { VolumeLimits } from '../model/inventory.ts';
import { buildInventoryIndex, occupy } from '../placement/inventory-index.ts';
import { place } from '../placement/place.ts';
import { requestOf } from '../placement/testing/inventory.ts';
import { bookVolume, openAccounts } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { freeAmongVolumes } from './free-among-volumes.ts';
import { amongVolumes } from './standing-constraints.ts';
import { smallFleet, volumeOn } from './testing/volumes.ts';
import type { Limits } from './testing/volumes.ts';

const GIB = 2n ** 30n;

/** With one volume on a drive that is tagged gold, and one on another. */
function accountsUnder(limits: Limits): Accounts {
  const accounts = openAccounts(buildInventoryIndex(smallFleet(limits)));
  const volumes = [volumeOn(['a-000'], { id: '1', size: gib(50) }), volumeOn(['b-001'], { id: '2', size: gib(30) })];
  for (const volume of volumes) {
    occupy(accounts.index, volume.legs, 'whole');
    bookVolume(accounts, volume);
  }
  return accounts;
}

const PARAMETERS = { striping: false };

it.each<[string, Limits, { readonly total: number; readonly largestVolume: number }]>([
  // Whole drives of 99, 79 and 59 usable GiB: three, three and four of them are free.
  ['of all that is free', {}, { total: 3 * 99 + 3 * 79 + 4 * 59, largestVolume: 99 }],
  ['of nothing where there may be no more volumes', { backend: { maxVolumes: 2 } }, { total: 0, largestVolume: 0 }],
  ['of what is left to the backend', { backend: { maxTotalBytes: 150n * GIB } }, { total: 70, largestVolume: 70 }],
  ['of other pools where one is full', { gold: { maxVolumes: 1 } }, { total: 3 * 79 + 4 * 59, largestVolume: 79 }],
  [
    'of a pool that takes no large volumes',
    { gold: { maxVolumeBytes: 80n * GIB } },
    { total: 3 * 99 + 3 * 79 + 4 * 59, largestVolume: 80 },
  ],
])('tells %s', (_, limits, free) => {
  const accounts = accountsUnder(limits);
  expect(freeAmongVolumes(accounts, requestOf(1, PARAMETERS), NO_POLICY_CONSTRAINTS)).toEqual(free);
});

it('tells the largest volume that would be placed', () => {
  const limit = fc.option(fc.integer({ min: 1, max: 150 }), { nil: undefined });
  const limitsOf = (each: number | undefined, count: number | undefined, all: number | undefined): VolumeLimits => ({
    maxVolumeBytes: each === undefined ? undefined : BigInt(each) * GIB,
    maxVolumes: count === undefined ? undefined : (count % 4) + 1,
    maxTotalBytes: all === undefined ? undefined : BigInt(all) * GIB + 1n,
  });
  const limits = fc.tuple(limit, limit, limit).map((three) => limitsOf(...three));
  fc.assert(
    fc.property(limits, limits, fc.boolean(), (backend, gold, redundancy) => {
      const accounts = accountsUnder({ backend, gold });
      const parameters = { ...PARAMETERS, redundancy };
      const fits = (size: number): boolean => {
        const request = requestOf(size, parameters);
        return place(accounts.index, request, amongVolumes(accounts, request, NO_POLICY_CONSTRAINTS)).kind === 'placed';
      };
      const largest = Array.from({ length: 150 }, (_, at) => 150 - at).find(fits) ?? 0;
      const free = freeAmongVolumes(accounts, requestOf(1, parameters), NO_POLICY_CONSTRAINTS);
      expect(free.largestVolume).toBe(largest);
      expect(free.total).toBeGreaterThanOrEqual(largest);
    }),
    { numRuns: 100, seed: 20261128 },
  );
});
