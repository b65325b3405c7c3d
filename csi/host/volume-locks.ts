import type { VolumeId } from '../../core/model/ids.ts';
import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/** One operation at a time per volume; a second one is told to come back. */
export interface VolumeLocks {
  run<Value>(volume: VolumeId, operation: () => Promise<DriverOutcome<Value>>): Promise<DriverOutcome<Value>>;
}

/**
 * Held until the operation ends, not until its caller gives up: a call that ran into its deadline goes on.
 * Source: CSI spec, "Error Scheme", ABORTED: operation pending for volume.
 */
export function createVolumeLocks(): VolumeLocks {
  const held = new Set<VolumeId>();
  return {
    run: async (volume, operation) => {
      if (held.has(volume)) return failed('busy', `another operation on volume ${volume} is under way on this node`);
      held.add(volume);
      try {
        return await operation();
      } finally {
        held.delete(volume);
      }
    },
  };
}
