import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { Placement } from '../model/volume.ts';
import { buildInventoryIndex } from '../placement/inventory-index.ts';
import { bookVolume, openAccounts } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { withinRoom } from './fill-room.ts';
import { overTallies } from './growth-limits.ts';
import { smallFleet, volumeOn } from './testing/volumes.ts';
import type { Limits } from './testing/volumes.ts';

const GIB = 2n ** 30n;
const gold = volumeOn(['a-000'], { id: '1', size: gib(40) });

function accountsOf(limits: Limits): Accounts {
  const accounts = openAccounts(buildInventoryIndex(smallFleet(limits)));
  bookVolume(accounts, gold);
  return accounts;
}

describe('drives that are filled', () => {
  /** All of a drive of 100 GiB that is tagged gold. */
  const filled = {
    ...{ backend: 'main', layout: 'single', size: gib(99), reachableFrom: undefined, survives: [] },
    legs: [{ drive: 'b-000', enclosure: 'b', extent: { start: gib(1), length: gib(100) }, stranded: gib(0) }],
  } as unknown as Placement;

  it.each<[string, Limits, number, number]>([
    ['to the end', {}, 10, 99],
    ['to the end, where there is room for that', { backend: { maxTotalBytes: 139n * GIB } }, 10, 99],
    ['as far as the backend may have', { backend: { maxTotalBytes: 100n * GIB } }, 10, 60],
    ['as far as the pool may have', { gold: { maxTotalBytes: 90n * GIB } }, 10, 50],
    ['as far as the pool takes in one volume', { gold: { maxVolumeBytes: 30n * GIB } }, 10, 30],
    ['never less than what was asked for', { gold: { maxTotalBytes: 90n * GIB } }, 99, 99],
  ])('are filled %s', (_, limits, required, size) => {
    const placement = withinRoom(accountsOf(limits), filled, gib(required));
    expect(placement.size).toBe(size);
    expect(placement.legs[0]).toMatchObject({ extent: { start: 1, length: size + 1 }, stranded: 99 - size });
  });
});

it.each<[string, Limits, number, string | undefined]>([
  ['grows where nobody minds', {}, 100, undefined],
  ['grows to the last GiB', { backend: { maxTotalBytes: 50n * GIB } }, 50, undefined],
  ['does not count as one more', { backend: { maxVolumes: 1 } }, 50, undefined],
  [
    'stays below what its backend may have',
    { backend: { maxTotalBytes: 50n * GIB } },
    51,
    '11 GiB more is over limits.maxTotalSize of backend main: it has 40 GiB of 50 GiB',
  ],
  [
    'stays below what its pool may have',
    { gold: { maxTotalBytes: 50n * GIB } },
    51,
    '11 GiB more is over limits.maxTotalSize of pool main:gold: it has 40 GiB of 50 GiB',
  ],
  [
    'stays below what its pool takes in one volume',
    { gold: { maxVolumeBytes: 45n * GIB } },
    46,
    '46 GiB is more than limits.maxVolumeSize of pool main:gold, 45 GiB',
  ],
])('a volume %s', (_, limits, target, told) => {
  expect(overTallies(accountsOf(limits), gold, gib(target))).toBe(told);
});
