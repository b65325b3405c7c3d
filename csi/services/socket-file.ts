import { randomBytes } from 'node:crypto';
import { access, chmod, constants, lstat, rename, unlink } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { CsiError } from '../csi-error.ts';
import { MAX_SOCKET_PATH_BYTES } from './endpoint.ts';

/** A socket file put in place, known by its inode: the path may be another server's by the time it is taken away. */
export interface PlacedSocket {
  readonly path: string;
  readonly inode: bigint;
}

/** Owner and group talk to the driver; nobody else can connect. */
const SOCKET_MODE = 0o660;

/** As long as a kernel that answers at all needs for an address on the same machine. */
const PROBE_MILLISECONDS = 2000;

/**
 * Makes sure that a socket can be made there and nobody serves on it. What a dead process left may stay: placing
 * replaces it.
 * @throws CsiError `socket-in-use`, `listen-failed`
 */
export async function checkSocketPath(socketPath: string): Promise<void> {
  await access(path.dirname(socketPath), constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw cannotListen(socketPath, error);
  });
  const found = await lstat(socketPath).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw cannotListen(socketPath, error);
  });
  if (!found) return;
  if (!found.isSocket()) {
    throw new CsiError('socket-in-use', `${socketPath} exists and is no socket; move it away or choose another path`);
  }
  if (await answers(socketPath)) {
    throw new CsiError('socket-in-use', `another process serves on ${socketPath}; stop it or choose another path`);
  }
}

/**
 * A name beside the path to bind first. Binding there and renaming replaces a stale socket in one step, sets the mode
 * before anyone can connect, and leaves libuv, which unlinks the name it bound when a server closes, nothing to unlink.
 * @throws CsiError `bad-endpoint`
 */
export function bindingPath(socketPath: string): string {
  const candidate = path.join(path.dirname(socketPath), `.${randomBytes(3).toString('hex')}`);
  if (Buffer.byteLength(candidate) <= MAX_SOCKET_PATH_BYTES) return candidate;
  throw new CsiError(
    'bad-endpoint',
    `the folder of ${socketPath} has too long a name for a socket; choose a shorter one`,
  );
}

/** @throws CsiError `listen-failed` */
export async function placeSocket(boundPath: string, socketPath: string): Promise<PlacedSocket> {
  try {
    await chmod(boundPath, SOCKET_MODE);
    const { ino } = await lstat(boundPath, { bigint: true });
    await rename(boundPath, socketPath);
    return { path: socketPath, inode: ino };
  } catch (error) {
    throw cannotListen(socketPath, error);
  }
}

/** Takes the file away, unless it is another server's by now. */
export async function removeSocket(placed: PlacedSocket): Promise<void> {
  try {
    const { ino } = await lstat(placed.path, { bigint: true });
    if (ino === placed.inode) await unlink(placed.path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw cannotListen(placed.path, error);
  }
}

export function cannotListen(socketPath: string, cause: unknown): CsiError {
  const reason = hasCode(cause, 'ENOENT')
    ? `the folder ${path.dirname(socketPath)} does not exist: make it first`
    : cause instanceof Error
      ? cause.message
      : String(cause);
  return new CsiError('listen-failed', `cannot listen on ${socketPath}: ${reason}`, { cause });
}

/** Whether a process accepts connections there. A full backlog is a live process too. */
function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.connect(socketPath);
    const settle = (alive: boolean): void => {
      probe.destroy();
      resolve(alive);
    };
    probe.setTimeout(PROBE_MILLISECONDS, () => {
      settle(true);
    });
    probe.once('connect', () => {
      settle(true);
    });
    probe.once('error', (error) => {
      settle(!hasCode(error, 'ECONNREFUSED') && !hasCode(error, 'ENOENT'));
    });
  });
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === code;
