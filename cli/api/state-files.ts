import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../cli-error.ts';

/** What a token allows: `admin` may change things, `reader` may only look. */
export type Role = 'reader' | 'admin';

/** Where the API of a state folder listens; written when it does, so that commands find it. */
export interface ApiAddress {
  readonly url: string;
  readonly pid: number;
}

const TOKEN = /^[0-9a-f]{64}$/;
const OTHERS = 0o077;

export const apiFolder = (stateFolder: string): string => path.join(stateFolder, 'api');

export const addressFile = (stateFolder: string): string => path.join(apiFolder(stateFolder), 'address.json');

export const tokenFile = (stateFolder: string, role: Role): string =>
  path.join(apiFolder(stateFolder), `${role}.token`);

/**
 * The token in a file; `undefined` where there is no such file.
 * @throws CliError `file` where it is damaged, or others can read it
 */
export async function readToken(file: string): Promise<string | undefined> {
  const { mode } = await stat(file).catch(noneWhereMissing(file));
  if (mode === undefined) return undefined;
  if ((mode & OTHERS) !== 0) {
    throw new CliError('file', `token file ${file} can be read by others: chmod 600 it, or delete it for a new token`);
  }
  const token = (await readFile(file, 'utf8')).trim();
  if (TOKEN.test(token)) return token;
  throw new CliError('file', `token file ${file} is damaged: delete it, and the server makes a new one when it starts`);
}

const noneWhereMissing =
  (file: string) =>
  (error: NodeJS.ErrnoException): { readonly mode: undefined } => {
    if (error.code === 'ENOENT') return { mode: undefined };
    throw new CliError('file', `token file ${file} cannot be read: ${error.message}`, { cause: error });
  };
