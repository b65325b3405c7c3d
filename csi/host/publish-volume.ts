import type { PublishOnNode, UnpublishOnNode } from '../services/node-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { withoutGoneTargets } from './gone-targets.ts';
import type { BindSource, DevicePath } from './node-host.ts';
import type { NodeParts } from './node-parts.ts';
import { sameUse } from './staged-volume.ts';
import type { StagedVolume, Target } from './staged-volume.ts';

/** NodePublishVolume: record the target, then bind. */
export async function publishVolume(parts: NodeParts, request: PublishOnNode): Promise<DriverOutcome<undefined>> {
  const { host, volumes } = parts;
  const recorded = await volumes.get(request.volume);
  if (recorded?.phase.kind !== 'staged' || recorded.stagingPath !== request.stagingPath) return notStaged(request);
  const standing = isForOneUser(recorded) ? await withoutGoneTargets(parts, recorded) : ok(recorded);
  if (standing.kind === 'error') return standing;
  const staged = standing.value;
  const refusal = capabilityConflict(staged, request) ?? targetConflict(staged, request);
  if (refusal) return refusal;
  const target: Target = { path: request.targetPath, readonly: request.readonly };
  await volumes.put({ ...staged, targets: [...otherTargets(staged, target.path), target] });
  const source = sourceOf(staged, recorded.phase.device);
  const bound = await host.bind({ source, target: target.path, readonly: target.readonly });
  return bound.kind === 'error' ? giveUp(parts, staged, bound) : bound;
}

/**
 * A refusal that the same request would meet again is final for the one who asks: nobody would unpublish the target, and
 * the volume could never be unstaged. What is shown there from before stays recorded.
 * Source: Kubernetes, pkg/volume/csi: only errors that may pass leave a mount uncertain.
 */
async function giveUp({ volumes }: NodeParts, before: StagedVolume, failure: DriverFailure): Promise<DriverFailure> {
  if (failure.code !== 'unavailable') await volumes.put(before);
  return failure;
}

/** NodeUnpublishVolume. A path that is no target of ours is left alone: it is somebody else's. */
export async function unpublishVolume(
  { host, volumes }: NodeParts,
  request: UnpublishOnNode,
): Promise<DriverOutcome<undefined>> {
  const staged = await volumes.get(request.volume);
  if (!staged?.targets.some(({ path }) => path === request.targetPath)) return ok(undefined);
  const unbound = await host.unbind(request.targetPath);
  if (unbound.kind === 'error') return unbound;
  await volumes.put({ ...staged, targets: otherTargets(staged, request.targetPath) });
  return ok(undefined);
}

/** What is shown at a target path: the mounted filesystem, or the device itself. */
export const sourceOf = (staged: StagedVolume, device: DevicePath): BindSource =>
  staged.use.kind === 'mount' ? { kind: 'filesystem', path: staged.stagingPath } : { kind: 'device', device };

const notStaged = ({ volume, stagingPath }: PublishOnNode): DriverFailure =>
  failed('not-staged', `volume ${volume} is not staged at ${stagingPath}; stage it first`);

/** Source: CSI spec, NodePublishVolume: another volume_capability SHOULD be FAILED_PRECONDITION. */
function capabilityConflict(
  { volume, use, accessMode }: StagedVolume,
  request: PublishOnNode,
): DriverFailure | undefined {
  const { capability } = request;
  if (sameUse(use, capability) && accessMode === capability.accessMode) return undefined;
  return failed('unsupported', `volume ${volume} is staged with another capability than it is to be published with`);
}

/** Source: CSI spec, NodePublishVolume, the table for plug-ins with SINGLE_NODE_MULTI_WRITER. */
function targetConflict({ volume, targets }: StagedVolume, request: PublishOnNode): DriverFailure | undefined {
  const same = targets.find(({ path }) => path === request.targetPath);
  if (same) {
    if (same.readonly === request.readonly) return undefined;
    const how = same.readonly ? 'read-only' : 'for writing';
    return failed('already-exists', `volume ${volume} is published at ${same.path} ${how}; unpublish it there first`);
  }
  const [other] = targets;
  if (!isForOneUser(request.capability) || !other) return undefined;
  return failed('in-use', `volume ${volume} may have one user at a time and is published at ${other.path}`);
}

const isForOneUser = ({ accessMode }: Pick<StagedVolume, 'accessMode'>): boolean => accessMode === 'ReadWriteOncePod';

const otherTargets = ({ targets }: StagedVolume, path: string): readonly Target[] =>
  targets.filter((target) => target.path !== path);
