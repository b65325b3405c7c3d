import type { Failure, Outcome } from '../outcome.ts';

export { failed, mapOk, ok } from '../outcome.ts';

/** Why a request was not carried out, in the domain's words. services/status.ts maps each to a gRPC status. */
export type DriverErrorCode =
  /** What was asked makes no sense or is not supported: class parameters, capabilities. A person must change it. */
  | 'invalid-argument'
  /** The capability asked for is sound, but this volume does not have it. */
  | 'unsupported'
  /** A placement policy says no. */
  | 'denied'
  /** No such volume, no such node, or not staged or published there. */
  | 'not-found'
  /** The name, the publication or the path is taken by something incompatible with what was asked. */
  | 'already-exists'
  /** Another operation on the same volume is under way; the same request may be repeated. */
  | 'busy'
  /** No size between `required` and `limit` can be had, or none within the bounds of class and backend. */
  | 'out-of-range'
  /** No drives left that satisfy every constraint. */
  | 'no-capacity'
  /** As many volumes are published to the node as it takes. */
  | 'node-full'
  /** The volume is still published. */
  | 'in-use'
  /** The volume is published to another node; the message names it. */
  | 'published-elsewhere'
  /** The volume is not staged on this node. */
  | 'not-staged'
  /** The page token is none of ours. */
  | 'bad-token'
  /** No configuration is active yet. */
  | 'not-ready'
  /** An enclosure, an agent or the store does not answer; the same request may be repeated. */
  | 'unavailable'
  | 'internal';

/** What became of a request: the value, or why not. The message goes to people through Kubernetes events. */
export type DriverOutcome<Value> = Outcome<Value, DriverErrorCode>;

export type DriverFailure = Failure<DriverErrorCode>;
