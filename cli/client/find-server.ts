import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { addressFile, readToken, tokenFile } from '../api/state-files.ts';
import type { ApiAddress, Role } from '../api/state-files.ts';
import { CliError } from '../cli-error.ts';
import type { ServerOptions } from '../commands/options.ts';

/** A server to ask, and what it accepts. */
export interface ServerLocation {
  readonly url: URL;
  /** @throws CliError `file`, `unauthorized` */
  token(role: Role): Promise<string>;
  /** What it means when nobody answers there. */
  notAnswering(cause: unknown): CliError;
}

/**
 * The server that the user names, else the one that the state folder tells of.
 * @throws CliError `not-running`
 */
export async function findServer({ server, state }: ServerOptions, cwd: string): Promise<ServerLocation> {
  const folder = path.resolve(cwd, state);
  const token = (role: Role): Promise<string> => tokenIn(folder, state, role);
  if (server) {
    const notAnswering = (cause: unknown): CliError =>
      new CliError('unreachable', `no server answers at ${server.href}: ${reasonOf(cause)}`, { cause });
    return { url: server, token, notAnswering };
  }
  const url = await urlIn(folder);
  if (!url) throw notRunning(state);
  return { url, token, notAnswering: (cause) => notRunning(state, cause) };
}

/** Whether a server runs for the state folder, or one was named: then it is to be asked. */
export const isNotRunning = (error: unknown): boolean => error instanceof CliError && error.code === 'not-running';

/** Where the server listens that wrote down so and still runs. */
async function urlIn(folder: string): Promise<URL | undefined> {
  const text = await readFile(addressFile(folder), 'utf8').catch(() => undefined);
  const address = text === undefined ? undefined : parseAddress(text);
  // A token is never sent to whoever took the port of a server that was killed.
  return address && isAlive(address.pid) ? new URL(address.url) : undefined;
}

function parseAddress(text: string): ApiAddress | undefined {
  try {
    const { url, pid } = JSON.parse(text) as Partial<ApiAddress>;
    return typeof url === 'string' && URL.canParse(url) && typeof pid === 'number' ? { url, pid } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function tokenIn(folder: string, state: string, role: Role): Promise<string> {
  const token = await readToken(tokenFile(folder, role));
  if (token !== undefined) return token;
  throw new CliError(
    'unauthorized',
    `there is no ${role} token in state ${state}: name the server's folder with --state`,
  );
}

const notRunning = (state: string, cause?: unknown): CliError =>
  new CliError('not-running', `no stowage server runs for state ${state}: start one with "stowage serve"`, { cause });

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch says "fetch failed", and why in its cause.
  return error.cause instanceof Error ? error.cause.message : error.message;
}
