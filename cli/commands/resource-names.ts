import type { Resource } from '../api/views/resource-views.ts';

/** What one of each resource is called. */
export const ONE_OF: Readonly<Record<Resource, string>> = {
  drives: 'drive',
  enclosures: 'enclosure',
  'bandwidth-domains': 'bandwidth-domain',
  backends: 'backend',
  classes: 'class',
  volumes: 'volume',
  snapshots: 'snapshot',
  revisions: 'revision',
  operations: 'operation',
  decisions: 'decision',
};
