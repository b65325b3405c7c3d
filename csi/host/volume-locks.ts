import type { VolumeId } from '../../core/model/ids.ts';
import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

export interface VolumeLocks {
  /** One operation at a time per volume; a second one is told to come back. */
  run<Value>(volume: VolumeId, operation: () => Promise<DriverOutcome<Value>>): Promise<DriverOutcome<Value>>;
  /** Does the work where no operation is under way, and otherwise nothing. An operation that comes meanwhile waits. */
  whileIdle(volume: VolumeId, work: () => Promise<void>): Promise<void>;
}

/**
 * Held until the operation ends, not until its caller gives up: a call that ran into its deadline goes on.
 * Source: CSI spec, "Error Scheme", ABORTED: operation pending for volume.
 */
export function createVolumeLocks(): VolumeLocks {
  const held = new Set<VolumeId>();
  const idle = new Map<VolumeId, Promise<void>>();
  return {
    run: async (volume, operation) => {
      if (held.has(volume)) return failed('busy', `another operation on volume ${volume} is under way on this node`);
      held.add(volume);
      try {
        await idle.get(volume)?.catch(() => undefined);
        return await operation();
      } finally {
        held.delete(volume);
      }
    },
    whileIdle: async (volume, work) => {
      if (held.has(volume) || idle.has(volume)) return;
      const done = work();
      idle.set(volume, done);
      try {
        await done;
      } finally {
        idle.delete(volume);
      }
    },
  };
}
