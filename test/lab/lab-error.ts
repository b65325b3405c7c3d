export type LabErrorCode = 'not-prepared' | 'did-not-boot' | 'not-running' | 'control' | 'timed-out' | 'program-failed';

/** Why the laboratory could not do what a test asked of it. */
export class LabError extends Error {
  readonly code: LabErrorCode;

  constructor(code: LabErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'LabError';
    this.code = code;
  }
}
