import type { DeclaredObject } from '../model/configuration.ts';
import { isRecord } from './schema/json-pointer.ts';

/** What the API server and controllers add to metadata; `kubectl get -o yaml` prints it with the rest. */
const SERVER_FIELDS: ReadonlySet<string> = new Set([
  ...['creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generation'],
  ...['managedFields', 'ownerReferences', 'resourceVersion', 'selfLink', 'uid'],
]);

/** An object as it was declared, where it was read from a cluster: the status and what the server adds say nothing. */
export function withoutServerFields(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { metadata } = value;
  const isOfServer = isRecord(metadata) && Object.keys(metadata).some((key) => SERVER_FIELDS.has(key));
  if (!isOfServer) return value;
  const declared = Object.entries(value).filter(([key]) => key !== 'status');
  const own = Object.entries(metadata).filter(([key]) => !SERVER_FIELDS.has(key));
  return { ...Object.fromEntries(declared), metadata: Object.fromEntries(own) };
}

/** A class of Kubernetes, whoever's driver it names. */
export function isForeignClass(value: unknown): value is DeclaredObject {
  if (!isRecord(value) || !isRecord(value['metadata']) || typeof value['metadata']['name'] !== 'string') return false;
  return value['kind'] === 'StorageClass' || value['kind'] === 'VolumeAttributesClass';
}
