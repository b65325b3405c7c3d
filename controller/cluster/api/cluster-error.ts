export type ClusterErrorCode =
  /** No connection, or none that lasted. */
  | 'unreachable'
  /** The credentials are not accepted. */
  | 'unauthorized'
  /** A role is missing; the message names verb and resource. */
  | 'forbidden'
  /** Another field manager owns a field, or the object changed since it was read. */
  | 'conflict'
  /** The object is not valid, by its schema or by an admission policy. */
  | 'invalid'
  /** The object is not there, or not any more. */
  | 'not-found'
  /** The kind is not served: its CustomResourceDefinition is not installed. */
  | 'not-served'
  /** What is watched from was compacted: list anew. */
  | 'expired'
  /** The server asks for patience. */
  | 'busy'
  | 'too-large'
  /** Any other answer. */
  | 'failed';

/** What every call to an API server may throw. */
export class ClusterError extends Error {
  readonly code: ClusterErrorCode;
  /** Milliseconds that the server asks for before the next request. */
  readonly retryAfter: number | undefined;

  constructor(code: ClusterErrorCode, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'ClusterError';
    this.code = code;
    this.retryAfter = options.retryAfter;
  }
}
