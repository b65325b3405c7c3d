import { createHash } from 'node:crypto';
import type { DeclaredObject } from '../../../core/model/configuration.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import { apiVersionOf } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';
import { resourceOfKind } from './shown-kinds.ts';

/** Of what is shown in a cluster: it was made from Git, and goes when Git no longer declares it. */
const MANAGED_LABEL = 'app.kubernetes.io/managed-by';
const MANAGER = 'stowage';

/** What was applied last, as a digest: a field that Git no longer sets is seen by it. */
const APPLIED_ANNOTATION = 'stowage.dev/applied';

/** Set by a person on an object that somebody else made: from then on it is ours. */
export const ADOPT_ANNOTATION = 'stowage.dev/adopt';

/** Set by a person on a class whose change takes deleting it: names what it may be replaced by. */
export const RECREATE_ANNOTATION = 'stowage.dev/recreate';

/** An object as it is to be in the cluster. */
export interface ShownObject {
  readonly resource: Resource;
  readonly object: ClusterObject;
  /** Differs whenever the object does. */
  readonly digest: string;
}

/** `undefined` for a kind that is not shown. */
export function shownObject(declared: DeclaredObject): ShownObject | undefined {
  const resource = resourceOfKind(declared.kind);
  if (!resource) return undefined;
  const { metadata, ...fields } = declared;
  const wanted = {
    ...fields,
    apiVersion: apiVersionOf(resource),
    metadata: {
      name: metadata.name,
      labels: textsOf(metadata['labels']),
      annotations: textsOf(metadata['annotations']),
    },
  };
  const digest = createHash('sha256').update(canonicalJson(wanted)).digest('hex').slice(0, 16);
  const labels = { ...wanted.metadata.labels, [MANAGED_LABEL]: MANAGER };
  const annotations = { ...wanted.metadata.annotations, [APPLIED_ANNOTATION]: digest };
  return { resource, digest, object: { ...wanted, metadata: { name: metadata.name, labels, annotations } } };
}

const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, string>>) : {};

export const isOurs = ({ metadata }: ClusterObject): boolean => metadata.labels?.[MANAGED_LABEL] === MANAGER;

/** Whether the live object is what is to be: nothing differs, and nothing is left of what was applied before. */
export const isShown = ({ object, digest }: ShownObject, live: ClusterObject): boolean =>
  live.metadata.annotations?.[APPLIED_ANNOTATION] === digest && holds(live, object);

/** Whether an object that somebody else made says what ours would. */
export const saysTheSame = ({ object }: ShownObject, live: ClusterObject): boolean =>
  Object.entries(object).every(([field, value]) => field === 'metadata' || holds(live[field], value));

/** Whether every field of `wanted` is the same in `live`, which may have more; lists are compared as a whole. */
function holds(live: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(live) && live.length === wanted.length && wanted.every((item, at) => holds(live[at], item));
  }
  if (typeof wanted !== 'object' || wanted === null) return live === wanted;
  if (typeof live !== 'object' || live === null) return false;
  return Object.entries(wanted).every(([name, value]) => holds((live as Record<string, unknown>)[name], value));
}
