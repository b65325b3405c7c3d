import type { LegId } from '../../core/model/ids.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { legsByState, takeBack } from './array-members.ts';
import { livePublication } from './live-publication.ts';
import type { NodeParts } from './node-parts.ts';
import type { Notices } from './notices.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { droppedAmong, reportHealth } from './report-health.ts';
import type { StagedVolume } from './staged-volume.ts';
import type { VolumeLocks } from './volume-locks.ts';

/**
 * One look at every staged volume that nothing else is done with, side by side: one that fails or hangs keeps no other
 * from its turn.
 */
export async function watchVolumes(parts: NodeParts, locks: VolumeLocks, notices: Notices): Promise<void> {
  const bootId = await parts.host.bootId();
  const volumes = await parts.volumes.all();
  await Promise.all(
    volumes.map(({ volume }) => locks.whileIdle(volume, () => lookAt(parts, notices, { volume, bootId }))),
  );
}

async function lookAt(
  parts: NodeParts,
  notices: Notices,
  { volume, bootId }: Pick<StagedVolume, 'volume' | 'bootId'>,
): Promise<void> {
  try {
    const staged = await parts.volumes.get(volume);
    if (staged?.phase.kind !== 'staged' || staged.bootId !== bootId) return;
    const looked = await lookAfter(parts, staged);
    if (looked.kind === 'ok') notices.forget(volume);
    else notices.once(volume, looked.message);
  } catch (error) {
    parts.log.bug(`watching volume ${volume}`, error);
  }
}

/** Tell what is in sync again ▶ tell which legs are out ▶ connect what is in reach again ▶ take it back. */
async function lookAfter(parts: NodeParts, before: StagedVolume): Promise<DriverOutcome<undefined>> {
  const legs = await legsByState(parts.host, before);
  if (legs.kind === 'error') return legs;
  const { 'in-sync': inSync, rebuilding, out } = legs.value;
  const recovered = before.dropped.filter((leg) => inSync.includes(leg));
  const told = await reportHealth(parts, before, legs.value, recovered);
  if (told.kind === 'error') return leftAlone(before, told);
  const staged = told.value;
  if (staged.dropped.length === 0) return ok(undefined);
  const published = await livePublication(parts, staged.volume, staged.publication);
  if (published.kind === 'error') return leftAlone(staged, published);
  const members = await reconnect(parts, published.value, out);
  const running = droppedAmong(published.value, [...inSync, ...rebuilding]);
  const returned = await takeBack(parts, staged, { members, running });
  return returned.kind === 'error' ? leftAlone(staged, returned) : returned;
}

/** Legs that are out and in reach again. Those that are not are looked for in the next round. */
async function reconnect({ host }: NodeParts, { publication, legs }: PublishedLegs, out: readonly LegId[]) {
  const exported = legs.flatMap(({ leg, export: reachable }) =>
    reachable && out.includes(leg) ? [{ leg, address: reachable.address, chap: reachable.chap }] : [],
  );
  const connected = await Promise.all(
    exported.map(async ({ leg, address, chap }) => {
      const device = await host.connectLeg({ leg, publication, address, chap });
      return device.kind === 'ok' ? [{ leg, device: device.value }] : [];
    }),
  );
  return connected.flat();
}

/** A node that was fenced must not touch what is another's by now. */
const leftAlone = ({ volume, publication }: StagedVolume, failure: DriverFailure): DriverFailure =>
  failure.code === 'not-found'
    ? failed('not-found', `volume ${volume} is no longer published to this node as ${publication}; it is left alone`)
    : failed(failure.code, `volume ${volume} is not looked after now: ${failure.message}`);
