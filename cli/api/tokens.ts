import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { apiFolder, readToken, tokenFile } from './state-files.ts';
import type { Role } from './state-files.ts';

export type Tokens = Readonly<Record<Role, string>>;

const TOKEN_BYTES = 32;

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
