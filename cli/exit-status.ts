/** What the exit status of every command says. */
export const EXIT = {
  /** Nothing is wrong. */
  ok: 0,
  /** Problems were found in what was asked about. */
  problems: 1,
  /** The command could not run: wrong usage, no server, unreadable files. */
  couldNotRun: 2,
  /** Changes are present; only with --exit-code. */
  changes: 3,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
