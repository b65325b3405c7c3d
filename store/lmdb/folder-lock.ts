/**
 * One process per folder, by a lock that dies with its holder however that dies.
 *
 * Node has no flock, and a pid in a file says nothing across pid namespaces: a restarted container is pid 1 again. What
 * the kernel does take back at any death is a listening socket, and a socket file answers across namespaces. So the
 * holder listens on `holder.PID.RANDOM.sock`, and the highest `lock.N` is a symbolic link to it:
 *
 * - A link is alive when a connection to it is accepted; the kernel accepts even while the holder is busy or stopped.
 * - A dead lock N is taken over by making N + 1. Making a link is atomic and fails where it exists, so one contender
 *   wins; the socket listens before its link exists, so no moment looks dead. Numbers never fall: the highest link stays
 *   when its holder goes, and the next holder clears what lies below its own.
 * - A contender so slow that its number was cleared meanwhile sees a higher one after it linked, and gives way.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { readdir, readlink, rm, symlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { StoreError } from '../store.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** sun_path takes 107 bytes and Node cuts longer ones off without a word. */
const MAX_SOCKET_PATH = 107;
const LONGEST_NAME = 64;

/** Each attempt is lost only to another process that took the lock or tried to. */
const MAX_ATTEMPTS = 16;

/**
 * Locks the folder, which is made where it is missing, for this process.
 * @throws StoreError `locked` naming the holder's pid, `io`
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const directory = openDirectory(folder);
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const server = await tryLock(folder, directory.socketFolder);
      if (server) return { release: () => release(server, directory) };
    }
    throw new StoreError('locked', `${folder} is wanted by several processes at once: start one`);
  } catch (cause) {
    directory.close();
    if (cause instanceof StoreError) throw cause;
    throw new StoreError('io', `cannot lock ${folder}: ${String(cause)}`, { cause });
  }
}

/** The listening server that holds the lock, or `undefined` where another contender was faster. */
async function tryLock(folder: string, socketFolder: string): Promise<Server | undefined> {
  const highest = await highestLock(folder);
  if (highest > 0) {
    const holder = await readLink(folder, highest);
    if (holder === undefined) return undefined;
    if (await accepts(join(socketFolder, holder))) throw lockedBy(folder, holder);
  }

  const mine = highest + 1;
  const socketName = `holder.${String(process.pid)}.${randomBytes(6).toString('hex')}.sock`;
  const server = await listen(join(socketFolder, socketName));
  const won = (await link(folder, socketName, mine)) && (await highestLock(folder)) === mine;
  if (!won) {
    await closeServer(server);
    return undefined;
  }
  await clearBelow(folder, mine);
  return server;
}

function lockedBy(folder: string, socketName: string): StoreError {
  const pid = /^holder\.(\d+)\./.exec(socketName)?.[1] ?? 'unknown';
  return new StoreError(
    'locked',
    `${folder} is in use by process ${pid}: stop that one, or give this one a state folder of its own`,
  );
}

const lockName = (lock: number): string => `lock.${String(lock)}`;

async function highestLock(folder: string): Promise<number> {
  return Math.max(0, ...(await lockNumbers(folder)));
}

async function lockNumbers(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => {
    const number = /^lock\.(\d{1,15})$/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

async function link(folder: string, socketName: string, lock: number): Promise<boolean> {
  try {
    await symlink(socketName, join(folder, lockName(lock)));
    return true;
  } catch (cause) {
    if (isErrno(cause, 'EEXIST')) return false;
    throw cause;
  }
}

/** The socket's name, or `undefined` where the link was cleared meanwhile. */
async function readLink(folder: string, lock: number): Promise<string | undefined> {
  try {
    return await readlink(join(folder, lockName(lock)));
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) return undefined;
    throw cause;
  }
}

/** The locks below are dead for good: whoever made the next one saw to that. */
async function clearBelow(folder: string, lock: number): Promise<void> {
  for (const number of await lockNumbers(folder)) {
    if (number >= lock) continue;
    const socketName = await readLink(folder, number);
    if (socketName !== undefined) await rm(join(folder, socketName), { force: true });
    await rm(join(folder, lockName(number)), { force: true });
  }
}

/** Refused and missing mean dead. Anything else, such as a full backlog or no permission, might be a live holder. */
function accepts(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', (error) => {
      resolve(!isErrno(error, 'ECONNREFUSED') && !isErrno(error, 'ENOENT'));
    });
  });
}

function listen(socketPath: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(socketPath, () => {
      server.unref();
      resolve(server);
    });
  });
}

interface OpenDirectory {
  /** The folder by a path short enough for a socket. */
  readonly socketFolder: string;
  close(): void;
}

function openDirectory(folder: string): OpenDirectory {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (Buffer.byteLength(folder) + LONGEST_NAME <= MAX_SOCKET_PATH) {
      return { socketFolder: folder, close: () => undefined };
    }
    if (process.platform !== 'linux') {
      throw new Error(`its path is longer than ${String(MAX_SOCKET_PATH - LONGEST_NAME)} bytes, which a socket takes`);
    }
    const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    return {
      socketFolder: `/proc/self/fd/${String(descriptor)}`,
      close: () => {
        closeSync(descriptor);
      },
    };
  } catch (cause) {
    throw new StoreError('io', `cannot use ${folder} as a state folder: ${String(cause)}`, { cause });
  }
}

async function release(server: Server, directory: OpenDirectory): Promise<void> {
  await closeServer(server);
  directory.close();
}

/** Removes the socket file too; the link stays, dangling, so that numbers never fall. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
