import type { FsType } from '../../core/model/class.ts';
import type { VolumeCapability } from '../services/driver-port.ts';
import type { StageVolume, UnstageVolume } from '../services/node-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { bringUp, takeDown } from './bring-up.ts';
import { livePublication } from './live-publication.ts';
import type { NodeParts } from './node-parts.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { sameUse } from './staged-volume.ts';
import type { StagedVolume, VolumeUse } from './staged-volume.ts';

/** NodeStageVolume: record, then bring up. A repeat walks the same steps: after a reboot nothing of them is left. */
export async function stageVolume(parts: NodeParts, request: StageVolume): Promise<DriverOutcome<undefined>> {
  const { host, volumes } = parts;
  const before = await volumes.get(request.volume);
  const conflict = before && stagingConflict(before, request);
  if (conflict) return conflict;
  const published = await livePublication(parts, request.volume, request.publication);
  if (published.kind === 'error') return published;
  const use = useOf(request.capability, published.value.fsType);
  if (use.kind === 'error') return use;
  const cleared = before ? await clearOlderPublication(parts, before, request) : ok(undefined);
  if (cleared.kind === 'error') return cleared;

  const record = recordOf(request, published.value, use.value, before);
  await volumes.put(record);
  const device = await bringUp(host, {
    published: published.value,
    use: use.value,
    stagingPath: request.stagingPath,
    mountFlags: request.capability.kind === 'mount' ? request.capability.mountFlags : [],
  });
  if (device.kind === 'error') return device;
  await volumes.put({ ...record, phase: { kind: 'staged', device: device.value } });
  return ok(undefined);
}

/** NodeUnstageVolume. */
export async function unstageVolume(
  { host, volumes }: NodeParts,
  request: UnstageVolume,
): Promise<DriverOutcome<undefined>> {
  const staged = await volumes.get(request.volume);
  if (staged?.stagingPath !== request.stagingPath) return ok(undefined);
  if (staged.targets.length > 0) return stillPublished(staged);
  await volumes.put({ ...staged, phase: { kind: 'unstaging' } });
  const down = await takeDown(host, staged);
  if (down.kind === 'error') return down;
  await volumes.remove(request.volume);
  return ok(undefined);
}

/** Source: CSI spec, NodeStageVolume errors: ALREADY_EXISTS for what is staged otherwise. */
function stagingConflict(staged: StagedVolume, request: StageVolume): DriverFailure | undefined {
  if (staged.stagingPath !== request.stagingPath) {
    return failed(
      'already-exists',
      `volume ${staged.volume} is staged at ${staged.stagingPath}; unstage it there first`,
    );
  }
  const { capability } = request;
  if (sameUse(staged.use, capability) && staged.accessMode === capability.accessMode) return undefined;
  return failed('already-exists', `volume ${staged.volume} is staged with another capability; unstage it first`);
}

function useOf(capability: VolumeCapability, fallback: FsType): DriverOutcome<VolumeUse> {
  if (capability.kind === 'block') return ok({ kind: 'block' });
  const fsType = capability.fsType ?? fallback;
  if (fsType === 'ext4' || fsType === 'xfs') return ok({ kind: 'mount', fsType });
  return failed('unsupported', `filesystem "${fsType}" is not supported; use ext4 or xfs`);
}

/** What an older publication connected is cut off by now: it must go before the new one comes up. */
async function clearOlderPublication(
  { host }: NodeParts,
  staged: StagedVolume,
  request: StageVolume,
): Promise<DriverOutcome<undefined>> {
  if (staged.publication === request.publication) return ok(undefined);
  return staged.targets.length > 0 ? stillPublished(staged) : takeDown(host, staged);
}

const recordOf = (
  request: StageVolume,
  published: PublishedLegs,
  use: VolumeUse,
  before: StagedVolume | undefined,
): StagedVolume => ({
  volume: request.volume,
  publication: request.publication,
  stagingPath: request.stagingPath,
  accessMode: request.capability.accessMode,
  use,
  phase: { kind: 'staging' },
  legs: [...new Set([...published.legs.map(({ leg }) => leg), ...(before?.legs ?? [])])],
  encrypted: published.key !== undefined,
  size: published.size,
  targets: before?.targets ?? [],
});

const stillPublished = ({ volume, targets }: StagedVolume): DriverFailure =>
  failed('in-use', `volume ${volume} is still published at ${targets.map(({ path }) => path).join(', ')}`);
