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
  /** Nodes that no segment tells apart, and the homes of each segment that was asked for. */
  readonly #standings: readonly Standing[];
  readonly #homes = new Map<string, readonly BandwidthDomainName[]>();

  constructor(topology: Topology) {
    this.#topology = topology;
    this.#standings = standingsOf(topology);
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
    const alternatives = this.#reachedFrom(requisite, preferred);
    this.#alternatives.set(key, alternatives);
    return alternatives;
  }

  #reachedFrom(
    requisite: readonly TopologySegment[],
    preferred: readonly TopologySegment[],
  ): readonly ReachAlternative[] {
    const { bandwidthDomains } = this.#topology;
    const allowed = requisite.length > 0 ? this.#homesOf(requisite) : new Set(bandwidthDomains.keys());
    const ordered = [...[...this.#homesOf(preferred)].filter((home) => allowed.has(home)), ...allowed];
    return [...new Set(ordered)].flatMap((home) => {
      const domain = bandwidthDomains.get(home);
      return domain ? [{ home, reaches: domain.reaches }] : [];
    });
  }

  #homesOf(segments: readonly TopologySegment[]): ReadonlySet<BandwidthDomainName> {
    return new Set(segments.flatMap((segment) => this.#homesIn(segment)));
  }

  #homesIn(segment: TopologySegment): readonly BandwidthDomainName[] {
    const key = JSON.stringify(segment);
    const known = this.#homes.get(key);
    if (known) return known;
    if (this.#homes.size >= MOST_REMEMBERED) this.#homes.clear();
    const homes = homesIn(this.#topology, this.#standings, segment);
    this.#homes.set(key, homes);
    return homes;
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

/** Where a node stands. */
interface Standing {
  readonly domains: ReadonlyMap<string, string>;
  readonly bandwidthDomain: BandwidthDomainName;
}

/** Each once: ten thousand nodes stand in some hundred places. */
function standingsOf({ nodes }: Topology): readonly Standing[] {
  const standings = new Map<string, Standing>();
  for (const { domains, bandwidthDomain } of nodes.values()) {
    if (bandwidthDomain === undefined) continue;
    const key = JSON.stringify([bandwidthDomain, [...domains]]);
    if (!standings.has(key)) standings.set(key, { domains, bandwidthDomain });
  }
  return [...standings.values()];
}

function homesIn(
  { bandwidthDomains }: Topology,
  standings: readonly Standing[],
  segment: TopologySegment,
): readonly BandwidthDomainName[] {
  const entries = Object.entries(segment);
  const homes = new Set<BandwidthDomainName>();
  for (const standing of standings) if (standsIn(standing, entries)) homes.add(standing.bandwidthDomain);
  const named = segment[BANDWIDTH_DOMAIN_KEY] as BandwidthDomainName | undefined;
  if (named !== undefined && bandwidthDomains.has(named)) homes.add(named);
  return [...homes];
}

const standsIn = ({ domains, bandwidthDomain }: Standing, segment: readonly (readonly [string, string])[]): boolean =>
  segment.every(([key, value]) =>
    key === BANDWIDTH_DOMAIN_KEY ? bandwidthDomain === value : domains.get(key) === value,
  );
