import { gib, gibToBytes } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import type { BackendName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { freeCapacity } from '../placement/capacity.ts';
import type { FreeCapacity } from '../placement/capacity.ts';
import { selectPools } from '../placement/pools.ts';
import type { Accounts } from './accounts.ts';
import { amongVolumes } from './standing-constraints.ts';
import { leftOfTotal, roomIn } from './tallies.ts';

/**
 * What is left for requests like this one, whoever makes them, by what the volumes there are leave of limits and uplinks.
 * @param policy what else is asked; the size of the request is not looked at
 */
export function freeAmongVolumes(accounts: Accounts, request: VolumeRequest, policy: PolicyConstraints): FreeCapacity {
  const least = freeIn(accounts, request, policy, { above: gib(0), most: undefined });
  const isLimited = accounts.limited.length > 0;
  if (!isLimited) return least;
  return {
    total: totalWithin(accounts, request, policy, least.total),
    largestVolume: largestWithin(accounts, request, policy),
  };
}

/** Sizes that the same backends and pools have room for. */
interface Sizes {
  readonly above: GiB;
  readonly most: GiB | undefined;
}

function freeIn(
  accounts: Accounts,
  request: VolumeRequest,
  policy: PolicyConstraints,
  { above, most }: Sizes,
): FreeCapacity {
  const sized = { ...request, size: { required: gib(above + 1), limit: undefined } };
  const asked = amongVolumes(accounts, sized, policy, 'nobody');
  return freeCapacity(accounts.index, most === undefined ? sized : upTo(sized, most), asked);
}

function upTo(request: VolumeRequest, most: GiB): VolumeRequest {
  const { maxVolumeBytes } = request.parameters;
  const bytes = gibToBytes(most);
  if (maxVolumeBytes !== undefined && maxVolumeBytes <= bytes) return request;
  return { ...request, parameters: { ...request.parameters, maxVolumeBytes: bytes } };
}

/** Larger volumes fit into fewer backends and pools: the largest sizes are tried first, run by run. */
function largestWithin(accounts: Accounts, request: VolumeRequest, policy: PolicyConstraints): GiB {
  const rooms = new Set(accounts.limited.map(roomIn).filter((room) => room > 0 && room < Infinity));
  let most: GiB | undefined;
  for (const above of [...rooms].sort((a, b) => b - a)) {
    const { largestVolume } = freeIn(accounts, request, policy, { above, most });
    if (largestVolume > above) return largestVolume;
    most = above;
  }
  return freeIn(accounts, request, policy, { above: gib(0), most }).largestVolume;
}

/** Of each backend no more than it and the pools that the class takes may still have. */
function totalWithin(accounts: Accounts, request: VolumeRequest, policy: PolicyConstraints, total: GiB): GiB {
  if (accounts.limited.every(({ limits }) => limits.maxTotalBytes === undefined)) return total;
  const pools = selectPools(accounts.index.configuration.backends, request.parameters.pools);
  let sum = 0;
  for (const [backend, taken] of pools) {
    const tallies = accounts.tallies.get(backend);
    if (!tallies) continue;
    const ofPools = tallies.pools
      .filter(({ pool }) => pool !== undefined && taken.includes(pool))
      .reduce((all, tally) => all + leftOfTotal(tally), 0);
    const alone = onlyBackend(request, backend, [...pools.keys()]);
    const free = freeIn(accounts, alone, policy, { above: gib(0), most: undefined }).total;
    sum += Math.min(free, leftOfTotal(tallies.whole), ofPools);
  }
  return gib(sum);
}

function onlyBackend(request: VolumeRequest, backend: BackendName, all: readonly BackendName[]): VolumeRequest {
  const { pools } = request.parameters;
  const others = all.filter((name) => name !== backend).map((name) => ({ backend: name, pool: '*' }));
  const excludeStoragePools = [...pools.excludeStoragePools, ...others];
  return { ...request, parameters: { ...request.parameters, pools: { ...pools, excludeStoragePools } } };
}
