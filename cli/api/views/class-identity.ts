import type { StorageClass } from '../../../core/model/class.ts';
import type { Volume } from '../../../core/model/volume.ts';

/** Keys that external-provisioner takes out of a class's parameters, or puts into a request's. */
const KUBERNETES_PREFIX = 'csi.storage.k8s.io/';

/**
 * What a volume was asked for, as one text. CSI does not say through which class: classes that ask for the same cannot
 * be told apart. Block volumes have no filesystem to tell them apart either.
 */
export const identityOfVolume = ({ parameters, mode, fsType }: Volume): string =>
  identityOf(parameters, mode === 'block' ? 'block' : fsType);

/** What volumes of the class can be asked for, as the texts above. */
export const identitiesOfClass = ({ declaredParameters, parameters }: StorageClass): readonly string[] =>
  ['block', parameters.fsType].map((mode) => identityOf(declaredParameters, mode));

function identityOf(parameters: Readonly<Record<string, string>>, mode: string): string {
  const kept = Object.entries(parameters).filter(([key]) => key !== 'fsType' && !key.startsWith(KUBERNETES_PREFIX));
  return JSON.stringify([mode, kept.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Names of the classes that a volume could have been asked for through. */
export function classNamer(classes: readonly StorageClass[]): (volume: Volume) => readonly string[] {
  const names = new Map<string, string[]>();
  for (const storageClass of classes) {
    for (const identity of identitiesOfClass(storageClass)) {
      names.set(identity, [...(names.get(identity) ?? []), storageClass.name]);
    }
  }
  return (volume) => names.get(identityOfVolume(volume)) ?? [];
}
