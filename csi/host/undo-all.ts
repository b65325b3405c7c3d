import type { DriverOutcome } from '../services/outcome.ts';
import type { NodeParts } from './node-parts.ts';
import type { StagedVolume } from './staged-volume.ts';
import { takeDown, withoutNote } from './take-down.ts';

/**
 * Takes away everything that the record of a volume tells of from before the node was booted, the paths made for its
 * users first. Whether an array that was to be stopped was stopped, or went on until the node went down, is not known.
 */
export async function undoAll(parts: NodeParts, staged: StagedVolume): Promise<DriverOutcome<undefined>> {
  let left = withoutNote(staged);
  for (const { path } of staged.targets) {
    const unbound = await parts.host.unbind(path);
    if (unbound.kind === 'error') return unbound;
    left = { ...left, targets: left.targets.filter((target) => target.path !== path) };
    await parts.volumes.put(left);
  }
  return takeDown(parts, left);
}
