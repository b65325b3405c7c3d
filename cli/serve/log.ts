import { inspect } from 'node:util';
import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';

/** What a server says while it runs: a line each, on standard error. Never a secret, a key or a token. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** Something that somebody has to put right. */
  error(message: string): void;
  /** Something that this code had ruled out; the stack says where. */
  readonly bug: (where: string, error: unknown) => void;
}

export function createLog({ stderr }: Pick<CliIo, 'stderr'>, now: () => Date): Log {
  const line = (level: string, message: string): void => {
    stderr.write(`${now().toISOString()} ${level} ${printable(message)}\n`);
  };
  return {
    info: (message) => {
      line('info', message);
    },
    warn: (message) => {
      line('warning', message);
    },
    error: (message) => {
      line('error', message);
    },
    bug: (where, error) => {
      line('error', `${where} failed unexpectedly: ${inspect(error)}`);
    },
  };
}
