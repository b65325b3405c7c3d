/** What a node says while it runs, for people. Never a key or a secret. */
export interface NodeLog {
  info(message: string): void;
  warn(message: string): void;
  /** Something that this code had ruled out. */
  bug(where: string, error: unknown): void;
}

const nothing = (): void => undefined;

export const SILENT: NodeLog = { info: nothing, warn: nothing, bug: nothing };
