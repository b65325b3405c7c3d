import { inspect } from 'node:util';
import { CliError } from './cli-error.ts';
import type { CliErrorCode } from './cli-error.ts';
import { EXIT } from './exit-status.ts';
import type { ExitStatus } from './exit-status.ts';
import type { CliIo } from './io.ts';
import { printable } from './report/printable.ts';

const STATUS: Readonly<Record<CliErrorCode, ExitStatus>> = {
  usage: EXIT.couldNotRun,
  exists: EXIT.couldNotRun,
  file: EXIT.couldNotRun,
  'bad-certificate': EXIT.couldNotRun,
  'not-running': EXIT.couldNotRun,
  unreachable: EXIT.couldNotRun,
  unauthorized: EXIT.couldNotRun,
  'bad-answer': EXIT.couldNotRun,
  'not-ready': EXIT.couldNotRun,
  unavailable: EXIT.couldNotRun,
  refused: EXIT.problems,
  'not-found': EXIT.problems,
  'listen-failed': EXIT.couldNotRun,
};

/** Prints what went wrong in one line on stderr, with the stack where STOWAGE_DEBUG=1, and answers the exit status. */
export function reportFailure(error: unknown, io: Pick<CliIo, 'stderr' | 'env'>): ExitStatus {
  io.stderr.write(`error: ${lineOf(error)}\n`);
  if (io.env['STOWAGE_DEBUG'] === '1') io.stderr.write(`${inspect(error)}\n`);
  return error instanceof CliError ? STATUS[error.code] : EXIT.couldNotRun;
}

function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${printable(String(error))}`;
  const message = printable(error.message);
  return isExpected(error) ? message : `internal error: ${message} (STOWAGE_DEBUG=1 shows where)`;
}

/** The error classes of every layer, and Node's own of the operating system, carry a code; bugs do not. */
const isExpected = (error: Error): boolean => 'code' in error && typeof error.code === 'string';
