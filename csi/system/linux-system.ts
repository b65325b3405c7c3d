import { constants } from 'node:fs';
import type { Stats } from 'node:fs';
import {
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  statfs,
  symlink,
  unlink,
} from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './run-command.ts';
import { draftOf, SystemError } from './system.ts';
import type { ByteRange, FilesystemUsage, PathKind, System } from './system.ts';

/** Files of the kernel are small; what is longer is none of what is read here. */
const LONGEST_TEXT = 4 * 2 ** 20;

/** The host that this process runs on. */
export const linuxSystem = (): System => ({
  run: runCommand,
  readText: (file) => unlessAbsent(`read ${file}`, () => readText(file)),
  writeText: (file, text) => named(`write ${file}`, () => writeText(file, text)),
  replaceFile: (file, text) => named(`replace ${file}`, () => replaceFile(file, text)),
  readBytes: (file, range) => named(`read ${file}`, () => readBytes(file, range)),
  writeBytes: (file, offset, bytes) => named(`write ${file}`, () => writeBytes(file, offset, bytes)),
  list: (folder) => unlessAbsent(`list ${folder}`, async () => (await readdir(folder)).sort()),
  kindOf: async (file) => kindOf(await unlessAbsent(`look at ${file}`, () => lstat(file))),
  makeDirectory: (folder) => named(`make ${folder}`, () => ignoring('EEXIST', () => mkdir(folder))),
  removeDirectory: (folder) => named(`remove ${folder}`, () => ignoring('ENOENT', () => rmdir(folder))),
  readLink: (file) => unlessAbsent(`read the link ${file}`, () => ignoringNoLink(() => readlink(file))),
  realPath: (file) => unlessAbsent(`follow ${file}`, () => realpath(file)),
  makeLink: (target, file) => named(`link ${file}`, () => symlink(target, file)),
  removeFile: (file) => named(`remove ${file}`, () => ignoring('ENOENT', () => unlink(file))),
  filesystemUsage: (folder) => named(`ask for the usage of ${folder}`, () => filesystemUsage(folder)),
});

async function readText(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    // sysfs and configfs say nothing true about the size of a file.
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(65_536), 0, 65_536);
      if (bytesRead === 0) break;
      length += bytesRead;
      if (length > LONGEST_TEXT)
        throw new SystemError('too-much-output', `${file} is longer than ${String(LONGEST_TEXT)} bytes`);
      chunks.push(buffer.subarray(0, bytesRead));
    }
    return Buffer.concat(chunks).toString('utf8').replace(/\n$/, '');
  } finally {
    await handle.close();
  }
}

async function writeText(file: string, text: string): Promise<void> {
  const handle = await open(file, constants.O_WRONLY);
  try {
    await handle.write(text);
  } finally {
    await handle.close();
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  // Always the same one, so that a crash leaves no more than one, and the next time takes it away.
  const draft = draftOf(file);
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file).catch(async (error: unknown) => {
    await rm(draft, { force: true });
    throw error;
  });
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

async function readBytes(file: string, { offset, length }: ByteRange): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, Number(offset));
    return new Uint8Array(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function writeBytes(file: string, offset: bigint, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, constants.O_WRONLY);
  try {
    await handle.write(bytes, 0, bytes.length, Number(offset));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function filesystemUsage(folder: string): Promise<FilesystemUsage> {
  const { bsize, blocks, bfree, bavail, files, ffree } = await statfs(folder, { bigint: true });
  return {
    bytes: { total: blocks * bsize, used: (blocks - bfree) * bsize, available: bavail * bsize },
    inodes: { total: files, used: files - ffree, available: ffree },
  };
}

function kindOf(found: Stats | undefined): PathKind {
  if (!found) return 'none';
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'directory';
  if (found.isSymbolicLink()) return 'link';
  return found.isBlockDevice() || found.isCharacterDevice() ? 'device' : 'other';
}

const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Says what was tried. */
async function named<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SystemError) throw error;
    const errno = errnoOf(error);
    throw new SystemError('file', `cannot ${what}: ${errno ?? String(error)}`, {
      cause: error,
      ...(errno !== undefined && { errno }),
    });
  }
}

const unlessAbsent = <Value>(what: string, work: () => Promise<Value>): Promise<Value | undefined> =>
  named(what, () => ignoring(['ENOENT', 'ENOTDIR'], work));

const ignoringNoLink = (work: () => Promise<string>): Promise<string | undefined> => ignoring('EINVAL', work);

async function ignoring<Value>(
  errnos: string | readonly string[],
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if ([errnos].flat().includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
