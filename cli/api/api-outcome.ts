import type { Outcome } from '../../csi/outcome.ts';
import type { DriverErrorCode } from '../../csi/services/outcome.ts';

/** Why the API says no. What the driver refuses keeps its code. */
export type ApiErrorCode =
  | DriverErrorCode
  /** No token, or none of ours. */
  | 'unauthenticated'
  /** The token is for reading alone. */
  | 'forbidden'
  /** There is no such route, or not with this method. */
  | 'no-such-route'
  /** The body is larger than any request of ours. */
  | 'too-large'
  /** The body is no JSON. */
  | 'unsupported-media-type';

export type ApiOutcome<Value> = Outcome<Value, ApiErrorCode>;

/** What is sent in place of an answer. */
export interface ApiErrorBody {
  readonly code: ApiErrorCode;
  readonly message: string;
}

/** The HTTP status of each code. Source: RFC 9110, and RFC 4918 for 507. */
export const HTTP_STATUS = {
  'invalid-argument': 400,
  unsupported: 400,
  'bad-token': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'no-such-route': 404,
  'already-exists': 409,
  busy: 409,
  'in-use': 409,
  'published-elsewhere': 409,
  'not-staged': 409,
  'node-full': 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  denied: 422,
  'out-of-range': 422,
  internal: 500,
  'not-ready': 503,
  unavailable: 503,
  'no-capacity': 507,
} as const satisfies Readonly<Record<ApiErrorCode, number>>;

export const API_ERROR_CODES = Object.keys(HTTP_STATUS);
