import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import { keyOf } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';

interface Named {
  readonly name: string;
  readonly namespace?: string;
}

interface ClaimChange {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly unknown[];
  readonly storageClassName?: string;
}

/** Objects of Kubernetes as they come, as far as anybody here reads them. */
export const claim = (
  { name, namespace = 'shop' }: Named,
  { storageClassName = 'fast', ...metadata }: ClaimChange = {},
): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace, ...metadata },
  spec: { storageClassName, accessModes: ['ReadWriteOnce'] },
});

export const persistentVolume = (
  name: string,
  volumeHandle: string,
  more: { readonly claimRef?: object; readonly driver?: string; readonly phase?: string } = {},
): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: {
    csi: { driver: more.driver ?? 'csi.stowage.dev', volumeHandle },
    storageClassName: 'fast',
    ...(more.claimRef && { claimRef: more.claimRef }),
  },
  status: { phase: more.phase ?? 'Bound' },
});

export const pod = (
  { name, namespace = 'shop' }: Named,
  volumes: readonly object[],
  more: { readonly nodeName?: string; readonly phase?: string; readonly metadata?: object } = {},
): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, ...more.metadata },
  spec: { volumes, ...(more.nodeName !== undefined && { nodeName: more.nodeName }) },
  status: { phase: more.phase ?? 'Running' },
});

export const usesClaim = (claimName: string): object => ({ name: 'data', persistentVolumeClaim: { claimName } });

export const ownedBy = (kind: string, name: string): object => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: 'u', controller: true }],
});

export const attachment = (name: string, persistentVolumeName: string, nodeName: string): ClusterObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'VolumeAttachment',
  metadata: { name },
  spec: { attacher: 'csi.stowage.dev', nodeName, source: { persistentVolumeName } },
  status: { attached: true },
});

export const bare = (
  kind: 'Node' | 'Namespace' | 'StorageClass',
  name: string,
  labels?: Readonly<Record<string, string>>,
): ClusterObject => ({
  apiVersion: kind === 'StorageClass' ? 'storage.k8s.io/v1' : 'v1',
  kind,
  metadata: { name, ...(labels && { labels }) },
});

/** Makes an object as it is, with its status. */
export async function putObject(api: ClusterApi, resource: Resource, object: ClusterObject): Promise<ClusterObject> {
  const made = await api.apply(resource, object);
  return object['status'] === undefined ? made : api.apply(resource, object, { subresource: 'status' });
}

/** Deletes an object, whoever made it. */
export async function removeObject(api: ClusterApi, resource: Resource, name: Named): Promise<void> {
  const seen = await api.get(resource, name);
  if (!seen) throw new Error(`${resource.plural} ${keyOf(name)} is not there`);
  await api.delete(resource, name, { uid: seen.metadata.uid ?? '' });
}

/** Lets whatever is due have its turn: a pause that is over at once. */
export const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Lets everything that is under way go on, until it is so. @throws Error where it never is */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; turns < 2000; turns++) {
    if (isSo()) return;
    await turn();
  }
  throw new Error('what was waited for did not come');
}
