import { DRIVER_NAME } from '../../../core/model/class.ts';
import type { DeclaredObject } from '../../../core/model/configuration.ts';

/**
 * What Kubernetes must know of the driver. Volumes are attached, since exports are made for one node at a time; the
 * scheduler asks for capacity; a filesystem may be given to the group of a pod, since one node mounts it. A chart that made
 * the same one before is left alone.
 */
export const CSI_DRIVER_OBJECT = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  metadata: { name: DRIVER_NAME },
  spec: {
    attachRequired: true,
    podInfoOnMount: false,
    storageCapacity: true,
    fsGroupPolicy: 'File',
    volumeLifecycleModes: ['Persistent'],
  },
} satisfies DeclaredObject & Readonly<Record<string, unknown>>;
