import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { isObjectType } from './git-object.ts';
import type { ObjectOrSize } from './git-object.ts';

/** Compressed bytes that surely hold the header: `commit 1234567890\0` inflates from fewer. */
const HEADER_PART = 128;

/**
 * An object in a file of its own. Source: gitformat-loose(5): zlib of `TYPE SIZE\0` and the content.
 * @throws Error where the file is no such thing
 */
export async function readLoose(gitdir: string, oid: string, most: number): Promise<ObjectOrSize | undefined> {
  const file = await readIfThere(join(gitdir, 'objects', oid.slice(0, 2), oid.slice(2)));
  if (!file) return undefined;
  const { type, size, headerBytes } = readHeader(file);
  if (size > most) return { kind: 'too-large', size };
  const inflated = inflateSync(file, { maxOutputLength: headerBytes + size });
  if (inflated.length !== headerBytes + size) throw new Error('it is not as long as it says');
  if (!isObjectType(type)) throw new Error(`it is of an unknown type`);
  return { kind: 'object', type, bytes: inflated.subarray(headerBytes) };
}

function readHeader(file: Buffer): { readonly type: string; readonly size: number; readonly headerBytes: number } {
  const start = inflateSync(file.subarray(0, HEADER_PART), { finishFlush: constants.Z_SYNC_FLUSH });
  const header = /^([a-z]{1,10}) (\d{1,15})\0/.exec(start.toString('latin1', 0, 32));
  const [all = '', type = '', size = ''] = header ?? [];
  if (all === '') throw new Error('it has no header');
  return { type, size: Number(size), headerBytes: all.length };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return undefined;
    throw cause;
  }
}
