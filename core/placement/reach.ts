import type { ReachAlternative } from '../model/constraints.ts';
import type { BandwidthDomainName } from '../model/ids.ts';
import type { Topology } from '../model/inventory.ts';
import type { TopologySegment, VolumeRequest } from '../model/volume.ts';

/** The key of a segment that names a bandwidth domain; every other key is a level of the Topology. */
const BANDWIDTH_DOMAIN_KEY = 'bandwidthDomain';

/** Sets of segments that are remembered: a cluster asks for few different ones, over and over. */
const MOST_REMEMBERED = 4096;

/** Who reaches what, worked out once for each set of nodes that is asked for: looking at all of them takes long. */
export class ReachBook {
  readonly #topology: Topology;
  readonly #alternatives = new Map<string, readonly ReachAlternative[]>();
  readonly #reaching = new Map<BandwidthDomainName, readonly BandwidthDomainName[]>();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  /**
   * The bandwidth domains whose nodes may use the volume, the preferred first: drives must all be reachable from one of
   * them. `undefined` where bandwidth domains play no part: none declared, or softDomains.
   */
  alternatives({ parameters, requisite, preferred }: VolumeRequest): readonly ReachAlternative[] | undefined {
    if (this.#topology.bandwidthDomains.size === 0 || parameters.softDomains) return undefined;
    const key = requisite.length + preferred.length === 0 ? '' : JSON.stringify([requisite, preferred]);
    const known = this.#alternatives.get(key);
    if (known) return known;
    if (this.#alternatives.size >= MOST_REMEMBERED) this.#alternatives.clear();
    const alternatives = reachAlternatives(this.#topology, requisite, preferred);
    this.#alternatives.set(key, alternatives);
    return alternatives;
  }

  /** The bandwidth domains from which every leg is reached, also those that nobody asked for. */
  reachableFrom(
    legs: readonly { readonly bandwidthDomain: BandwidthDomainName | undefined }[],
  ): readonly BandwidthDomainName[] {
    const [first] = legs;
    if (first?.bandwidthDomain === undefined) return [];
    const homes = this.#homesReaching(first.bandwidthDomain);
    if (legs.every(({ bandwidthDomain }) => bandwidthDomain === first.bandwidthDomain)) return homes;
    const others = new Set(legs.map(({ bandwidthDomain }) => bandwidthDomain));
    return homes.filter((home) => {
      const reaches = this.#topology.bandwidthDomains.get(home)?.reaches;
      return [...others].every((domain) => domain !== undefined && reaches?.has(domain) === true);
    });
  }

  #homesReaching(domain: BandwidthDomainName): readonly BandwidthDomainName[] {
    const known = this.#reaching.get(domain);
    if (known) return known;
    const homes = [...this.#topology.bandwidthDomains.values()].filter(({ reaches }) => reaches.has(domain));
    const names = homes.map(({ name }) => name);
    this.#reaching.set(domain, names);
    return names;
  }
}

function reachAlternatives(
  topology: Topology,
  requisite: readonly TopologySegment[],
  preferred: readonly TopologySegment[],
): readonly ReachAlternative[] {
  const allowed = requisite.length > 0 ? homesOf(topology, requisite) : new Set(topology.bandwidthDomains.keys());
  const ordered = [...[...homesOf(topology, preferred)].filter((home) => allowed.has(home)), ...allowed];
  return [...new Set(ordered)].flatMap((home) => {
    const domain = topology.bandwidthDomains.get(home);
    return domain ? [{ home, reaches: domain.reaches }] : [];
  });
}

function homesOf(topology: Topology, segments: readonly TopologySegment[]): ReadonlySet<BandwidthDomainName> {
  const homes = new Set<BandwidthDomainName>();
  for (const segment of segments) {
    for (const node of topology.nodes.values()) {
      if (node.bandwidthDomain !== undefined && standsIn(node, segment)) homes.add(node.bandwidthDomain);
    }
    const named = segment[BANDWIDTH_DOMAIN_KEY] as BandwidthDomainName | undefined;
    if (named !== undefined && topology.bandwidthDomains.has(named)) homes.add(named);
  }
  return homes;
}

const standsIn = (
  node: { readonly domains: ReadonlyMap<string, string>; readonly bandwidthDomain: string | undefined },
  segment: TopologySegment,
): boolean =>
  Object.entries(segment).every(([key, value]) =>
    key === BANDWIDTH_DOMAIN_KEY ? node.bandwidthDomain === value : node.domains.get(key) === value,
  );
