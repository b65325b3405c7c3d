import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import type { Step } from './decide.ts';
import { isShown } from './shown-object.ts';
import type { ShownObject } from './shown-object.ts';

/** What is to be done, with what is wanted and what is there. */
export interface Pending {
  readonly step: Step;
  readonly wanted: ShownObject;
  readonly live: ClusterObject | undefined;
}

/** The object as it is then. */
export async function carryOut(api: ClusterApi, { step, wanted, live }: Pending): Promise<ClusterObject> {
  switch (step.kind) {
    case 'none':
    case 'held':
      return live ?? wanted.object;
    case 'apply':
      return applyWhole(api, wanted);
    case 'recreate':
      return recreate(api, wanted, step.live);
    case 'delete':
      throw new Error('what is wanted is not deleted');
  }
}

/**
 * Labels and annotations that others put on it stay: which class is the default is one of them. What admission would refuse
 * is refused before anything is gone. A pass that ends in between is made whole by the next, without what others put on it.
 */
async function recreate(
  api: ClusterApi,
  { resource, object }: ShownObject,
  live: ClusterObject,
): Promise<ClusterObject> {
  const { uid = '', resourceVersion, labels = {}, annotations = {} } = live.metadata;
  const { apiVersion, kind, metadata } = object;
  await api.create(resource, object, { dryRun: true }).catch(unlessThere);
  await api.delete(resource, metadata, { uid, ...(resourceVersion !== undefined && { resourceVersion }) });
  const made = await api.apply(resource, object, { force: true });
  const kept = {
    labels: missingFrom(metadata.labels, labels),
    annotations: missingFrom(metadata.annotations, ofOthers(annotations)),
  };
  if (Object.keys({ ...kept.labels, ...kept.annotations }).length === 0) return made;
  return api.apply(resource, { apiVersion, kind, metadata: { name: metadata.name, ...kept } }, { over: true });
}

type Texts = Readonly<Record<string, string>>;

const missingFrom = (there: Texts = {}, texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => !(name in there)));

/** That it is there already is all that may keep it from being made. */
function unlessThere(error: unknown): void {
  if (!(error instanceof ClusterError && error.code === 'conflict')) throw error;
}

/** What was said of the object before is no word on the new one. */
const ofOthers = (annotations: Texts): Texts =>
  Object.fromEntries(
    Object.entries(annotations).filter(
      ([name]) => !name.startsWith('stowage.dev/') && !name.startsWith('kubectl.kubernetes.io/'),
    ),
  );

/** Fields that somebody else took over are taken back, and lists that they added to: it is ours as a whole. */
async function applyWhole(api: ClusterApi, wanted: ShownObject): Promise<ClusterObject> {
  const { resource, object } = wanted;
  const applied = await api.apply(resource, object, { force: true });
  return isShown(wanted, applied) ? applied : api.apply(resource, object, { over: true });
}
