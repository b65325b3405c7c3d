import type { ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { STORAGE_CLASSES } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';
import { fieldsOf, objectOf, sameValue, SEPARATOR, setOf } from './applied-fields.ts';

export interface Owned {
  object: ClusterObject;
  /** What each manager applied, by manager and subresource. */
  readonly applied: Map<string, ReadonlyMap<string, unknown>>;
}

const IMMUTABLE_OF_A_CLASS = ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'];

const SERVER_SIDE = new Set(['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields']);

/** A subresource takes its own part alone, and everything else takes all but that part. */
export function appliedFields(object: ClusterObject, subresource: 'status' | undefined): Map<string, unknown> {
  const fields = fieldsOf(object);
  for (const key of fields.keys()) {
    const [first, second = ''] = key.split(SEPARATOR);
    const isIdentity = first === 'apiVersion' || first === 'kind';
    const isName = first === 'metadata' && (second === 'name' || second === 'namespace');
    const isOther = subresource === 'status' ? first !== 'status' : first === 'status';
    if (isIdentity || isName || isOther || (first === 'metadata' && SERVER_SIDE.has(second))) fields.delete(key);
  }
  return fields;
}

/** A status is taken by its subresource alone. */
export const withoutStatus = (object: ClusterObject): ClusterObject =>
  Object.fromEntries(Object.entries(object).filter(([field]) => field !== 'status')) as unknown as ClusterObject;

export function merged(
  at: Owned,
  owner: string,
  fields: ReadonlyMap<string, unknown>,
  { name, force }: { readonly name: string; readonly force: boolean },
): ClusterObject {
  const now = fieldsOf(at.object);
  for (const [other, owned] of at.applied) {
    if (other === owner) continue;
    for (const [key, value] of fields) {
      if (!owned.has(key) || sameValue(now.get(key), value)) continue;
      const path = key.split(SEPARATOR).join('.');
      if (!force) throw new ClusterError('conflict', `apply ${name}: ${other.split(SEPARATOR)[0] ?? ''} owns ${path}`);
      at.applied.set(other, new Map([...owned].filter(([kept]) => kept !== key)));
    }
  }
  const ownedByOthers = new Set(
    [...at.applied].flatMap(([other, owned]) => (other === owner ? [] : [...owned.keys()])),
  );
  for (const key of at.applied.get(owner)?.keys() ?? [])
    if (!fields.has(key) && !ownedByOthers.has(key)) now.delete(key);
  for (const [key, value] of fields) now.set(key, value);
  return objectOf(now) as unknown as ClusterObject;
}

/** What others put into sets that it writes is gone. */
export function writtenOver(at: Owned, fields: ReadonlyMap<string, unknown>): ClusterObject {
  const sets = new Set([...fields.keys()].map(setOf));
  const isOfOthers = (key: string): boolean => setOf(key) !== undefined && sets.has(setOf(key)) && !fields.has(key);
  for (const [owner, owned] of at.applied) {
    at.applied.set(owner, new Map([...owned].filter(([key]) => !isOfOthers(key))));
  }
  const kept = [...fieldsOf(at.object)].filter(([key]) => !isOfOthers(key));
  return objectOf(new Map([...kept, ...fields])) as unknown as ClusterObject;
}

export function assertMutable({ plural, group }: Resource, before: ClusterObject, next: ClusterObject): void {
  if (plural !== STORAGE_CLASSES.plural || group !== STORAGE_CLASSES.group) return;
  for (const field of IMMUTABLE_OF_A_CLASS) {
    if (!sameValue(before[field], next[field])) {
      throw new ClusterError(
        'invalid',
        `StorageClass "${before.metadata.name}" is invalid: ${field}: field is immutable`,
      );
    }
  }
}

/** It counts changes of what is wished for: all but metadata and status. */
export function generationAfter(before: ClusterObject | undefined, next: ClusterObject): number {
  if (!before) return 1;
  const wished = (object: ClusterObject): unknown => {
    const fields = Object.entries(object).filter(([field]) => field !== 'metadata' && field !== 'status');
    return inOrder(fieldsOf(Object.fromEntries(fields)));
  };
  const generation = before.metadata.generation ?? 1;
  return sameValue(wished(before), wished(next)) ? generation : generation + 1;
}

const inOrder = (fields: ReadonlyMap<string, unknown>): unknown =>
  [...fields].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));

export const sameObject = (a: ClusterObject, b: ClusterObject): boolean =>
  sameValue(inOrder(fieldsOf(a)), inOrder(fieldsOf(b)));
