import type { VolumeId } from '../../core/model/ids.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { NodeParts } from './node-parts.ts';
import { takeDown } from './take-down.ts';
import { undoAll } from './undo-all.ts';
import type { VolumeLocks } from './volume-locks.ts';

/**
 * What a crash or a reboot left half done, finished or undone. After a reboot everything goes, with the paths made for
 * users: kubelet stages anew. Answers how many volumes could not be put right; asking again may help.
 */
export async function recoverVolumes(parts: NodeParts, locks: VolumeLocks): Promise<number> {
  const bootId = await parts.host.bootId();
  let left = 0;
  for (const { volume } of await parts.volumes.all()) {
    const recovered = await locks.run(volume, () => recoverVolume(parts, volume, bootId));
    if (recovered.kind === 'ok') continue;
    left += 1;
    parts.log.warn(`volume ${volume} is left half done from before: ${recovered.message}`);
  }
  return left;
}

async function recoverVolume(parts: NodeParts, volume: VolumeId, bootId: string): Promise<DriverOutcome<undefined>> {
  try {
    return await finishOrUndo(parts, volume, bootId);
  } catch (error) {
    parts.log.bug(`recovering volume ${volume}`, error);
    return failed('internal', 'something failed unexpectedly; the line before tells what');
  }
}

async function finishOrUndo(parts: NodeParts, volume: VolumeId, bootId: string): Promise<DriverOutcome<undefined>> {
  const staged = await parts.volumes.get(volume);
  if (!staged) return ok(undefined);
  if (staged.bootId !== bootId) return undoAll(parts, staged);
  switch (staged.phase.kind) {
    case 'staged':
      return ok(undefined);
    case 'staging':
    case 'unstaging':
      return takeDown(parts, staged);
  }
}
