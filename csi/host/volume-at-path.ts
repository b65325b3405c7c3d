import type { VolumeAtPath } from '../services/node-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { NodeParts } from './node-parts.ts';
import type { DevicePath } from './node-host.ts';
import type { StagedVolume } from './staged-volume.ts';

export interface FoundVolume {
  readonly staged: StagedVolume;
  readonly device: DevicePath;
}

/** The staged volume that is staged or published at a path. Errors: not-found, the same for no volume and no path. */
export async function volumeAtPath(
  { volumes }: NodeParts,
  { volume, volumePath }: VolumeAtPath,
): Promise<DriverOutcome<FoundVolume>> {
  const staged = await volumes.get(volume);
  if (staged?.phase.kind === 'staged') {
    const paths = [staged.stagingPath, ...staged.targets.map(({ path }) => path)];
    if (paths.includes(volumePath)) return ok({ staged, device: staged.phase.device });
  }
  return failed('not-found', `volume ${volume} is not on this node at ${volumePath}`);
}
