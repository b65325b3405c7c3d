/** What an iSCSI initiator proves itself with. Wrapped, so that no log, no error and no JSON shows it by accident. */
export interface ChapCredentials {
  readonly user: string;
  /** Printable ASCII, without blanks and quotes. */
  reveal(): string;
}

export const chapCredentials = (user: string, secret: string): ChapCredentials => ({ user, reveal: () => secret });
