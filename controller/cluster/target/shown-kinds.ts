import {
  BACKENDS,
  CSI_DRIVERS,
  ENCLOSURES,
  PLACEMENT_POLICIES,
  POLICY_BINDINGS,
  POLICY_EXCEPTIONS,
  POLICY_TESTS,
  STORAGE_CLASSES,
  TOPOLOGIES,
  VOLUME_ATTRIBUTES_CLASSES,
  VOLUME_SNAPSHOT_CLASSES,
} from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';

/** Our own kinds, with a status of ours. */
export const OWN_KINDS: readonly Resource[] = [
  TOPOLOGIES,
  ENCLOSURES,
  BACKENDS,
  PLACEMENT_POLICIES,
  POLICY_BINDINGS,
  POLICY_EXCEPTIONS,
  POLICY_TESTS,
];

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
