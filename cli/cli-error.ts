/** Why a command could not do its work. cli/failure.ts maps each code to an exit status. */
export type CliErrorCode =
  /** The arguments make no sense together. */
  | 'usage'
  /** What should be written is there already. */
  | 'exists'
  /** A file or folder cannot be read or written. */
  | 'file'
  /** A certificate or key cannot be used: expired, of another authority, for somebody else. */
  | 'bad-certificate'
  /** No server runs for the state folder. */
  | 'not-running'
  /** The server runs, but does not answer. */
  | 'unreachable'
  /** The server does not accept the token, or the token does not allow the change. */
  | 'unauthorized'
  /** The server answered what no server of ours answers. */
  | 'bad-answer'
  /** The server runs, but no configuration is active yet. */
  | 'not-ready'
  /** The server is not able to carry the request out now; it may be repeated. */
  | 'unavailable'
  /** The server understood the request and says no. */
  | 'refused'
  /** There is no object of that name. */
  | 'not-found'
  /** The server cannot listen on its address. */
  | 'listen-failed';

/** The one error class of cli/. The message is the whole of what people are shown. */
export class CliError extends Error {
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CliError';
    this.code = code;
  }
}
