import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { SecretSource } from '../../csi/driver/context.ts';
import type { Log } from './log.ts';

const SECRET_BYTES = 32;
const OTHERS = 0o077;

/** A namespace or a name of Kubernetes: nothing that a path could take for something else. */
const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

export interface SecretFilesOptions {
  /** Holds NAMESPACE/NAME files. */
  readonly folder: string;
  /** Whether volumes depend on the secret: then it is lost, and a new one would only hide that. */
  readonly isNeeded: (ref: SecretRef) => boolean;
  readonly log: Log;
}

/**
 * Secrets in files, where no Kubernetes keeps them. One that is not there is made of random bytes, so that a first
 * encrypted volume needs no preparation; one that volumes were encrypted under never is.
 */
export const secretFiles = (options: SecretFilesOptions): SecretSource => ({
  read: async (ref) => {
    const file = fileOf(options.folder, ref);
    if (file === undefined) return undefined;
    const found = await readSecret(file, options.log);
    switch (found.kind) {
      case 'secret':
        return found.bytes;
      case 'unusable':
        return undefined;
      case 'none':
        if (!options.isNeeded(ref)) return makeSecret(file, ref, options.log);
        options.log.warn(`secret ${ref.namespace}/${ref.name} is lost, and volumes depend on it: put ${file} back`);
        return undefined;
    }
  },
});

function fileOf(folder: string, { namespace, name }: SecretRef): string | undefined {
  return NAME.test(namespace) && NAME.test(name) ? path.join(folder, namespace, name) : undefined;
}

type FoundSecret =
  | { readonly kind: 'secret'; readonly bytes: Uint8Array }
  | { readonly kind: 'none' }
  /** The log says why. */
  | { readonly kind: 'unusable' };

async function readSecret(file: string, log: Log): Promise<FoundSecret> {
  try {
    const bytes = await readOwn(file);
    if (bytes) return { kind: 'secret', bytes };
    log.warn(`secret file ${file} is not used, because others can read it: chmod 600 it`);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return { kind: 'none' };
    log.warn(`secret file ${file} cannot be read: ${String(error)}`);
  }
  return { kind: 'unusable' };
}

/** By one handle, so that what is read is what was looked at; `undefined` where others can read it. */
async function readOwn(file: string): Promise<Uint8Array | undefined> {
  const handle = await open(file);
  try {
    const { mode, size } = await handle.stat();
    if ((mode & OTHERS) !== 0) return undefined;
    const { buffer, bytesRead } = await handle.read(new Uint8Array(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Whole or not at all, and the first one stays: two that are asked for at once are the same. */
async function makeSecret(file: string, { namespace, name }: SecretRef, log: Log): Promise<Uint8Array | undefined> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(draft, randomBytes(SECRET_BYTES), { mode: 0o600, flush: true });
  try {
    await link(draft, file);
    log.info(`made secret ${namespace}/${name} in ${file}: keep a copy, encrypted volumes cannot be read without it`);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const made = await readSecret(file, log);
  return made.kind === 'secret' ? made.bytes : undefined;
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
