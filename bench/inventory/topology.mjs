// @ts-check
import { domainsOf, racksOf, rowName } from './shape.mjs';

/** Bits per second of a row's uplink. */
const UPLINK = 1_600_000_000_000n;

const DRIVES_PER_NODE = 10;

/**
 * A bandwidth domain is a row: inside a zone every row reaches every other at full speed, between zones none does.
 * @param {import('./shape.mjs').Shape} shape
 * @returns {import('../../dist/core/model/inventory.js').Topology}
 */
export function topologyOf(shape) {
  const racks = racksOf(shape);
  return /** @type {any} */ ({
    levels: ['zone', 'row', 'rack'],
    domains: domainTree(racks),
    bandwidthDomains: bandwidthDomains(shape),
    nodes: new Map(racks.flatMap((rack) => nodesOf(rack, shape).map((node) => [node.name, node]))),
  });
}

/** @param {readonly import('./shape.mjs').Rack[]} racks */
function domainTree(racks) {
  const tree = new Map();
  for (const { name, row, zone } of racks) {
    tree.set(zone, { name: zone, level: 'zone', parent: undefined });
    tree.set(row, { name: row, level: 'row', parent: zone });
    tree.set(name, { name, level: 'rack', parent: row });
  }
  return tree;
}

/** @param {import('./shape.mjs').Shape} shape */
function bandwidthDomains({ zones, rowsPerZone }) {
  const domains = new Map();
  for (let zone = 0; zone < zones; zone++) {
    const rows = Array.from({ length: rowsPerZone }, (_, at) => rowName(zone * rowsPerZone + at + 1));
    for (const name of rows) domains.set(name, { name, bitsPerSecond: UPLINK, reaches: new Set([name, ...rows]) });
  }
  return domains;
}

/**
 * @param {import('./shape.mjs').Rack} rack
 * @param {import('./shape.mjs').Shape} shape
 */
function nodesOf(rack, { enclosuresPerRack, drivesPerEnclosure }) {
  const domains = domainsOf(rack);
  const count = Math.ceil((enclosuresPerRack * drivesPerEnclosure) / DRIVES_PER_NODE);
  return Array.from({ length: count }, (_, at) => ({
    name: `${rack.name}-node-${String(at + 1).padStart(3, '0')}`,
    domains,
    bandwidthDomain: rack.row,
  }));
}

/** What CSI says of a node in a rack. @param {import('./shape.mjs').Rack} rack */
export const segmentOf = ({ zone, row, name }) => ({ zone, row, rack: name, bandwidthDomain: row });
