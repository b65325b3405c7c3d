import type { VolumeAtPath, VolumeStats } from '../services/node-port.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { NodeParts } from './node-parts.ts';
import { sourceOf } from './publish-volume.ts';
import { volumeAtPath } from './volume-at-path.ts';

/** NodeGetVolumeStats. */
export async function volumeStats(parts: NodeParts, request: VolumeAtPath): Promise<DriverOutcome<VolumeStats>> {
  const found = await volumeAtPath(parts, request);
  if (found.kind === 'error') return found;
  return parts.host.usage(sourceOf(found.value.staged, found.value.device));
}
