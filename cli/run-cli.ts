import { CommanderError } from 'commander';
import { EXIT } from './exit-status.ts';
import type { ExitStatus } from './exit-status.ts';
import { reportFailure } from './failure.ts';
import type { CliIo } from './io.ts';
import { buildProgram } from './program/program.ts';

/** Runs one command line, without the program's name in front. Never throws. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.ok;
  const program = buildProgram({ io, finish: (finished) => (status = finished) });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    // Commander has printed what there is to say: help, the version, or what is wrong with the usage.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.couldNotRun;
    return reportFailure(error, io);
  }
}
