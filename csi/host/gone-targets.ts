import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { NodeParts } from './node-parts.ts';
import type { StagedVolume, Target } from './staged-volume.ts';
import { takeDown } from './take-down.ts';

/**
 * The record without the targets at which nothing is mounted any more. A kubelet that has not heard that it published a
 * pod which is deleted by force takes the folder away and never asks to unpublish: what waited for that call would wait
 * for good. Whether a target is in use is the kernel's to say: what still holds the volume refuses when it is taken down.
 */
export async function withoutGoneTargets(parts: NodeParts, staged: StagedVolume): Promise<DriverOutcome<StagedVolume>> {
  const standing: Target[] = [];
  for (const target of staged.targets) {
    const shown = await parts.host.isShown(target.path);
    if (shown.kind === 'error') return shown;
    if (shown.value) {
      standing.push(target);
      continue;
    }
    const tidied = await tidy(parts, target);
    if (tidied.kind === 'error') return tidied;
  }
  if (standing.length === staged.targets.length) return ok(staged);
  const left = { ...staged, targets: standing };
  await parts.volumes.put(left);
  return ok(left);
}

/** Takes the volume down, unless it is shown to somebody. Errors: in-use. */
export async function takeDownUnpublished(parts: NodeParts, staged: StagedVolume): Promise<DriverOutcome<undefined>> {
  const left = await withoutGoneTargets(parts, staged);
  if (left.kind === 'error') return left;
  return left.value.targets.length > 0 ? stillPublished(parts, left.value) : takeDown(parts, left.value);
}

/** Files that somebody wrote where nothing was mounted stay, and keep no volume on this node. */
async function tidy({ host, log }: NodeParts, { path }: Target): Promise<DriverOutcome<undefined>> {
  const unbound = await host.unbind(path);
  if (unbound.kind === 'ok' || unbound.code !== 'in-use') return unbound;
  log.warn(`${unbound.message}; no volume is mounted there any more`);
  return ok(undefined);
}

function stillPublished({ info }: NodeParts, { volume, targets }: StagedVolume): DriverFailure {
  const paths = targets.map(({ path }) => path);
  return failed(
    'in-use',
    `volume ${volume} is still published at ${paths.join(', ')}: kubelet unpublishes it once its pod is gone. ` +
      `Where no pod uses it any more, run "umount ${paths.join(' ')}" on node ${info().node}; the rest goes on by itself`,
  );
}
