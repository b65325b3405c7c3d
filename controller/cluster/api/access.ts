import {
  BACKENDS,
  CONFIG_MAPS,
  CSI_DRIVERS,
  ENCLOSURES,
  EVENTS,
  FLUX_SOURCES,
  NAMESPACES,
  NODES,
  PERSISTENT_VOLUME_CLAIMS,
  PERSISTENT_VOLUMES,
  PLACEMENT_POLICIES,
  PODS,
  POLICY_BINDINGS,
  POLICY_EXCEPTIONS,
  POLICY_TESTS,
  SECRETS,
  STORAGE_CLASSES,
  TOPOLOGIES,
  VOLUME_ATTACHMENTS,
  VOLUME_ATTRIBUTES_CLASSES,
  VOLUME_SNAPSHOT_CLASSES,
} from './resource.ts';
import type { Resource } from './resource.ts';

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete';

export interface Access {
  readonly resource: Resource;
  readonly verbs: readonly Verb[];
  readonly subresource?: 'status';
  /** Stands in the generated role. */
  readonly why: string;
}

const DECLARED = [
  BACKENDS,
  ENCLOSURES,
  TOPOLOGIES,
  PLACEMENT_POLICIES,
  POLICY_BINDINGS,
  POLICY_EXCEPTIONS,
  POLICY_TESTS,
] as const;

const READ: readonly Verb[] = ['get', 'list', 'watch'];
const OWN: readonly Verb[] = [...READ, 'create', 'patch', 'delete'];

/**
 * All that the controller may ask of an API server, and why. The client refuses what is not here, and the roles of the
 * chart are generated from it: what the code calls and what it is allowed are one list.
 */
export const CONTROLLER_ACCESS: readonly Access[] = [
  ...DECLARED.map((resource) => ({
    resource,
    verbs: OWN,
    why: 'what Git declares, shown in the cluster or read from it',
  })),
  ...DECLARED.map((resource) => ({
    resource,
    subresource: 'status' as const,
    verbs: ['patch' as const],
    why: 'conditions and observedGeneration',
  })),
  { resource: STORAGE_CLASSES, verbs: OWN, why: 'classes that Git declares' },
  { resource: VOLUME_SNAPSHOT_CLASSES, verbs: OWN, why: 'classes that Git declares' },
  { resource: VOLUME_ATTRIBUTES_CLASSES, verbs: OWN, why: 'classes that Git declares' },
  { resource: CSI_DRIVERS, verbs: OWN, why: 'what Kubernetes must know of the driver' },
  { resource: PERSISTENT_VOLUMES, verbs: READ, why: 'which claim a volume belongs to' },
  { resource: PERSISTENT_VOLUME_CLAIMS, verbs: READ, why: 'names and labels of claims, for rules and answers' },
  { resource: PODS, verbs: READ, why: 'which pod uses a volume' },
  { resource: NAMESPACES, verbs: READ, why: 'labels of namespaces, for rules' },
  { resource: NODES, verbs: READ, why: 'nodes that are gone' },
  { resource: VOLUME_ATTACHMENTS, verbs: READ, why: 'which node uses a volume' },
  { resource: EVENTS, verbs: ['create', 'patch'], why: 'refusals, told where people look' },
];

/** Granted in the namespace of the controller, where what is applied there is its source. */
export const MARKER_ACCESS: readonly Access[] = [
  { resource: CONFIG_MAPS, verbs: ['get'], why: 'the marker that says which objects make a revision' },
];

/** Granted in the namespaces alone that hold Secrets of backends, not in the whole cluster. */
export const SECRET_ACCESS: readonly Access[] = [
  { resource: SECRETS, verbs: ['get', 'list', 'watch'], why: 'Secrets that backends refer to' },
];

/** Granted in the namespace of the one object that --repo names, where it names one of Flux. */
export const FLUX_ACCESS: readonly Access[] = FLUX_SOURCES.map((resource) => ({
  resource,
  verbs: ['get'],
  why: 'the artifact of Flux that the configuration is read from',
}));
