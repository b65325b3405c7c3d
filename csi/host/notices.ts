import type { VolumeId } from '../../core/model/ids.ts';
import type { NodeLog } from './node-log.ts';

/** What there is to say about volumes: once, not in every round. */
export interface Notices {
  /** Says it, unless it is what was said last about the volume. */
  once(volume: VolumeId, message: string): void;
  forget(volume: VolumeId): void;
}

export function createNotices(log: NodeLog): Notices {
  const said = new Map<VolumeId, string>();
  return {
    once: (volume, message) => {
      if (said.get(volume) === message) return;
      said.set(volume, message);
      log.warn(message);
    },
    forget: (volume) => {
      said.delete(volume);
    },
  };
}
