import type { BandwidthDomain } from '../../../core/model/inventory.ts';
import type { ApiSnapshot } from '../api-port.ts';

/** A bandwidth domain as the API shows it. Bits per second. */
export interface BandwidthDomainView {
  readonly name: string;
  /** Others whose drives its nodes reach at full speed. */
  readonly reaches: readonly string[];
  readonly enclosures: number;
  /** Volumes that reserve something of its uplink. */
  readonly volumes: number;
  readonly reserved: number;
  /** Of its uplink. Left out: the Topology does not say, and there is no limit. */
  readonly bandwidth?: number;
  /** Of that, what is not reserved; less than nothing where it was declared faster before. */
  readonly left?: number;
}

/** Shows bandwidth domains of one snapshot. */
export function bandwidthDomainViewer({
  active,
  volumes,
}: ApiSnapshot): (domain: BandwidthDomain) => BandwidthDomainView {
  const enclosures = active?.configuration.enclosures ?? [];
  const homes = new Map(enclosures.map(({ name, bandwidthDomain }) => [name, bandwidthDomain] as const));
  const reserving = volumes.filter(({ phase, bandwidthPerLeg }) => phase.kind !== 'releasing' && bandwidthPerLeg);
  return ({ name, reaches, bitsPerSecond }) => {
    const legs = reserving.map(({ bandwidthPerLeg = 0, legs: all }) => ({
      bandwidthPerLeg,
      inside: all.filter(({ enclosure }) => homes.get(enclosure) === name).length,
    }));
    const reserved = legs.reduce((sum, { bandwidthPerLeg, inside }) => sum + bandwidthPerLeg * inside, 0);
    const bandwidth = bitsPerSecond === undefined ? undefined : Number(bitsPerSecond);
    return {
      name,
      reaches: [...reaches].filter((other) => other !== name),
      enclosures: enclosures.filter(({ bandwidthDomain }) => bandwidthDomain === name).length,
      volumes: legs.filter(({ inside }) => inside > 0).length,
      reserved,
      ...(bandwidth === undefined ? {} : { bandwidth, left: bandwidth - reserved }),
    };
  };
}
