import type { Configuration } from '../../model/configuration.ts';
import type { BackendName, BandwidthDomainName, DomainName, EnclosureName, LevelName } from '../../model/ids.ts';
import type { Enclosure } from '../../model/inventory.ts';
import { domainsOf } from '../drive-classes.ts';
import { ownersOfStorageGroups } from '../pools.ts';
import { domainTree } from './domain-tree.ts';
import type { DomainTree } from './domain-tree.ts';

/** Where an enclosure stands, in small numbers. */
export interface EnclosureSite {
  readonly enclosure: Enclosure;
  readonly backend: BackendName | undefined;
  readonly area: number;
  /** By level, and then the bandwidth domain; -1 where it is not known. */
  readonly domains: readonly number[];
  /** Its place in the order of the tree. */
  readonly rank: number;
  /** The number of its first drive. */
  readonly firstDrive: number;
}

/** A backend, and one bandwidth domain in which it has drives. */
export interface Area {
  readonly backend: BackendName | undefined;
  readonly bandwidthDomain: BandwidthDomainName | undefined;
}

/** The enclosures of a configuration, in the order in which they are declared. Nothing that happens to drives changes it. */
export interface Sites {
  readonly list: readonly EnclosureSite[];
  readonly byName: ReadonlyMap<EnclosureName, EnclosureSite>;
  readonly areas: readonly Area[];
  readonly tree: DomainTree;
  /** Domains of all levels together: what `domains` stay below. */
  readonly domainCount: number;
  /** The number of a domain; `undefined` where no enclosure lies in it. */
  readonly numberOf: (level: LevelName, domain: DomainName) => number | undefined;
  /** The position of bandwidth domains: behind the levels. */
  readonly bandwidthLevel: number;
  readonly numberOfBandwidthDomain: (domain: BandwidthDomainName) => number | undefined;
  readonly driveCount: number;
}

export function sitesOf(configuration: Configuration, levels: readonly LevelName[]): Sites {
  const owners = ownersOfStorageGroups(configuration);
  const domains = new Numbers<string>();
  const areas = new Numbers<string>();
  const areaList: Area[] = [];
  let driveCount = 0;
  const unranked = configuration.enclosures.map((enclosure): Omit<EnclosureSite, 'rank'> => {
    const backend = owners.get(enclosure.storageGroup);
    const { bandwidthDomain } = enclosure;
    const area = areas.of(`${backend ?? ''}\n${bandwidthDomain ?? ''}`);
    if (area === areaList.length) areaList.push({ backend, bandwidthDomain });
    const firstDrive = driveCount;
    driveCount += enclosure.drives.length;
    return { enclosure, backend, area, firstDrive, domains: numbersOfDomains(enclosure, levels, domains) };
  });
  const tree = domainTree(
    levels.length + 1,
    unranked.map((site) => site.domains),
  );
  const rankOf = new Int32Array(unranked.length);
  tree.enclosures.forEach((enclosure, rank) => (rankOf[enclosure] = rank));
  const list = unranked.map((site, at): EnclosureSite => ({ ...site, rank: rankOf[at] ?? 0 }));
  const byName = new Map(list.map((site) => [site.enclosure.name, site]));
  return {
    ...{ list, byName, areas: areaList, tree, driveCount },
    domainCount: domains.count,
    numberOf: (level, domain) => domains.find(keyOf(level, domain)),
    bandwidthLevel: levels.length,
    numberOfBandwidthDomain: (domain) => domains.find(keyOf(BANDWIDTH, domain)),
  };
}

function numbersOfDomains(
  enclosure: Enclosure,
  levels: readonly LevelName[],
  numbers: Numbers<string>,
): readonly number[] {
  const domains = domainsOf(enclosure);
  const { bandwidthDomain } = enclosure;
  const known = levels.map((level) => {
    const domain = domains.get(level);
    return domain === undefined ? -1 : numbers.of(keyOf(level, domain));
  });
  return [...known, bandwidthDomain === undefined ? -1 : numbers.of(keyOf(BANDWIDTH, bandwidthDomain))];
}

/** No level has an empty name. */
const BANDWIDTH = '';

const keyOf = (level: string, domain: string): string => `${level}/${domain}`;

/** Numbers names as they come. */
class Numbers<Name> {
  readonly #known = new Map<Name, number>();

  get count(): number {
    return this.#known.size;
  }

  find(name: Name): number | undefined {
    return this.#known.get(name);
  }

  of(name: Name): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, this.#known.size);
    return this.#known.size - 1;
  }
}
