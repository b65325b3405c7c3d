/** Why something in csi/ could not go on. Refusals of a request are values (services/outcome.ts), not these. */
export type CsiErrorCode =
  /** The endpoint is no `unix:///absolute/path`, or longer than a socket address can be. */
  | 'bad-endpoint'
  /** Another process answers on the socket. */
  | 'socket-in-use'
  /** The socket could not be made: folder missing, no permission. */
  | 'listen-failed'
  /** Another driver leads on the same state. This one must stop. */
  | 'deposed'
  /** A commit failed, and may have been written all the same. The process must start anew. */
  | 'outcome-unknown'
  /** The key of an encrypted volume cannot be derived: its secret is missing or too short. */
  | 'no-key'
  /** The driver cannot be asked now: nothing is known about what it would say. */
  | 'no-answer'
  /** A peer sent what this release does not understand. */
  | 'bad-message'
  /** A bug: something happened that this code had ruled out. */
  | 'internal';

/** The one error class of csi/. */
export class CsiError extends Error {
  readonly code: CsiErrorCode;

  constructor(code: CsiErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CsiError';
    this.code = code;
  }
}
