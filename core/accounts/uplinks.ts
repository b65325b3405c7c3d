import type { BandwidthDomainName } from '../model/ids.ts';
import type { Topology } from '../model/inventory.ts';

/** What volumes have reserved of the uplinks of bandwidth domains, in bits per second: whole numbers. */
export interface Uplinks {
  /** Domains of which something is reserved. */
  readonly reserved: Map<BandwidthDomainName, number>;
  /** Domains that declare their bandwidth; less than nothing where that shrank. */
  readonly left: Map<BandwidthDomainName, number>;
}

export function openUplinks({ bandwidthDomains }: Topology): Uplinks {
  const left = new Map<BandwidthDomainName, number>();
  for (const { name, bitsPerSecond } of bandwidthDomains.values()) {
    if (bitsPerSecond !== undefined) left.set(name, Number(bitsPerSecond));
  }
  return { reserved: new Map(), left };
}

export function reserve({ reserved, left }: Uplinks, domain: BandwidthDomainName, bits: number): void {
  if (bits === 0) return;
  const sum = (reserved.get(domain) ?? 0) + bits;
  if (sum === 0) reserved.delete(domain);
  else reserved.set(domain, sum);
  const before = left.get(domain);
  if (before !== undefined) left.set(domain, before - bits);
}

export const release = (uplinks: Uplinks, domain: BandwidthDomainName, bits: number): void => {
  reserve(uplinks, domain, -bits);
};
