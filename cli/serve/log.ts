import { inspect } from 'node:util';
import { pino } from 'pino';
import { currentCall } from '../../csi/call-scope.ts';
import type { LogFormat, LogLevel } from '../commands/options.ts';
import type { CliIo } from '../io.ts';
import { concealIn, createKnownSecrets } from '../observe/known-secrets.ts';
import type { KnownSecrets } from '../observe/known-secrets.ts';
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

/** A log whose lines have fields: JSON shows them all, text the message alone. */
export interface FieldLog extends Log {
  record(level: LogLevel, message: string, fields: LogFields): void;
  /** Whether lines of the level are written: whoever asks first need not word what nobody reads. */
  writes(level: LogLevel): boolean;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** A line as it was written. */
export interface LogLine extends LogFields {
  readonly time: string;
  readonly level: LogLevel;
  readonly msg: string;
}

export interface LogOptions {
  readonly format?: LogFormat | undefined;
  /** Lines below it are left out. */
  readonly level?: LogLevel | undefined;
  readonly secrets?: Pick<KnownSecrets, 'conceal'>;
  /** Told of every line that is written. */
  readonly keep?: (line: LogLine) => void;
}

const ORDER: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 };

export function createLog({ stderr }: Pick<CliIo, 'stderr'>, now: () => Date, options: LogOptions = {}): FieldLog {
  const { format = 'text', level: least = 'info', secrets = createKnownSecrets(), keep } = options;
  const write = writerOf(format, stderr);
  const writes = (level: LogLevel): boolean => ORDER[level] >= ORDER[least];
  const record: FieldLog['record'] = (level, message, fields) => {
    if (!writes(level)) return;
    const operation = currentCall()?.operation;
    const shown = { ...(operation !== undefined && { operation }), ...(concealIn(secrets, fields) as LogFields) };
    const line: LogLine = { ...shown, time: now().toISOString(), level, msg: secrets.conceal(message) };
    write(line);
    keep?.(line);
  };
  const sayAt = (level: LogLevel) => (message: string) => {
    record(level, message, {});
  };
  return {
    record,
    writes,
    info: sayAt('info'),
    warn: sayAt('warn'),
    error: sayAt('error'),
    bug: (where, error) => {
      const errorKind = error instanceof Error ? error.name : typeof error;
      record('error', `${where} failed unexpectedly: ${inspect(error)}`, { bug: true, errorKind });
    },
  };
}

type WriteLine = (line: LogLine) => void;

function writerOf(format: LogFormat, stderr: CliIo['stderr']): WriteLine {
  switch (format) {
    case 'text':
      return ({ time, level, msg, operation }) => {
        const behalf = typeof operation === 'string' ? ` (operation ${operation})` : '';
        stderr.write(`${time} ${level === 'warn' ? 'warning' : level} ${printable(msg)}${behalf}\n`);
      };
    case 'json': {
      const logger = pino(
        { base: null, level: 'debug', timestamp: false, formatters: { level: (level) => ({ level }) } },
        { write: (text: string) => void stderr.write(text) },
      );
      return ({ level, msg, ...fields }) => {
        logger[level](fields, msg);
      };
    }
  }
}
