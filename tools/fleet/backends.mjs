// @ts-check
import { racks, storageGroupName } from './shape.mjs';

/** Two backends over the same racks: one owns the groups of disks, the other those of flash. */
export function fleetBackends() {
  return [backend('bulk', 'disk', BULK_POOLS), backend('flash', 'flash', FLASH_POOLS)].join('---\n');
}

const BULK_POOLS = ['    - { name: disk, labels: { tier: bronze } }'];
const FLASH_POOLS = [
  '    - { name: gold, labels: { tier: gold }, requiredTags: [gold] }',
  '    - { name: silver, labels: { tier: silver }, requiredTags: [silver] }',
];

/**
 * @param {string} name
 * @param {'disk' | 'flash'} kind
 * @param {readonly string[]} pools
 */
function backend(name, kind, pools) {
  return [
    'apiVersion: stowage.dev/v1alpha1',
    'kind: Backend',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  composable:',
    '    storageGroups:',
    ...[...racks()].map((rack) => `      - ${storageGroupName(rack, kind)}`),
    '    encryption:',
    '      secretRef: { name: volume-keys }',
    '  pools:',
    ...pools,
    '',
  ].join('\n');
}
