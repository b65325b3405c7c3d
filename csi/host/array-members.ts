import type { LegId } from '../../core/model/ids.ts';
import { mapOk, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { ArrayMember, MemberHealth, NodeHost } from './node-host.ts';
import type { NodeParts } from './node-parts.ts';
import type { StagedVolume } from './staged-volume.ts';

/** The legs of a running array, by how they fare. */
export type LegsByState = Readonly<Record<MemberHealth['state'], readonly LegId[]>>;

/** Errors: not-staged (the array does not run). */
export async function legsByState(
  host: NodeHost,
  { volume, legs }: Pick<StagedVolume, 'volume' | 'legs'>,
): Promise<DriverOutcome<LegsByState>> {
  return mapOk(await host.arrayHealth(volume), (health) => {
    const inState = (asked: MemberHealth['state']): readonly LegId[] =>
      health.filter(({ state }) => state === asked).flatMap(({ position }) => legs[position] ?? []);
    return { 'in-sync': inState('in-sync'), rebuilding: inState('rebuilding'), out: inState('out') };
  });
}

/**
 * Tells the driver which legs miss writes, before anything else is done about them. Told again each time they are found
 * out: that costs one call, and a leg that the driver takes for current by mistake costs data. Errors: as
 * PublicationDirectory.report.
 */
export async function reportOut(
  { publications, volumes, log }: NodeParts,
  staged: StagedVolume,
  out: readonly LegId[],
): Promise<DriverOutcome<StagedVolume>> {
  if (out.length === 0) return ok(staged);
  const fresh = out.filter((leg) => !staged.dropped.includes(leg));
  const noted = { ...staged, dropped: [...staged.dropped, ...fresh] };
  if (fresh.length > 0) {
    log.warn(`volume ${staged.volume}: no longer in the array, and misses writes from now on: ${fresh.join(', ')}`);
    await volumes.put(noted);
  }
  return mapOk(await publications.report(staged.publication, { kind: 'dropped', legs: out }), () => noted);
}

/**
 * Tells the driver which legs are in sync. Told before reportOut: the driver lets go of a leg only once it knows that
 * another holds everything. Errors: as PublicationDirectory.report.
 */
export async function reportInSync(
  { publications, volumes, log }: NodeParts,
  staged: StagedVolume,
  inSync: readonly LegId[],
): Promise<DriverOutcome<StagedVolume>> {
  if (inSync.length === 0) return ok(staged);
  const told = await publications.report(staged.publication, { kind: 'recovered', legs: inSync });
  // A leg was dropped meanwhile: it stays noted, and is told of as returning first.
  if (told.kind === 'error') return told.code === 'unsupported' ? ok(staged) : told;
  const recovered = staged.dropped.filter((leg) => inSync.includes(leg));
  if (recovered.length === 0) return ok(staged);
  const noted = { ...staged, dropped: staged.dropped.filter((leg) => !inSync.includes(leg)) };
  await volumes.put(noted);
  log.info(`volume ${staged.volume}: in sync again: ${recovered.join(', ')}`);
  return ok(noted);
}

/** Legs to take back: those that are out of the array and connected, and those that are in it already. */
interface Returning {
  readonly members: readonly Pick<ArrayMember, 'leg' | 'device'>[];
  readonly running: readonly LegId[];
}

/**
 * Tells the driver that legs return, and takes them back once it knows. A leg that is not taken back after all is told
 * of as out when it is found so: an attempt that seemed to fail may have begun a rebuild. Errors: as
 * PublicationDirectory.report.
 */
export async function takeBack(
  parts: NodeParts,
  staged: Pick<StagedVolume, 'volume' | 'publication' | 'legs'>,
  { members, running }: Returning,
): Promise<DriverOutcome<undefined>> {
  const legs = [...members.map(({ leg }) => leg), ...running];
  if (legs.length === 0) return ok(undefined);
  const told = await parts.publications.report(staged.publication, { kind: 'returning', legs });
  if (told.kind === 'ok') await readmit(parts, staged, members);
  return told;
}

/** What fails here fails alone: the volume runs without them. */
async function readmit(
  { host, log }: NodeParts,
  { volume, legs }: Pick<StagedVolume, 'volume' | 'legs'>,
  members: readonly Pick<ArrayMember, 'leg' | 'device'>[],
): Promise<void> {
  for (const { leg, device } of members) {
    if (device === undefined) continue;
    const readmitted = await host.readmitMember({ volume, leg, device, position: legs.indexOf(leg) });
    if (readmitted.kind === 'ok') log.info(`volume ${volume}: leg ${leg} is back and is being rebuilt`);
    else log.warn(`volume ${volume}: leg ${leg} is connected and could not be taken back: ${readmitted.message}`);
  }
}
