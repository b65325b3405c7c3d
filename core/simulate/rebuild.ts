import { BYTES_PER_GIB } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import { usableOf } from '../model/format.ts';
import type { BandwidthDomainName, DriveId, EnclosureName } from '../model/ids.ts';
import type { DriveConstraint } from '../model/constraints.ts';
import type { Configuration } from '../model/configuration.ts';
import type { PlacedLeg } from '../model/volume.ts';
import { enclosuresByName } from './domains.ts';
import { useOf } from './ground.ts';
import type { SimulatedVolume, SimulationGround } from './ground.ts';
import type { Ledger } from './ledger.ts';
import { legReplacer } from './replace-leg.ts';
import type { Replacement } from './replace-leg.ts';

/** What rebuilding takes, where all of it starts at once. */
export interface Rebuild {
  readonly legs: readonly RebuiltLeg[];
  /** That are copied. */
  readonly bytes: string;
  /** Rounded up; what the busiest drive or uplink needs. */
  readonly seconds: number;
  /** Bytes a second of one drive, as it was asked. */
  readonly bandwidth: number;
  /** What takes longest; left out where nothing is copied. */
  readonly slowest?: Bottleneck;
}

export type Bottleneck =
  | { readonly kind: 'drive'; readonly drive: DriveId }
  | { readonly kind: 'bandwidth-domain'; readonly domain: BandwidthDomainName };

export interface RebuiltLeg {
  readonly volume: string;
  /** The drive that was lost. */
  readonly from: DriveId;
  readonly size: GiB;
  /** Left out where there is no place for it. */
  readonly to?: { readonly drive: DriveId; readonly enclosure: EnclosureName };
  /** Why there is none. */
  readonly refusal?: string;
}

interface RebuildOptions {
  readonly volumes: readonly SimulatedVolume[];
  readonly lost: ReadonlySet<DriveId>;
  /** Nothing is read from them. */
  readonly failed: ReadonlySet<DriveId>;
  readonly bandwidth: number;
  /** What drives have that are left. */
  readonly left: readonly DriveConstraint[];
}

/** Finds a place for each lost leg, one after another, so that no two want the same. Yields after each search. */
export function* rebuild(
  ground: SimulationGround,
  ledger: Ledger,
  { volumes, lost, failed, bandwidth, left }: RebuildOptions,
): Generator<undefined, Rebuild> {
  const replace = legReplacer(ground, ledger, left);
  const copies: Copy[] = [];
  const legs: RebuiltLeg[] = [];
  for (const volume of volumes) {
    let rebuilt = volume;
    for (const [at, leg] of volume.legs.entries()) {
      if (!lost.has(leg.drive)) continue;
      const size = usableOf(leg.extent.length);
      const replaced = replace(rebuilt, at);
      yield;
      legs.push({ volume: volume.name, from: leg.drive, size, ...placeOf(replaced) });
      if (replaced.kind !== 'found') continue;
      ledger.take({ legs: [replaced.leg], use: useOf(volume.layout) });
      rebuilt = { ...rebuilt, legs: rebuilt.legs.with(at, { ...replaced.leg, current: true }) };
      const source = volume.legs[at ^ 1];
      if (source && !failed.has(source.drive)) copies.push({ source, target: replaced.leg, size });
    }
  }
  const bytes = copies.reduce((sum, { size }) => sum + BigInt(size) * BYTES_PER_GIB, 0n);
  return { legs, bytes: String(bytes), bandwidth, ...slowestOf(copies, ground.configuration, bandwidth) };
}

function placeOf(replaced: Replacement): Pick<RebuiltLeg, 'to' | 'refusal'> {
  switch (replaced.kind) {
    case 'found':
      return { to: { drive: replaced.leg.drive, enclosure: replaced.leg.enclosure } };
    case 'refused':
      return { refusal: replaced.message };
    case 'unreadable':
      return { refusal: 'was made from parameters that this version does not read' };
  }
}

interface Copy {
  readonly source: Pick<PlacedLeg, 'drive' | 'enclosure'>;
  readonly target: Pick<PlacedLeg, 'drive' | 'enclosure'>;
  readonly size: GiB;
}

/** All copies run at once: as long as what has most to do. What an uplink carries goes out and comes in over it. */
function slowestOf(
  copies: readonly Copy[],
  configuration: Configuration,
  bandwidth: number,
): Pick<Rebuild, 'seconds' | 'slowest'> {
  const enclosures = enclosuresByName(configuration);
  const drives = new Map<DriveId, number>();
  const uplinks = new Map<BandwidthDomainName, number>();
  for (const { source, target, size } of copies) {
    for (const { drive, enclosure } of [source, target]) {
      drives.set(drive, (drives.get(drive) ?? 0) + size);
      const domain = enclosures.get(enclosure)?.bandwidthDomain;
      if (domain !== undefined) uplinks.set(domain, (uplinks.get(domain) ?? 0) + size);
    }
  }
  let found: Pick<Rebuild, 'seconds' | 'slowest'> = { seconds: 0 };
  const consider = (size: number, bytesPerSecond: number, slowest: Bottleneck): void => {
    const seconds = Math.ceil((size * Number(BYTES_PER_GIB)) / bytesPerSecond);
    if (seconds > found.seconds) found = { seconds, slowest };
  };
  for (const [drive, size] of drives) consider(size, bandwidth, { kind: 'drive', drive });
  for (const [domain, size] of uplinks) {
    const bits = configuration.topology.bandwidthDomains.get(domain)?.bitsPerSecond;
    if (bits !== undefined) consider(size, Number(bits) / 8, { kind: 'bandwidth-domain', domain });
  }
  return found;
}
