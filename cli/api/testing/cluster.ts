import type { VolumeUse } from '../../../controller/cluster/claims/volume-use.ts';
import type { ClusterKnowledge } from '../api-port.ts';

export const USE: VolumeUse = {
  persistentVolume: { name: 'pvc-1', phase: 'Bound' },
  claim: { namespace: 'shop', name: 'data-db-0' },
  storageClass: 'fast',
  workload: { kind: 'StatefulSet', name: 'db', ordinal: 0 },
  pods: [{ namespace: 'shop', name: 'db-0', phase: 'Running', node: 'worker-1' }],
  attachments: [{ name: 'csi-1', node: 'worker-1', attached: true }],
};

/** A cluster that says the same of every volume of its own, the one without a name. */
export const clusterSaying = (use: VolumeUse | undefined, ...gone: readonly string[]): ClusterKnowledge => ({
  useOf: ({ cluster }) => (cluster === undefined ? use : undefined),
  lacksNode: ({ cluster }, node) => cluster === undefined && gone.includes(node),
});
