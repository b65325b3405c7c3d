import type { StorageClass } from '../../../core/model/class.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { identitiesOfClass, identityOfVolume } from './class-identity.ts';
import { groupBy } from './group-by.ts';

/** A storage class as the API shows it. */
export interface ClassView {
  readonly name: string;
  readonly type: StorageClass['parameters']['type'];
  readonly redundancy: boolean;
  readonly encrypt: boolean;
  /** As declared. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly reclaimPolicy: StorageClass['reclaimPolicy'];
  readonly volumeBindingMode: StorageClass['volumeBindingMode'];
  readonly allowVolumeExpansion: boolean;
  readonly mountOptions: readonly string[];
  /** Volumes that could have been asked for through it. */
  readonly volumes: number;
}

/** Shows classes of one snapshot. */
export function classViewer({ volumes }: ApiSnapshot): (storageClass: StorageClass) => ClassView {
  const byIdentity = groupBy(volumes, identityOfVolume);
  return (storageClass) => ({
    name: storageClass.name,
    type: storageClass.parameters.type,
    redundancy: storageClass.parameters.redundancy,
    encrypt: storageClass.parameters.encrypt,
    parameters: storageClass.declaredParameters,
    reclaimPolicy: storageClass.reclaimPolicy,
    volumeBindingMode: storageClass.volumeBindingMode,
    allowVolumeExpansion: storageClass.allowVolumeExpansion,
    mountOptions: storageClass.mountOptions,
    volumes: identitiesOfClass(storageClass).reduce((sum, key) => sum + (byIdentity.get(key)?.length ?? 0), 0),
  });
}
