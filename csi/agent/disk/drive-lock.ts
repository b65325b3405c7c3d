import type { ProgramLock, System } from '../../system/system.ts';
import { confirmIdentity } from '../discovery/drive-identity.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';

/**
 * What every program holds that writes to a drive: one writes at a time, and one that an agent left behind, killed or
 * tired of waiting, has ended before the next begins. Whoever makes use of bytes has had a program of its own write to the
 * drive before: so what was left behind writes to none that is in use by then. While a program waits, its drive may
 * have been pulled: whether it is the same is asked once the lock is held.
 */
export const driveLock = (
  system: System,
  drive: Pick<FoundDrive, 'id' | 'kernelName'>,
  onceHeld?: () => Promise<void>,
): ProgramLock => ({
  // Gone with the next start of the host, as is whatever could hold it. Not the device itself: udev waits for that lock.
  file: `/run/stowage-${drive.kernelName}.lock`,
  onceHeld: async () => {
    await confirmIdentity(system, drive);
    await onceHeld?.();
  },
});
