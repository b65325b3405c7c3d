import type { ClusterObject } from '../api/cluster-api.ts';
import { FILLED_IN, immutableFieldsOf } from './shown-kinds.ts';
import { ADOPT_ANNOTATION, RECREATE_ANNOTATION, isOurs, isShown, saysTheSame } from './shown-object.ts';
import type { ShownObject } from './shown-object.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';

/** Who still names a class. */
export interface ClassUse {
  readonly claims: number;
  readonly volumes: number;
}

/** What is to be done with one object of the cluster. */
export type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'apply' }
  /** Fields that nobody can change differ: it is deleted and made anew. */
  | { readonly kind: 'recreate'; readonly live: ClusterObject }
  | { readonly kind: 'delete'; readonly live: ClusterObject }
  /** A person must act. */
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly message: string };

export type HeldReason =
  /** Somebody else made an object of that name. */
  | 'NotOurs'
  /** A class that claims or volumes name would have to be deleted and made anew. */
  | 'RecreateNeedsConsent'
  /** A class that is no longer declared, and that claims or volumes name. */
  | 'StillInUse'
  /** It is being deleted, and finalizers of others keep it. */
  | 'BeingDeleted';

/** What it takes for the cluster to show what Git declares. */
export function stepTowards(wanted: ShownObject, live: ClusterObject | undefined, use: ClassUse): Step {
  if (!live) return { kind: 'apply' };
  if (live.metadata.deletionTimestamp !== undefined) return beingDeleted(live);
  if (!isOurs(live) && live.metadata.annotations?.[ADOPT_ANNOTATION] !== 'true') {
    return saysTheSame(wanted, live) ? { kind: 'none' } : notOurs(live);
  }
  if (isShown(wanted, live)) return { kind: 'none' };
  const changed = changedImmutables(wanted, live);
  if (changed.length === 0) return { kind: 'apply' };
  if (isUnused(use) || live.metadata.annotations?.[RECREATE_ANNOTATION] === wanted.digest) {
    return { kind: 'recreate', live };
  }
  return needsConsent(wanted, changed, use);
}

/** What becomes of an object of the cluster that Git does not declare. */
export function stepAway(live: ClusterObject, use: ClassUse): Step {
  if (!isOurs(live) || live.metadata.deletionTimestamp !== undefined) return { kind: 'none' };
  if (isUnused(use)) return { kind: 'delete', live };
  const message = `it is no longer declared, and ${usersOf(use)} it: it stays until none does`;
  return { kind: 'held', reason: 'StillInUse', message };
}

const isUnused = ({ claims, volumes }: ClassUse): boolean => claims === 0 && volumes === 0;

/** A field that is left out is what the API server fills in, and so no difference. */
function changedImmutables({ resource, object }: ShownObject, live: ClusterObject): readonly string[] {
  return immutableFieldsOf(resource).filter((field) => {
    const [is, was] = [object, live].map((each) => each[field] ?? FILLED_IN.get(field) ?? {});
    return canonicalJson(is) !== canonicalJson(was);
  });
}

function needsConsent({ object, digest, resource }: ShownObject, changed: readonly string[], use: ClassUse): Step {
  const { name } = object.metadata;
  const consent = `kubectl annotate ${resource.plural} ${name} ${RECREATE_ANNOTATION}=${digest}`;
  return {
    kind: 'held',
    reason: 'RecreateNeedsConsent',
    message: `${changed.join(', ')} cannot be changed in place, and ${usersOf(use)} it. What exists stays as it is either way; to have it deleted and made anew: ${consent}`,
  };
}

const notOurs = ({ metadata }: ClusterObject): Step => ({
  kind: 'held',
  reason: 'NotOurs',
  message: `somebody else made an object of that name${managersOf(metadata.managedFields)}. Take one of the two away, or hand it over: annotate it with ${ADOPT_ANNOTATION}=true`,
});

function managersOf(fields: ClusterObject['metadata']['managedFields'] = []): string {
  const managers = [...new Set(fields.map(({ manager }) => manager))];
  return managers.length === 0 ? '' : `, by ${managers.join(' and ')}`;
}

const beingDeleted = ({ metadata }: ClusterObject): Step => ({
  kind: 'held',
  reason: 'BeingDeleted',
  message: `it is being deleted and waits for ${(metadata.finalizers ?? []).join(', ')}: it is made anew once it is gone`,
});

function usersOf({ claims, volumes }: ClassUse): string {
  const users = [counted(claims, 'claim'), counted(volumes, 'volume')].filter((text) => text !== '');
  return `${users.join(' and ')} ${claims + volumes === 1 ? 'names' : 'name'}`;
}

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${String(count)} ${what}${count === 1 ? '' : 's'}`;
