import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../cli-error.ts';

/** What a token allows: `admin` may change things, `reader` may only look. */
export type Role = 'reader' | 'admin';

export type Tokens = Readonly<Record<Role, string>>;

const TOKEN_BYTES = 32;
const TOKEN = /^[0-9a-f]{64}$/;
const OTHERS = 0o077;

export const apiFolder = (stateFolder: string): string => path.join(stateFolder, 'api');

export const tokenFile = (stateFolder: string, role: Role): string =>
  path.join(apiFolder(stateFolder), `${role}.token`);

/**
 * The tokens of a state folder, made where there are none yet. They are readable by their owner alone.
 * @throws CliError `file`
 */
export async function ensureTokens(stateFolder: string): Promise<Tokens> {
  await mkdir(apiFolder(stateFolder), { recursive: true, mode: 0o700 });
  const [reader, admin] = await Promise.all(
    (['reader', 'admin'] as const).map((role) => ensureToken(tokenFile(stateFolder, role))),
  );
  return { reader: reader ?? '', admin: admin ?? '' };
}

async function ensureToken(file: string): Promise<string> {
  return (await readToken(file)) ?? createToken(file);
}

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

/** Whole or not at all: a crash leaves no half token behind. */
async function createToken(file: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${token}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  return token;
}

const noneWhereMissing =
  (file: string) =>
  (error: NodeJS.ErrnoException): { readonly mode: undefined } => {
    if (error.code === 'ENOENT') return { mode: undefined };
    throw new CliError('file', `token file ${file} cannot be read: ${error.message}`, { cause: error });
  };

/** What an Authorization header proves. Takes the same time for every token of the same length. */
export function authenticator(tokens: Tokens): (authorization: string | undefined) => Role | undefined {
  const admin = digest(tokens.admin);
  const reader = digest(tokens.reader);
  return (authorization) => {
    const sent = digest(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '');
    const isAdmin = timingSafeEqual(sent, admin);
    const isReader = timingSafeEqual(sent, reader);
    if (isAdmin) return 'admin';
    return isReader ? 'reader' : undefined;
  };
}

/** Digests have one length, as timingSafeEqual asks, and tell nothing of how much of a token was right. */
const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
