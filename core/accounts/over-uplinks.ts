import { formatBandwidth } from '../model/bandwidth.ts';
import type { BandwidthDomainName } from '../model/ids.ts';
import { drivesUnder } from './accounts.ts';
import type { Accounts, BookedVolume } from './accounts.ts';

/** Why a volume that lies already cannot reserve so much of uplinks for each leg; `undefined` where it can. */
export function overUplinks(accounts: Accounts, volume: BookedVolume, perLeg: number): string | undefined {
  const more = perLeg - (volume.bandwidthPerLeg ?? 0);
  if (more <= 0) return undefined;
  const legs = new Map<BandwidthDomainName, number>();
  for (const { bandwidthDomain } of drivesUnder(accounts.index, volume.legs)) {
    if (bandwidthDomain !== undefined) legs.set(bandwidthDomain, (legs.get(bandwidthDomain) ?? 0) + 1);
  }
  for (const [domain, count] of legs) {
    const left = accounts.uplinks.left.get(domain);
    if (left === undefined || left >= more * count) continue;
    const free = formatBandwidth(Math.max(0, left));
    return `${formatBandwidth(more * count)} more are needed of the uplink of ${domain}, and ${free} are left`;
  }
  return undefined;
}
