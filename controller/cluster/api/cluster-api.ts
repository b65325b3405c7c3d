import type { ObjectName, Resource } from './resource.ts';

/** Marks which fields are ours in server-side apply. */
export const FIELD_MANAGER = 'stowage';

export interface ObjectMeta extends ObjectName {
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly unknown[];
  readonly managedFields?: readonly ManagedFields[];
}

export interface ManagedFields {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
}

/** JSON as the API server sends it: dates are strings. What a field holds is proved where it is read. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** Narrows what is listed and watched; both as the API server spells them. */
export interface Selection {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface ObjectList {
  readonly items: readonly ClusterObject[];
  /** What a watch goes on from. */
  readonly resourceVersion: string;
}

export type WatchEvent =
  | { readonly kind: 'added' | 'modified' | 'deleted'; readonly object: ClusterObject }
  /** Nothing changed until then. */
  | { readonly kind: 'bookmark'; readonly resourceVersion: string };

/** What an object must still be for it to be deleted. */
export interface Precondition {
  readonly uid: string;
  readonly resourceVersion?: string;
}

/**
 * An API server. Every call may throw {@link ClusterError}; what {@link CONTROLLER_ACCESS} does not list is a bug, and is
 * refused before it is sent.
 */
export interface ClusterApi {
  /** `undefined` where there is none. */
  get(resource: Resource, name: ObjectName): Promise<ClusterObject | undefined>;

  /** All of them. */
  list(resource: Resource, selection?: Selection): Promise<ObjectList>;

  /**
   * The same as they come, so that whoever keeps little of each never holds all. Every page has the version of the whole.
   * Ends by the reason of the signal once that aborts: nobody who is told to stop waits for an answer.
   * @throws ClusterError `expired` where the server has forgotten it before the last page
   */
  pages(resource: Resource, selection?: Selection, signal?: AbortSignal): AsyncIterable<ObjectList>;

  /**
   * Changes since a version, until the server ends the stream or the signal aborts.
   * @throws ClusterError `expired` where the version is too old
   */
  watch(resource: Resource, from: WatchFrom, signal: AbortSignal): AsyncIterable<WatchEvent>;

  /**
   * With `dryRun`, all but that: admission and validation say what they would say.
   * @throws ClusterError `conflict` where it is there already
   */
  create(resource: Resource, object: ClusterObject, options?: { readonly dryRun?: boolean }): Promise<ClusterObject>;

  /**
   * Server-side apply under {@link FIELD_MANAGER}: makes it where it is not there; fields of ours that are left out are
   * taken away.
   * @throws ClusterError `conflict` where another manager owns a field and `force` is not set
   */
  apply(resource: Resource, object: ClusterObject, options?: ApplyOptions): Promise<ClusterObject>;

  /** Whether it went: `false` where it was gone already. @throws ClusterError `conflict` where it is not as it was seen */
  delete(resource: Resource, name: ObjectName, seen: Precondition): Promise<boolean>;
}

export interface WatchFrom {
  readonly resourceVersion: string;
  readonly selection?: Selection | undefined;
}

export interface ApplyOptions {
  readonly subresource?: 'status';
  /** Takes fields over from other managers. */
  readonly force?: boolean;
  /**
   * Writes it over what is there, lists as a whole: apply alone joins lists that are sets or have keys with what others
   * put into them, whatever is forced. What is written must have been applied before.
   */
  readonly over?: boolean;
}
