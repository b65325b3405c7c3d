/** What the channel tells people. Never a secret: those are no part of any text here. */
export interface ChannelLog {
  info(message: string): void;
  warn(message: string): void;
  /** Something that this code had ruled out. */
  readonly bug: (where: string, error: unknown) => void;
}

/** What went wrong, in its own words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
