import { status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { StoreError } from '../store.ts';
import type { StoreErrorCode } from '../store.ts';

type Failure = Extract<StoreErrorCode, 'full' | 'io'>;

/** What etcd or the way to it threw, as what the store throws. */
export function toStoreError(servers: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const detail = isServiceError(cause) ? cause.details : cause instanceof Error ? cause.message : String(cause);
  const code: Failure = detail.includes('database space exceeded') ? 'full' : 'io';
  return new StoreError(code, `the store in etcd at ${servers} failed: ${detail}; ${whatToDo(code, cause)}`, { cause });
}

const isServiceError = (cause: unknown): cause is ServiceError =>
  cause instanceof Error && 'code' in cause && 'details' in cause && typeof cause.code === 'number';

/** Whether another member may answer where this one did not. */
export const isAway = (cause: unknown): boolean =>
  isServiceError(cause) && (cause.code === status.UNAVAILABLE || cause.code === status.DEADLINE_EXCEEDED);

/** What a page of a list does when it is larger than the client takes. */
export const isTooLarge = (cause: unknown): boolean =>
  isServiceError(cause) && cause.code === status.RESOURCE_EXHAUSTED && cause.details.includes('larger than max');

function whatToDo(code: Failure, cause: unknown): string {
  if (code === 'full') {
    return 'nothing of this change was written: compact and defragment etcd, or raise its --quota-backend-bytes, then "etcdctl alarm disarm"';
  }
  const refused = isServiceError(cause) && [status.PERMISSION_DENIED, status.UNAUTHENTICATED].includes(cause.code);
  if (refused) return 'give the user of its certificate a role that reads and writes the prefix';
  return 'look at its members with "etcdctl endpoint health", and at --etcd-servers and the certificates';
}
