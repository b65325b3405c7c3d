import type { DeclaredObject } from '../../../core/model/configuration.ts';
import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { CSI_DRIVERS, keyOf } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';
import { statusOf, saysSo } from '../status/conditions.ts';
import { carryOut } from './carry-out.ts';
import { stepAway, stepTowards } from './decide.ts';
import type { ClassUse, HeldReason, Step } from './decide.ts';
import { SHOWN_KINDS, isOwnKind } from './shown-kinds.ts';
import { shownObject } from './shown-object.ts';
import type { ShownObject } from './shown-object.ts';

/** The cluster as it was last seen. */
export interface LiveCluster {
  /** By name; `undefined` where the kind could not be listed yet, so that nobody knows. */
  readonly objects: (resource: Resource) => ReadonlyMap<string, ClusterObject> | undefined;
  /** Who names a StorageClass or a VolumeAttributesClass. */
  readonly use: (resource: Resource, name: string) => ClassUse;
}

export interface ShowContext {
  readonly api: ClusterApi;
  readonly live: LiveCluster;
  readonly now: () => Date;
  /** Ends the pass: whoever does not lead any more changes nothing. */
  readonly signal: AbortSignal;
  /** Lets others have their turn: a fleet is a thousand large objects. */
  readonly breathe: () => Promise<void>;
  /** What was found to be as it is to be, so that it is not compared again: one for all passes. */
  readonly known: Known;
}

/** Digest and resource version of what needs nothing, by kind and name. */
export type Known = Map<string, string>;

/** What a pass did with an object, where it did anything. */
export type Outcome = { readonly resource: Resource; readonly name: string } & (
  | { readonly kind: 'applied' | 'recreated' | 'deleted' | 'status-told' }
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly message: string; readonly live: ClusterObject }
  | { readonly kind: 'failed'; readonly error: ClusterError }
  /** So many of the kind wait until it is known which there are. */
  | { readonly kind: 'unknown'; readonly count: number }
);

const AT_ONCE = 8;

/**
 * One pass: makes the cluster show what is declared, kind by kind. What cannot be done with one object keeps no other; it
 * is told, and left to the next pass.
 * @throws ClusterError `unreachable`, `unauthorized`: then no other would fare better
 */
export async function showDeclared(
  context: ShowContext,
  declared: readonly DeclaredObject[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const tell = (outcome: Outcome): void => void outcomes.push(outcome);
  const wanted = await wantedByKind(context, declared);
  for (const resource of SHOWN_KINDS) {
    const objects = context.live.objects(resource);
    const ofKind = [...(wanted.get(resource)?.values() ?? [])];
    if (objects)
      await inParallel(context, ofKind, (each) => show(context, each, objects.get(each.object.metadata.name), tell));
    else if (ofKind.length > 0) tell({ resource, name: '', kind: 'unknown', count: ofKind.length });
  }
  for (const resource of [...SHOWN_KINDS].reverse()) {
    const names = wanted.get(resource);
    const objects = [...(context.live.objects(resource)?.values() ?? [])];
    const left = objects.filter(({ metadata }) => !names?.has(metadata.name));
    // Others may have made one for a driver of theirs by the same means: it is nobody's to take away.
    if (resource !== CSI_DRIVERS)
      await inParallel(context, left, (live) => takeAway(context, { resource, live }, tell));
  }
  return outcomes;
}

type ByName = ReadonlyMap<string, ShownObject>;

async function wantedByKind(
  { breathe }: ShowContext,
  declared: readonly DeclaredObject[],
): Promise<ReadonlyMap<Resource, ByName>> {
  const kinds = new Map<Resource, Map<string, ShownObject>>();
  for (const object of declared) {
    const shown = shownObject(object);
    if (!shown) continue;
    const names = kinds.get(shown.resource) ?? new Map<string, ShownObject>();
    kinds.set(shown.resource, names.set(object.metadata.name, shown));
    await breathe();
  }
  return kinds;
}

type Tell = (outcome: Outcome) => void;

async function show(
  context: ShowContext,
  wanted: ShownObject,
  live: ClusterObject | undefined,
  tell: Tell,
): Promise<void> {
  const { api, live: cluster, known, breathe } = context;
  const { resource, object, digest } = wanted;
  const { name } = object.metadata;
  const key = `${resource.plural}/${name}`;
  if (live && known.get(key) === `${digest} ${live.metadata.resourceVersion ?? ''}`) return;
  await breathe();
  const step = stepTowards(wanted, live, cluster.use(resource, name));
  const done = await attempt({ resource, name }, tell, () => carryOut(api, { step, wanted, live }));
  if (!done) return;
  if (step.kind !== 'none') tell(outcomeOf({ resource, name }, step, done));
  if (step.kind === 'held') return;
  const told = isOwnKind(resource) ? await tellStatus(context, wanted, done, tell) : done;
  if (told) known.set(key, `${digest} ${told.metadata.resourceVersion ?? ''}`);
}

function outcomeOf(
  at: { readonly resource: Resource; readonly name: string },
  step: Step,
  live: ClusterObject,
): Outcome {
  if (step.kind === 'held') return { ...at, kind: 'held', reason: step.reason, message: step.message, live };
  return { ...at, kind: step.kind === 'recreate' ? 'recreated' : 'applied' };
}

async function tellStatus(
  { api, now }: ShowContext,
  { resource, object }: ShownObject,
  live: ClusterObject,
  tell: Tell,
): Promise<ClusterObject | undefined> {
  const status = statusOf({ kind: 'active' }, live, now());
  if (saysSo(status, live)) return live;
  const { name } = object.metadata;
  const said = { apiVersion: object.apiVersion, kind: object.kind, metadata: { name }, status };
  const told = await attempt({ resource, name }, tell, () =>
    api.apply(resource, said, { subresource: 'status', force: true }),
  );
  if (told) tell({ resource, name, kind: 'status-told' });
  return told;
}

async function takeAway(
  { api, live: cluster, known }: ShowContext,
  { resource, live }: { readonly resource: Resource; readonly live: ClusterObject },
  tell: Tell,
): Promise<void> {
  const { name, uid = '' } = live.metadata;
  const at = { resource, name };
  const step = stepAway(live, cluster.use(resource, name));
  if (step.kind === 'held') tell({ ...at, kind: 'held', reason: step.reason, message: step.message, live });
  if (step.kind !== 'delete') return;
  const gone = await attempt(at, tell, () => api.delete(resource, live.metadata, { uid }));
  known.delete(`${resource.plural}/${keyOf(live.metadata)}`);
  if (gone === true) tell({ ...at, kind: 'deleted' });
}

/** `undefined` where it failed, which is told. @throws ClusterError where nothing else would succeed either */
async function attempt<Done>(
  at: { readonly resource: Resource; readonly name: string },
  tell: Tell,
  work: () => Promise<Done>,
): Promise<Done | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ClusterError) || error.code === 'unreachable' || error.code === 'unauthorized') throw error;
    tell({ ...at, kind: 'failed', error });
    return undefined;
  }
}

async function inParallel<Item>(
  { signal }: ShowContext,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
