import type { DriverOutcome } from '../services/outcome.ts';
import type { NodeParts } from './node-parts.ts';
import type { StagedVolume } from './staged-volume.ts';
import { takeDown } from './take-down.ts';

/** Takes away everything that the record of a volume tells of, the paths made for its users first. */
export async function undoAll(parts: NodeParts, staged: StagedVolume): Promise<DriverOutcome<undefined>> {
  let left = staged;
  for (const { path } of staged.targets) {
    const unbound = await parts.host.unbind(path);
    if (unbound.kind === 'error') return unbound;
    left = { ...left, targets: left.targets.filter((target) => target.path !== path) };
    await parts.volumes.put(left);
  }
  return takeDown(parts, left);
}
