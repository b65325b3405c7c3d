import type { GiB } from './capacity.ts';
import type { Backend, Pool } from './inventory.ts';
import type { PolicyException } from './policy.ts';

/**
 * What a request is made among, as far as rules ask: each is worked out when it is asked for. What is not known is left
 * out. It changes by itself, so whatever is kept from one request to the next must not depend on it.
 */
export interface Surroundings {
  /** Of the pools that the class takes. */
  readonly pools?: () => readonly PoolSpace[];
  /** Of the backends that these pools belong to. */
  readonly backends?: () => readonly BackendSpace[];
  /** What the namespace of the claim has in other volumes. */
  readonly quota?: () => NamespaceUse;
  /** The exceptions that hold for the request. */
  readonly exemptions?: readonly PolicyException[];
}

/** Of the drives of the kind that the class asks for, those that take new legs, used or not. Sizes are usable GiB. */
export interface Space {
  readonly drives: number;
  /** When all of them are blank. */
  readonly capacity: GiB;
  /** On blank drives and, where slices are asked for, on drives that are cut into slices. */
  readonly free: GiB;
  /** The most of it in one piece. */
  readonly largestFree: GiB;
}

export interface PoolSpace extends Space {
  readonly backend: Backend;
  readonly pool: Pool;
}

export interface BackendSpace extends Space {
  readonly backend: Backend;
}

/** Volumes of one namespace that are not being released, by the size that they have or are growing to. */
export interface NamespaceUse {
  readonly volumes: number;
  readonly size: GiB;
}
