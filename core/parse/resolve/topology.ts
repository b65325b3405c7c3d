import { parseQuantity } from '../../model/capacity.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../../model/ids.ts';
import type { BandwidthDomainName, DomainName, LevelName, NodeName } from '../../model/ids.ts';
import type { BandwidthDomain, FailureDomain, Node, Topology } from '../../model/inventory.ts';
import type { TopologyObject } from '../../../schemas/generated/types.ts';
import type { ObjectAddress } from './object-problem.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import { checkTree, domainsUpFrom } from './domain-tree.ts';
import { checkUnique, problem, references } from './report.ts';
import { checkPlausible, PLAUSIBLE_BANDWIDTH } from './suspicious-quantities.ts';
import type { Report } from './report.ts';

const NO_TOPOLOGY: Topology = { levels: [], domains: new Map(), bandwidthDomains: new Map(), nodes: new Map() };

/** The one Topology of a configuration; an empty one where none is declared. */
export function resolveTopology(declared: readonly Declared<TopologyObject>[], report: Report): Topology {
  const [topology, ...others] = declared.toSorted((a, b) => a.object - b.object);
  if (!topology) return NO_TOPOLOGY;
  for (const other of others) {
    const elsewhere = at(topology, 'metadata', 'name');
    const message = 'a configuration has one Topology, and there is another';
    report(problem('reference/ambiguous', at(other, 'metadata', 'name'), message, { elsewhere }));
  }
  const levels = resolveLevels(topology, report);
  const domains = resolveDomains(topology, levels, report);
  const bandwidthDomains = resolveBandwidthDomains(topology, report);
  return { levels, domains, bandwidthDomains, nodes: resolveNodes(topology, domains, bandwidthDomains, report) };
}

const IMPLICIT_LEVELS: readonly string[] = [STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL];

function resolveLevels(topology: Declared<TopologyObject>, report: Report): readonly LevelName[] {
  const levels = topology.wire.spec.levels ?? [];
  const named = levels.map((name, index) => ({ name, at: at(topology, 'spec', 'levels', index) }));
  checkUnique('level', named, report);
  for (const { name, at: address } of named) {
    if (!IMPLICIT_LEVELS.includes(name)) continue;
    report(
      problem('schema/wrong-value', address, `the level ${name} exists without being named`, { help: 'Leave it out.' }),
    );
  }
  return levels as readonly LevelName[];
}

function resolveDomains(
  topology: Declared<TopologyObject>,
  levels: readonly LevelName[],
  report: Report,
): ReadonlyMap<DomainName, FailureDomain> {
  const wires = topology.wire.spec.domains ?? [];
  const address = (index: number, field: string): ObjectAddress => at(topology, 'spec', 'domains', index, field);
  const known = references('level', new Set<string>(levels), report);
  const parents = references('domain', new Set(wires.map(({ name }) => name)), report);
  checkUnique('domain', named(wires, address), report);
  const domains = new Map<DomainName, FailureDomain>();
  for (const [index, { name, level, parent }] of wires.entries()) {
    known.check(level, address(index, 'level'));
    if (parent !== undefined) parents.check(parent, address(index, 'parent'));
    domains.set(name as DomainName, {
      name: name as DomainName,
      level: level as LevelName,
      parent: parent as DomainName | undefined,
    });
  }
  checkTree(
    levels,
    domains,
    wires.map(({ name }, index) => ({ name, at: address(index, 'parent') })),
    report,
  );
  return domains;
}

function resolveBandwidthDomains(
  topology: Declared<TopologyObject>,
  report: Report,
): ReadonlyMap<BandwidthDomainName, BandwidthDomain> {
  const wires = topology.wire.spec.bandwidthDomains ?? [];
  const address = (index: number, ...rest: (string | number)[]): ObjectAddress =>
    at(topology, 'spec', 'bandwidthDomains', index, ...rest);
  const known = references('bandwidth domain', new Set(wires.map(({ name }) => name)), report);
  checkUnique('bandwidth domain', named(wires, address), report);
  const domains = new Map<BandwidthDomainName, BandwidthDomain>();
  for (const [index, { name, bandwidth, reaches = [] }] of wires.entries()) {
    checkPlausible(bandwidth, PLAUSIBLE_BANDWIDTH, address(index, 'bandwidth'), report);
    for (const [position, reached] of reaches.entries()) known.check(reached, address(index, 'reaches', position));
    domains.set(name as BandwidthDomainName, {
      name: name as BandwidthDomainName,
      bitsPerSecond: bandwidth === undefined ? undefined : parseQuantity(bandwidth),
      reaches: new Set([name, ...reaches] as BandwidthDomainName[]),
    });
  }
  return domains;
}

function resolveNodes(
  topology: Declared<TopologyObject>,
  domains: ReadonlyMap<DomainName, FailureDomain>,
  bandwidthDomains: ReadonlyMap<BandwidthDomainName, BandwidthDomain>,
  report: Report,
): ReadonlyMap<NodeName, Node> {
  const wires = topology.wire.spec.nodes ?? [];
  const address = (index: number, field: string): ObjectAddress => at(topology, 'spec', 'nodes', index, field);
  const knownDomains = references('domain', new Set<string>(domains.keys()), report);
  const knownBandwidths = references('bandwidth domain', new Set<string>(bandwidthDomains.keys()), report);
  checkUnique('node', named(wires, address), report);
  const nodes = new Map<NodeName, Node>();
  for (const [index, { name, domain, bandwidthDomain }] of wires.entries()) {
    if (domain !== undefined) knownDomains.check(domain, address(index, 'domain'));
    if (bandwidthDomain !== undefined) knownBandwidths.check(bandwidthDomain, address(index, 'bandwidthDomain'));
    nodes.set(name as NodeName, {
      name: name as NodeName,
      domains: domainsUpFrom(domain as DomainName | undefined, domains),
      bandwidthDomain: bandwidthDomain as BandwidthDomainName | undefined,
    });
  }
  return nodes;
}

const named = (
  wires: readonly { readonly name: string }[],
  address: (index: number, field: string) => ObjectAddress,
): readonly { name: string; at: ObjectAddress }[] =>
  wires.map(({ name }, index) => ({ name, at: address(index, 'name') }));
