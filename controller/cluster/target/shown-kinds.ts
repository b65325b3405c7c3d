import {
  OWN_KINDS,
  CSI_DRIVERS,
  STORAGE_CLASSES,
  VOLUME_ATTRIBUTES_CLASSES,
  VOLUME_SNAPSHOT_CLASSES,
} from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';

/**
 * Kubernetes' own kinds that Git declares, or that go with what it declares, with the fields that the API server lets
 * nobody change. Source: kubernetes pkg/apis/storage/validation, ValidateStorageClassUpdate and
 * ValidateVolumeAttributesClassUpdate.
 */
const BORROWED_KINDS: ReadonlyMap<Resource, readonly string[]> = new Map([
  [CSI_DRIVERS, []],
  [STORAGE_CLASSES, ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode']],
  [VOLUME_SNAPSHOT_CLASSES, []],
  [VOLUME_ATTRIBUTES_CLASSES, ['driverName', 'parameters']],
]);

/** In the order in which they are made: what others name comes first. They are taken away in the order against it. */
export const SHOWN_KINDS: readonly Resource[] = [...OWN_KINDS, ...BORROWED_KINDS.keys()];

export const resourceOfKind = (kind: string): Resource | undefined => SHOWN_KINDS.find((each) => each.kind === kind);

export const isOwnKind = (resource: Resource): boolean => OWN_KINDS.includes(resource);

export const immutableFieldsOf = (resource: Resource): readonly string[] => BORROWED_KINDS.get(resource) ?? [];

/** What the API server writes into a StorageClass that does not say it. Source: pkg/apis/storage/v1/defaults.go. */
export const FILLED_IN: ReadonlyMap<string, unknown> = new Map([
  ['reclaimPolicy', 'Delete'],
  ['volumeBindingMode', 'Immediate'],
]);
