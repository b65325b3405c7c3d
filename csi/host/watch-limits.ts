import type { IoLimits } from '../../core/model/attributes.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import { CsiError } from '../csi-error.ts';
import type { NodeParts } from './node-parts.ts';
import type { Notices } from './notices.ts';
import type { PublishedLimits, ToldLimits } from './publication-directory.ts';
import type { StagedVolume } from './staged-volume.ts';
import type { VolumeLocks } from './volume-locks.ts';

/**
 * Keeps every staged volume to its limits: to those it has, whoever touched the node's settings meanwhile, and to others
 * as soon as the driver has them. It is told what is kept in the same round, for whoever asked for a change waits.
 */
export async function watchLimits(parts: NodeParts, locks: VolumeLocks, notices: Notices): Promise<void> {
  const bootId = await parts.host.bootId();
  const staged = (await parts.volumes.all()).filter((each) => each.phase.kind === 'staged' && each.bootId === bootId);
  if (staged.length === 0) return;
  const kept = await Promise.all(staged.map((each) => keep(parts, locks, notices, each)));
  const others = await exchange(parts, kept.flat());
  if (others.length === 0) return;
  const changed = await Promise.all(
    others.map(({ publication, limits }) => {
      const volume = staged.find((each) => each.publication === publication);
      return volume ? keep(parts, locks, notices, volume, limits) : Promise.resolve([]);
    }),
  );
  await exchange(parts, changed.flat());
}

/** None where somebody else is at the volume: it is told of in the next round. */
async function keep(
  parts: NodeParts,
  locks: VolumeLocks,
  notices: Notices,
  { volume, publication }: StagedVolume,
  wanted?: IoLimits,
): Promise<readonly ToldLimits[]> {
  const told: ToldLimits[] = [];
  await locks.whileIdle(volume, async () => {
    try {
      const staged = await parts.volumes.get(volume);
      if (staged?.phase.kind !== 'staged' || staged.publication !== publication) return;
      const limits = wanted ?? staged.limits;
      // Before it is done, so that it is undone where this ends in between.
      if (wanted) await parts.volumes.put({ ...staged, limits: wanted });
      const why = limits && (await whyNotKept(parts, staged, limits));
      note(notices, volume, why);
      told.push({ publication, limits: limits ?? {}, why });
    } catch (error) {
      parts.log.bug(`limiting volume ${volume}`, error);
    }
  });
  return told;
}

async function whyNotKept(
  { host }: NodeParts,
  { volume, encrypted }: StagedVolume,
  limits: IoLimits,
): Promise<string | undefined> {
  const limited = await host.limitIo({ volume, encrypted, limits });
  return limited.kind === 'ok' ? undefined : limited.message;
}

function note(notices: Notices, volume: VolumeId, why: string | undefined): void {
  if (why === undefined) notices.forget(volume);
  else notices.once(volume, `volume ${volume} is not kept to its limits: ${why}`);
}

/** A driver that cannot be asked now is asked in the next round; what is kept meanwhile is what it told last. */
async function exchange({ publications }: NodeParts, kept: readonly ToldLimits[]): Promise<readonly PublishedLimits[]> {
  if (kept.length === 0) return [];
  try {
    return await publications.limits(kept);
  } catch (error) {
    if (error instanceof CsiError && error.code === 'no-answer') return [];
    throw error;
  }
}
