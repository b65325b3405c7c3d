import type { LegId } from '../../core/model/ids.ts';
import { mapOk, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { legsByState } from './array-members.ts';
import { inOrder } from './in-order.ts';
import type { NodeParts } from './node-parts.ts';
import { claimBack } from './report-health.ts';
import type { StagedVolume } from './staged-volume.ts';
import { whileInUse } from './while-in-use.ts';

type Unstaging = StagedVolume & { readonly phase: { readonly kind: 'unstaging' } };

/**
 * The way back, of whatever part of the way was gone, to the end: nothing of the volume is left on this node, and no
 * record.
 */
export async function takeDown(parts: NodeParts, staged: StagedVolume): Promise<DriverOutcome<undefined>> {
  const { host, volumes } = parts;
  const { volume, use, encrypted, stagingPath, legs } = staged;
  const begun = unstaging(staged);
  await volumes.put(begun);
  await lift(parts, begun);
  const quiet = await inOrder([
    ...(use.kind === 'mount' ? [() => host.unmount(stagingPath)] : []),
    ...(encrypted ? [() => host.lock(volume)] : []),
  ]);
  if (quiet.kind === 'error') return quiet;
  const stopped = await stopArray(parts, begun);
  if (stopped.kind === 'error') return stopped;
  const gone = await inOrder(legs.map((leg) => () => host.disconnectLeg(leg)));
  if (gone.kind === 'error') return gone;
  await reportStopped(parts, stopped.value, stopped.value.phase.inSync);
  await volumes.remove(volume);
  return ok(undefined);
}

/**
 * Nothing of the volume is used by pods any more, and its last flush is for nobody to wait for. What cannot be lifted
 * goes with the device.
 */
async function lift({ host, log }: NodeParts, { volume, encrypted, limits }: StagedVolume): Promise<void> {
  if (!limits) return;
  const lifted = await host.limitIo({ volume, encrypted, limits: {} });
  if (lifted.kind === 'error') log.warn(`volume ${volume} is taken down under its limits: ${lifted.message}`);
}

const unstaging = (staged: StagedVolume): Unstaging => ({
  ...staged,
  phase: { kind: 'unstaging', inSync: staged.phase.kind === 'unstaging' ? staged.phase.inSync : undefined },
});

/** The record of a volume of which it is not known any more which legs were in sync when it was stopped. */
export const withoutNote = (staged: StagedVolume): StagedVolume =>
  staged.phase.kind === 'unstaging' ? { ...staged, phase: { kind: 'unstaging', inSync: undefined } } : staged;

/**
 * Which legs are in sync is asked right before every attempt, and kept: while the array cannot be stopped somebody may
 * still write to it, such as the last flush of a filesystem whose unmounting was cut off, or that is mounted elsewhere
 * too. A leg that falls out then must not pass for current. So what was noted before an attempt that failed is forgotten.
 */
async function stopArray(parts: NodeParts, begun: Unstaging): Promise<DriverOutcome<Unstaging>> {
  let noted = begun;
  const stopped = await whileInUse(parts.pause, async () => {
    noted = await noteInSync(parts, noted);
    return mapOk(await parts.host.stopArray(noted.volume), () => noted);
  });
  if (stopped.kind === 'error') await parts.volumes.put(withoutNote(noted));
  return stopped;
}

/** An array that does not answer any more was perhaps stopped in an earlier attempt: what was noted then holds. */
async function noteInSync({ host, volumes }: NodeParts, staged: Unstaging): Promise<Unstaging> {
  const legs = await legsByState(host, staged);
  if (legs.kind === 'error') return staged;
  const noted: Unstaging = { ...staged, phase: { kind: 'unstaging', inSync: legs.value['in-sync'] } };
  await volumes.put(noted);
  return noted;
}

/** A driver that does not hear of it takes the volume for one in use, which asks for more legs, never for fewer. */
async function reportStopped(
  parts: NodeParts,
  staged: StagedVolume,
  inSync: readonly LegId[] | undefined,
): Promise<void> {
  if (!inSync) return;
  const told = await tellStopped(parts, staged, inSync);
  if (told.kind === 'ok') return;
  parts.log.warn(
    `volume ${staged.volume} is stopped, but the driver could not be told (${told.message}): ` +
      'it counts as in use, and starts next only with every leg that is not dropped',
  );
}

/** Refused where the driver takes for dropped what alone holds the data: that is claimed back first. */
async function tellStopped(
  parts: NodeParts,
  staged: StagedVolume,
  inSync: readonly LegId[],
): Promise<DriverOutcome<undefined>> {
  const tell = () => parts.publications.report(staged.publication, { kind: 'stopped', inSync });
  const told = await tell();
  if (told.kind === 'ok' || told.code !== 'unsupported') return told;
  const claimed = await claimBack(parts, staged, inSync);
  if (claimed.kind === 'error') return claimed;
  return claimed.value === staged ? told : tell();
}
