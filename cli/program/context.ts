import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';

/** What the commands' actions are given: where they run, and where to leave their exit status. */
export interface ProgramContext {
  readonly io: CliIo;
  readonly finish: (status: ExitStatus) => void;
}
