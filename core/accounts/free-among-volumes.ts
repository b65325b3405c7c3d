import { gib, gibToBytes } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { BackendName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { freeCapacity } from '../placement/capacity.ts';
import type { FreeCapacity } from '../placement/capacity.ts';
import { selectPools } from '../placement/pools.ts';
import type { Accounts } from './accounts.ts';
import { asksTheSame, askingOnce, isDenial, policySteps } from './policy-by-size.ts';
import type { PolicyBySize } from './policy-by-size.ts';
import { amongVolumes } from './standing-constraints.ts';
import { leftOfTotal, roomIn } from './tallies.ts';

/**
 * What is left for requests like this one, whoever makes them, by what the volumes there are leave of limits and uplinks.
 * The total is that for the least size that policies let pass, and the largest volume is one that would be placed: where
 * policies accept sizes that form several runs, the largest of the runs that {@link policySteps} finds.
 * @param policy what else is asked of a size; the size of the request is not looked at
 */
export function freeAmongVolumes(accounts: Accounts, request: VolumeRequest, policy: PolicyBySize): FreeCapacity {
  const asked: AskedBySize = { accounts, request, policyOf: askingOnce(policy.policyOf) };
  const steps = policySteps({ ...policy, policyOf: asked.policyOf }, request.parameters);
  const passing = steps.find((above) => !isDenial(asked.policyOf(gib(above + 1))));
  if (passing === undefined) return { total: gib(0), largestVolume: gib(0) };
  const least = freeIn(asked, { above: passing, most: undefined });
  if (accounts.limited.length === 0 && steps.length === 1) return least;
  const largestVolume = largestWithin(asked, steps);
  const total = totalWithin(asked, passing, least.total);
  // Policies may ask less of larger volumes.
  return { total: gib(Math.max(total, largestVolume)), largestVolume };
}

interface AskedBySize {
  readonly accounts: Accounts;
  readonly request: VolumeRequest;
  readonly policyOf: PolicyBySize['policyOf'];
}

/** Sizes of which the same is asked, and that the same backends and pools have room for. */
interface Sizes {
  readonly above: GiB;
  readonly most: GiB | undefined;
}

function freeIn({ accounts, request, policyOf }: AskedBySize, { above, most }: Sizes): FreeCapacity {
  const size = gib(above + 1);
  const sized = { ...request, size: { required: size, limit: undefined } };
  const asked = amongVolumes(accounts, sized, policyOf(size), 'nobody');
  return freeCapacity(accounts.index, most === undefined ? sized : upTo(sized, most), asked);
}

function upTo(request: VolumeRequest, most: GiB): VolumeRequest {
  const { maxVolumeBytes } = request.parameters;
  const bytes = gibToBytes(most);
  if (maxVolumeBytes !== undefined && maxVolumeBytes <= bytes) return request;
  return { ...request, parameters: { ...request.parameters, maxVolumeBytes: bytes } };
}

/** Larger volumes fit into fewer backends and pools: the largest sizes are tried first, run by run. */
function largestWithin(asked: AskedBySize, steps: readonly GiB[]): GiB {
  const [lowest = gib(0)] = steps;
  const rooms = asked.accounts.limited.map(roomIn).filter((room) => room > lowest && room < Infinity);
  let most: GiB | undefined;
  for (const above of [...new Set([...rooms, ...steps])].sort((a, b) => b - a)) {
    const { largestVolume } = freeIn(asked, { above, most });
    if (largestVolume > above && isPlaced(asked, above, largestVolume)) return largestVolume;
    most = above;
  }
  return gib(0);
}

/** Whether what policies ask of the size itself lets it be placed too: what they ask is known right above `above`. */
function isPlaced(asked: AskedBySize, above: GiB, size: GiB): boolean {
  if (asksTheSame(asked.policyOf(gib(above + 1)), asked.policyOf(size))) return true;
  return freeIn(asked, { above: gib(size - 1), most: size }).largestVolume === size;
}

/** Of each backend no more than it and the pools that the class takes may still have. */
function totalWithin({ accounts, request, policyOf }: AskedBySize, above: GiB, total: GiB): GiB {
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
    const free = freeIn({ accounts, request: alone, policyOf }, { above, most: undefined }).total;
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
