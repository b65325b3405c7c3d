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
  const volumes = await parts.volumes.all();
  const recovered = await Promise.all(
    volumes.map(({ volume }) => locks.run(volume, () => recoverVolume(parts, volume, bootId))),
  );
  const failures = recovered.filter((outcome) => outcome.kind === 'error');
  for (const { message } of failures) parts.log.warn(`a volume is left half done from before: ${message}`);
  return failures.length;
}

async function recoverVolume(parts: NodeParts, volume: VolumeId, bootId: string): Promise<DriverOutcome<undefined>> {
  try {
    const done = await finishOrUndo(parts, volume, bootId);
    return done.kind === 'error' ? failed(done.code, `volume ${volume}: ${done.message}`) : done;
  } catch (error) {
    parts.log.bug(`recovering volume ${volume}`, error);
    return failed('internal', `volume ${volume}: something failed unexpectedly; an earlier line tells what`);
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
