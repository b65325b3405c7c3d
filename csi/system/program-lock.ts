import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { SystemError } from './system.ts';
import type { Command, CommandResult, ProgramLock } from './system.ts';

interface LockedRun {
  /** For whom. */
  readonly program: string;
  readonly lock: ProgramLock;
  /** How long others may hold the lock, in milliseconds. */
  readonly limit: number;
  readonly run: (command: Command, limit: number, inherited: number) => Promise<CommandResult>;
}

/** More than flock needs to begin and to end. */
const SPARE_MILLISECONDS = 10_000;

/**
 * Does work while the lock is held. It is a BSD lock, which belongs to a file as it was opened: whoever inherits the open
 * file holds the lock, from the moment it is forked until it is gone, however that comes. So there is no moment in which
 * a program could be left over and not hold it. Asking the kernel to kill it with its parent would leave two: until it
 * has asked, and as long as it is within a call to the kernel that no signal ends.
 * Source: flock(2).
 * @throws SystemError `file`, `timed-out`, `no-such-program`
 */
export async function holdingLock<Value>(
  { program, lock, limit, run }: LockedRun,
  work: (inherited: number) => Promise<Value>,
): Promise<Value> {
  const held = await openLock(lock.file);
  try {
    const seconds = String(limit / 1000);
    // Node.js has no word for this lock: flock puts it upon the open file that it inherits, and ends.
    const args = ['--exclusive', '--timeout', seconds, '3'];
    const { status } = await run({ program: 'flock', args }, limit + SPARE_MILLISECONDS, held.fd);
    if (status !== 0) {
      const why = `${lock.file} was held for ${seconds} s by a program that has not ended; lslocks says by which`;
      throw new SystemError('timed-out', `${program} could not begin: ${why}`);
    }
    await lock.onceHeld?.();
    return await work(held.fd);
  } finally {
    await held.close();
  }
}

async function openLock(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a', 0o600);
  } catch (cause) {
    const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new SystemError('file', `cannot open ${file}: ${errno}`, { cause, errno });
  }
}
