import { FIRST_DATA_KIB, KIB_PER_GIB } from '../../../core/model/format.ts';
import type { LegId } from '../../../core/model/ids.ts';
import { exportNamed } from '../../export-address.ts';
import { failed, ok } from '../../outcome.ts';
import type { Outcome } from '../../outcome.ts';
import { fillContent, legContentsIn } from '../../simulation/leg-contents.ts';
import type { Blocks } from '../../simulation/leg-contents.ts';
import type { CopyLeg, EnclosureErrorCode } from './enclosure-host.ts';
import { differs, driveOf, unchanged, usableDriveOf } from './simulated-effect.ts';
import type { Effect, SimulatedBox } from './simulated-effect.ts';
import { unknownLeg } from './simulated-leg-commands.ts';
import { isLegOf, writeLeg } from './simulated-legs.ts';

/** Copies at once, and takes the mark away with the same commit. */
export async function copyLeg(box: SimulatedBox, command: CopyLeg): Promise<Effect<undefined>> {
  const { leg, volume, drive: id, lengthKiB } = command;
  const found = await usableDriveOf(box, id);
  if (found.kind === 'error') return found;
  const existing = found.value.legs.find((other) => other.leg === leg);
  if (!existing) return unknownLeg(leg, box.enclosure);
  if (!isLegOf(existing, volume)) return differs(`leg ${leg}`);
  if (existing.toFill !== true) return unchanged;
  if (FIRST_DATA_KIB + lengthKiB > existing.extent.length * KIB_PER_GIB) return tooShort(leg);
  const blocks = await blocksOf(box, command);
  if (blocks.kind === 'error') return blocks;
  const { extent } = existing;
  return ok({
    writes: [fillContent(leg, blocks.value), ...writeLeg({ leg, volume, drive: id, extent })],
    value: undefined,
  });
}

const tooShort = (leg: LegId) => failed('outside-drive', `leg ${leg} is shorter than what it is to be filled with`);

async function blocksOf(box: SimulatedBox, { source }: CopyLeg): Promise<Outcome<Blocks, EnclosureErrorCode>> {
  const there = source.kind === 'own-drive' ? await isOwnSource(box, source) : await isReached(box, source);
  if (there.kind === 'error') return there;
  const contents = legContentsIn(box.store);
  // A leg whose array was never made holds what it was filled with itself.
  const content = await contents.read(source.leg);
  return ok(content?.blocks ?? (await contents.copied(source.leg)));
}

async function isOwnSource(
  box: SimulatedBox,
  { leg, drive }: Extract<CopyLeg['source'], { kind: 'own-drive' }>,
): Promise<Outcome<undefined, EnclosureErrorCode>> {
  const found = await driveOf(box, drive);
  if (found.kind === 'error') return found;
  const existing = found.value.legs.find((other) => other.leg === leg);
  if (existing?.toFill !== undefined || !existing) return unknownLeg(leg, box.enclosure);
  const [user] = await box.legs.exportsOf(leg);
  return user
    ? failed('exported', `leg ${leg} is exported to node ${user.node}, which may write to it`)
    : ok(undefined);
}

async function isReached(
  { legs }: SimulatedBox,
  { leg, publication, address }: Extract<CopyLeg['source'], { kind: 'export' }>,
): Promise<Outcome<undefined, EnclosureErrorCode>> {
  const named = exportNamed(address.target);
  const made = named && (await legs.exportOf(named.leg, named.publication));
  if (made?.address.target === address.target && named?.leg === leg && named.publication === publication) {
    return ok(undefined);
  }
  return failed('unavailable', `${address.target} at ${address.address} does not let this host in`);
}
