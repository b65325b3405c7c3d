import {
  CONFIG_MAPS,
  CSI_DRIVERS,
  EVENTS,
  FLUX_SOURCES,
  NAMESPACES,
  NODES,
  OWN_KINDS,
  PERSISTENT_VOLUME_CLAIMS,
  PERSISTENT_VOLUMES,
  PODS,
  SECRETS,
  STORAGE_CLASSES,
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

const FOLLOWED: readonly Verb[] = ['list', 'watch'];
const BY_NAME: readonly Verb[] = ['get'];
/** Server-side apply wants both: which of them it is, the API server decides. */
const APPLIED: readonly Verb[] = ['create', 'patch'];

const TAKEN_AWAY = [...OWN_KINDS, STORAGE_CLASSES, VOLUME_ATTRIBUTES_CLASSES, VOLUME_SNAPSHOT_CLASSES] as const;
/** A CSIDriver is never taken away: every mount in the cluster goes by it. */
const SHOWN = [...TAKEN_AWAY, CSI_DRIVERS] as const;

const each = (resources: readonly Resource[], access: Omit<Access, 'resource'>): readonly Access[] =>
  resources.map((resource) => ({ resource, ...access }));

/**
 * All that the controller may ask of an API server, and why. The client refuses what is not here, and the roles of the
 * chart are generated from it: what the code calls and what it is allowed are one list.
 */
export const CONTROLLER_ACCESS: readonly Access[] = [
  ...each(SHOWN, { verbs: FOLLOWED, why: 'what is declared, as others left it or as it is read from the cluster' }),
  ...each(SHOWN, { verbs: APPLIED, why: 'what is declared, shown in the cluster by server-side apply' }),
  ...each(TAKEN_AWAY, {
    verbs: ['delete'],
    why: 'what is not declared any more, and classes in which something changes that can only be made anew',
  }),
  ...each(OWN_KINDS, { verbs: ['patch'], subresource: 'status', why: 'conditions and observedGeneration' }),
  { resource: STORAGE_CLASSES, verbs: BY_NAME, why: 'the class that an event is about' },
  { resource: PERSISTENT_VOLUMES, verbs: FOLLOWED, why: 'which claim a volume belongs to' },
  { resource: PERSISTENT_VOLUME_CLAIMS, verbs: FOLLOWED, why: 'names and labels of claims, for rules and answers' },
  { resource: PERSISTENT_VOLUME_CLAIMS, verbs: BY_NAME, why: 'a claim that was made a moment ago' },
  { resource: PODS, verbs: FOLLOWED, why: 'which pod uses a volume' },
  { resource: NAMESPACES, verbs: FOLLOWED, why: 'labels of namespaces, for rules' },
  { resource: NAMESPACES, verbs: BY_NAME, why: 'a namespace that was made a moment ago' },
  { resource: NODES, verbs: FOLLOWED, why: 'nodes that are gone' },
  { resource: VOLUME_ATTACHMENTS, verbs: FOLLOWED, why: 'which node uses a volume' },
  { resource: EVENTS, verbs: APPLIED, why: 'refusals and what became of objects, told where people look' },
];

/** Granted in the namespace of the controller, where what is applied there is its source. */
export const MARKER_ACCESS: readonly Access[] = [
  { resource: CONFIG_MAPS, verbs: BY_NAME, why: 'the marker that says which objects make a revision' },
];

/** Granted in the namespaces alone that hold Secrets of backends, not in the whole cluster. */
export const SECRET_ACCESS: readonly Access[] = [
  { resource: SECRETS, verbs: BY_NAME, why: 'the Secret that a key is derived from' },
  { resource: SECRETS, verbs: FOLLOWED, why: 'whether a Secret that a backend refers to holds something else' },
];

/** Granted in the namespace of the one object that --repo names, where it names one of Flux. */
export const FLUX_ACCESS: readonly Access[] = FLUX_SOURCES.map((resource) => ({
  resource,
  verbs: BY_NAME,
  why: 'the artifact of Flux that the configuration is read from',
}));
