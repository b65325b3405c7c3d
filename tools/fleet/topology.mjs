// @ts-check
import { NODES_PER_RACK, ROWS, racks, rowName, ROWS_PER_ZONE, ZONES, zoneName, zoneOfRow } from './shape.mjs';

/** A bandwidth domain is a row: inside a zone every row reaches every other at full speed, between zones none does. */
export function fleetTopology() {
  return [
    'apiVersion: stowage.dev/v1alpha1',
    'kind: Topology',
    'metadata:',
    '  name: fleet',
    'spec:',
    '  levels: [zone, row, rack]',
    '  domains:',
    ...zones().map((zone) => `    - { name: ${zone}, level: zone }`),
    ...rows().map((row) => `    - { name: ${rowName(row)}, level: row, parent: ${zoneName(zoneOfRow(row))} }`),
    ...[...racks()].map((rack) => `    - { name: ${rack.name}, level: rack, parent: ${rack.row} }`),
    '  bandwidthDomains:',
    ...rows().map(
      (row) => `    - { name: ${rowName(row)}, bandwidth: 1600G, reaches: [${neighbours(row).join(', ')}] }`,
    ),
    '  nodes:',
    ...[...racks()].flatMap((rack) =>
      Array.from(
        { length: NODES_PER_RACK },
        (_, at) =>
          `    - { name: ${rack.name}-node-${String(at + 1).padStart(3, '0')}, domain: ${rack.name}, bandwidthDomain: ${rack.row} }`,
      ),
    ),
    '',
  ].join('\n');
}

const zones = () => Array.from({ length: ZONES }, (_, at) => zoneName(at + 1));
const rows = () => Array.from({ length: ROWS }, (_, at) => at + 1);

/** @param {number} row */
function neighbours(row) {
  const first = (zoneOfRow(row) - 1) * ROWS_PER_ZONE + 1;
  return Array.from({ length: ROWS_PER_ZONE }, (_, at) => first + at)
    .filter((other) => other !== row)
    .map(rowName);
}
