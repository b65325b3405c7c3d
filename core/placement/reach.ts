import type { ReachAlternative } from '../model/constraints.ts';
import type { BandwidthDomainName } from '../model/ids.ts';
import type { Topology } from '../model/inventory.ts';
import type { TopologySegment, VolumeRequest } from '../model/volume.ts';

/** The key of a segment that names a bandwidth domain; every other key is a level of the Topology. */
const BANDWIDTH_DOMAIN_KEY = 'bandwidthDomain';

/**
 * The bandwidth domains whose nodes may use the volume, the preferred first: drives must all be reachable from one of
 * them. `undefined` where bandwidth domains play no part: none declared, or softDomains.
 */
export function reachAlternatives(topology: Topology, request: VolumeRequest): readonly ReachAlternative[] | undefined {
  if (topology.bandwidthDomains.size === 0 || request.parameters.softDomains) return undefined;
  const allowed = request.requisite.length > 0 ? homesOf(topology, request.requisite) : allHomes(topology);
  const preferred = homesOf(topology, request.preferred);
  const ordered = [...preferred.filter((home) => allowed.includes(home)), ...allowed];
  return [...new Set(ordered)].flatMap((home) => {
    const domain = topology.bandwidthDomains.get(home);
    return domain ? [{ home, reaches: domain.reaches }] : [];
  });
}

const allHomes = (topology: Topology): readonly BandwidthDomainName[] => [...topology.bandwidthDomains.keys()];

function homesOf(topology: Topology, segments: readonly TopologySegment[]): readonly BandwidthDomainName[] {
  const homes = new Set<BandwidthDomainName>();
  for (const segment of segments) {
    for (const node of topology.nodes.values()) {
      if (node.bandwidthDomain !== undefined && standsIn(node, segment)) homes.add(node.bandwidthDomain);
    }
    const named = segment[BANDWIDTH_DOMAIN_KEY] as BandwidthDomainName | undefined;
    if (named !== undefined && topology.bandwidthDomains.has(named)) homes.add(named);
  }
  return [...homes];
}

const standsIn = (
  node: { readonly domains: ReadonlyMap<string, string>; readonly bandwidthDomain: string | undefined },
  segment: TopologySegment,
): boolean =>
  Object.entries(segment).every(([key, value]) =>
    key === BANDWIDTH_DOMAIN_KEY ? node.bandwidthDomain === value : node.domains.get(key) === value,
  );

/** The bandwidth domains from which every leg is reached, also those that nobody asked for. */
export const reachableFrom = (
  topology: Topology,
  legs: readonly { readonly bandwidthDomain: BandwidthDomainName | undefined }[],
): readonly BandwidthDomainName[] =>
  [...topology.bandwidthDomains.values()]
    .filter(({ reaches }) => legs.every((leg) => leg.bandwidthDomain !== undefined && reaches.has(leg.bandwidthDomain)))
    .map(({ name }) => name);
