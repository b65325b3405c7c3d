export type AgentErrorCode =
  /** A program of the host answered with a status that says it failed. */
  | 'tool-failed'
  /** A program or a kernel file said something that it never should. */
  | 'unexpected-output'
  /** What was written could not be read back as written. */
  | 'not-read-back'
  /** The kernel of the host lacks what an export needs. */
  | 'no-kernel-support';

/** Why the host of an enclosure could not carry out a command. The one error class of csi/agent. */
export class AgentError extends Error {
  readonly code: AgentErrorCode;

  constructor(code: AgentErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'AgentError';
    this.code = code;
  }
}
