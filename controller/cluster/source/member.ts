import { createHash } from 'node:crypto';
import { DRIVER_NAME } from '../../../core/model/class.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import { OWN_KINDS, STORAGE_CLASSES, VOLUME_ATTRIBUTES_CLASSES, VOLUME_SNAPSHOT_CLASSES } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';
import { FILLED_IN } from '../target/shown-kinds.ts';

/** Kinds of which a configuration in a cluster consists. */
export const MEMBER_KINDS: readonly Resource[] = [
  ...OWN_KINDS,
  STORAGE_CLASSES,
  VOLUME_SNAPSHOT_CLASSES,
  VOLUME_ATTRIBUTES_CLASSES,
];

/** One object of a configuration, as whoever applied it wrote it: without what servers and tools add. */
export interface Member {
  /** `Backend/rack`. */
  readonly id: string;
  readonly object: ClusterObject;
  /** SHA-256 of its canonical JSON, in hexadecimal. */
  readonly digest: string;
}

/** An object that is kept does not change: a fleet takes half a second, once. */
const KNOWN = new WeakMap<ClusterObject, Member>();

/** `undefined` for a class of another driver, and for what is being deleted. */
export function memberOf(live: ClusterObject): Member | undefined {
  const known = KNOWN.get(live) ?? newMember(live);
  if (known) KNOWN.set(live, known);
  return known;
}

function newMember(live: ClusterObject): Member | undefined {
  if (live.metadata.deletionTimestamp !== undefined || !isOfDriver(live)) return undefined;
  const object = asApplied(live);
  const digest = createHash('sha256').update(canonicalJson(object)).digest('hex');
  return { id: `${live.kind}/${live.metadata.name}`, object, digest };
}

/** Of our own kinds all; of Kubernetes' those that name the driver, each in a field of its own. */
function isOfDriver({ kind, provisioner, driver, driverName }: ClusterObject): boolean {
  if (OWN_KINDS.some((own) => own.kind === kind)) return true;
  return [provisioner, driver, driverName].includes(DRIVER_NAME);
}

function asApplied({ metadata, ...fields }: ClusterObject): ClusterObject {
  const labels = declaredOnly(metadata.labels);
  const annotations = declaredOnly(metadata.annotations);
  const isOwn = OWN_KINDS.some(({ kind }) => kind === fields.kind);
  const written = Object.entries(fields).filter(
    ([field, value]) => field !== 'status' && (isOwn || !isFilledIn(field, value)),
  );
  return {
    ...(Object.fromEntries(written) as Pick<ClusterObject, 'apiVersion' | 'kind'>),
    metadata: {
      name: metadata.name,
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
  };
}

/** Of a class: what the API server adds, or takes away because it says nothing. Saying it or not is the same. */
const isFilledIn = (field: string, value: unknown): boolean => FILLED_IN.get(field) === value || isEmpty(value);

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Labels and annotations that tools put on what they apply. */
const OF_TOOLS = [
  'kubectl.kubernetes.io/',
  'argocd.argoproj.io/',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/managed-by',
  'kustomize.toolkit.fluxcd.io/',
  'helm.toolkit.fluxcd.io/',
  'meta.helm.sh/',
  'stowage.dev/',
];

const declaredOnly = (texts: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => !OF_TOOLS.some((prefix) => name.startsWith(prefix))));
