import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { DriveConstraint, PolicyConstraints } from '../model/constraints.ts';
import type { Finding } from '../model/finding.ts';
import type { VolumeLimits } from '../model/inventory.ts';
import { buildInventoryIndex, occupy } from '../placement/inventory-index.ts';
import { place } from '../placement/place.ts';
import { requestOf } from '../placement/testing/inventory.ts';
import { bookVolume, openAccounts } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { freeAmongVolumes } from './free-among-volumes.ts';
import type { PolicyBySize } from './policy-by-size.ts';
import { amongVolumes } from './standing-constraints.ts';
import { smallFleet, volumeOn } from './testing/volumes.ts';
import type { Limits } from './testing/volumes.ts';

const GIB = 2n ** 30n;

const NO_POLICY: PolicyBySize = { policyOf: () => NO_POLICY_CONSTRAINTS, turns: new Set() };

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
  expect(freeAmongVolumes(accounts, requestOf(1, PARAMETERS), NO_POLICY)).toEqual(free);
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
      const free = freeAmongVolumes(accounts, requestOf(1, parameters), NO_POLICY);
      expect(free.largestVolume).toBe(largest);
      expect(free.total).toBeGreaterThanOrEqual(largest);
    }),
    { numRuns: 100, seed: 20261128 },
  );
});

describe('where policies go by the size', () => {
  const denial: Finding = { severity: 'error', code: 'policy/denied', message: 'no' };
  const DENIED: PolicyConstraints = { ...NO_POLICY_CONSTRAINTS, findings: [denial] };
  const small: DriveConstraint = {
    ...{ source: { kind: 'inventory' }, label: 'small' },
    admits: ({ partitionable }) => partitionable < 100,
  };
  const ON_SMALL: PolicyConstraints = { ...NO_POLICY_CONSTRAINTS, drives: [small] };
  const accepting = (accepts: (size: number) => boolean, ...turns: readonly number[]): PolicyBySize => ({
    policyOf: (size) => (accepts(size) ? NO_POLICY_CONSTRAINTS : DENIED),
    turns: new Set(turns),
  });
  const all = 3 * 99 + 3 * 79 + 4 * 59;

  it.each<[string, PolicyBySize, Limits, { readonly total: number; readonly largestVolume: number }]>([
    ['the largest of a range', accepting((size) => size >= 10 && size <= 50), {}, { total: all, largestVolume: 50 }],
    [
      'the largest of a range that holds no power of two',
      accepting((size) => size >= 40 && size <= 50, 40, 50),
      {},
      { total: all, largestVolume: 50 },
    ],
    ['what fits of a range', accepting((size) => size >= 10), {}, { total: all, largestVolume: 99 }],
    ['nothing where all are denied', accepting(() => false), {}, { total: 0, largestVolume: 0 }],
    ['nothing of a range that does not fit', accepting((size) => size >= 100), {}, { total: all, largestVolume: 0 }],
    [
      'the largest of several ranges',
      accepting((size) => size <= 9 || (size > 20 && size < 30), 9, 20, 30),
      {},
      { total: all, largestVolume: 29 },
    ],
    [
      'no size but an accepted one, whatever the pattern',
      accepting((size) => size % 10 === 2),
      {},
      { total: all, largestVolume: 32 },
    ],
    [
      'what is left to the backend of it',
      accepting((size) => size >= 10 && size <= 50),
      { backend: { maxTotalBytes: 100n * GIB } },
      { total: 20, largestVolume: 20 },
    ],
    [
      'what drives hold that are left to large ones',
      { policyOf: (size) => (size > 30 ? ON_SMALL : NO_POLICY_CONSTRAINTS), turns: new Set() },
      {},
      { total: all, largestVolume: 79 },
    ],
    [
      'what drives hold that are left to small ones',
      { policyOf: (size) => (size > 30 ? NO_POLICY_CONSTRAINTS : ON_SMALL), turns: new Set() },
      {},
      { total: 3 * 79 + 4 * 59, largestVolume: 99 },
    ],
  ])('tells %s', (_, policy, limits, free) => {
    expect(freeAmongVolumes(accountsUnder(limits), requestOf(1, PARAMETERS), policy)).toEqual(free);
  });

  it('tells the largest size that is accepted of any range, within what the class takes', () => {
    const size = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(size, size, size, size, (least, greatest, min, max) => {
        const accounts = accountsUnder({ gold: { maxVolumes: 1 } });
        const parameters = {
          ...{ ...PARAMETERS, minVolumeBytes: BigInt(min) * GIB },
          maxVolumeBytes: BigInt(max) * GIB,
        };
        const policy = accepting((asked) => asked >= least && asked <= greatest, least, greatest);
        const fits = (asked: number): boolean => {
          const request = requestOf(asked, parameters);
          return (
            place(accounts.index, request, amongVolumes(accounts, request, policy.policyOf(gib(asked)))).kind ===
            'placed'
          );
        };
        const largest = Array.from({ length: 120 }, (_, at) => 120 - at).find(fits) ?? 0;
        expect(freeAmongVolumes(accounts, requestOf(1, parameters), policy).largestVolume).toBe(largest);
      }),
      { numRuns: 200, seed: 20261128 },
    );
  });

  it('asks about few sizes', () => {
    let asked = 0;
    freeAmongVolumes(accountsUnder({}), requestOf(1, PARAMETERS), {
      policyOf: (size) => {
        asked += 1;
        return size >= 10 && size <= 500 ? NO_POLICY_CONSTRAINTS : DENIED;
      },
      turns: new Set(),
    });
    expect(asked).toBeLessThan(50);
  });
});
