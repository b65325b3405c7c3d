import { open, readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../cli-error.ts';

/** Kubernetes' names in a Secret of TLS, and the key of an authority beside its certificate. */
export const AUTHORITY_FILE = 'ca.crt';
export const AUTHORITY_KEY_FILE = 'ca.key';
export const CERTIFICATE_FILE = 'tls.crt';
export const KEY_FILE = 'tls.key';

/** A chain of some certificates; nothing that is read here is longer. */
const LONGEST_BYTES = 65_536;

const PUBLIC_MODE = 0o644;
const SECRET_MODE = 0o600;

/** `madeBy` is the command that a missing file comes from. @throws CliError `file`: too long, unreadable, not there */
export async function readPem(file: string, madeBy: 'init' | 'issue'): Promise<string> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new CliError('file', unreadable(file, madeBy, cause), { cause });
  });
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(LONGEST_BYTES + 1), 0, LONGEST_BYTES + 1, 0);
    if (bytesRead > LONGEST_BYTES) throw new CliError('file', `${file} is longer than any certificate`);
    return buffer.toString('utf8', 0, bytesRead);
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError('file', unreadable(file, madeBy, cause), { cause });
  } finally {
    await handle.close();
  }
}

const unreadable = (file: string, madeBy: string, cause: unknown): string =>
  (cause as NodeJS.ErrnoException).code === 'ENOENT'
    ? `${file} is not there; "stowage certificates ${madeBy}" writes it`
    : `${file} cannot be read: ${String(cause)}`;

export interface PemFile {
  readonly name: string;
  readonly text: string;
  readonly secret: boolean;
}

/**
 * Writes new files into a folder, which is made where it is missing. One that is there with the same text stays.
 * @throws CliError `exists` where one is there with another text: nothing is written then; `file`
 */
export async function writePemFiles(folder: string, files: readonly PemFile[]): Promise<void> {
  const missing: PemFile[] = [];
  for (const file of files) {
    const there = await readFile(path.join(folder, file.name), 'utf8').catch(() => undefined);
    if (there === undefined) missing.push(file);
    else if (there !== file.text) throw alreadyThere(path.join(folder, file.name));
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { name, text, secret } of missing) {
      await writeFile(path.join(folder, name), text, { flag: 'wx', mode: secret ? SECRET_MODE : PUBLIC_MODE });
    }
  } catch (cause) {
    throw new CliError('file', `cannot write to ${folder}: ${String(cause)}`, { cause });
  }
}

const alreadyThere = (file: string): CliError =>
  new CliError('exists', `${file} is there already: nothing was written; move it away, or choose another folder`);
