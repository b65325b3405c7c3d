import { failed, ok } from '../../outcome.ts';
import type { DriveCommand, EnclosureObservation, ObservedExport } from './enclosure-host.ts';
import { seenDrive, writeBeginning } from './simulated-drives.ts';
import { driveInUse, unknownData, unreadable } from './standing-problem.ts';
import { driveOf, lookAt, unchanged } from './simulated-effect.ts';
import type { Effect, SimulatedBox } from './simulated-effect.ts';
import { wipeLeg } from './simulated-legs.ts';
import type { SimulatedExport } from './simulated-legs.ts';

export async function observe(box: SimulatedBox): Promise<EnclosureObservation> {
  const drives = await Promise.all(box.enclosure.drives.map((drive) => lookAt(box, drive)));
  const ours = drives.flatMap(({ legs, standing }) => (standing.kind === 'owned' ? legs : []));
  const exported = await Promise.all(ours.map(({ leg }) => box.legs.exportsOf(leg)));
  const seen = drives.map(({ drive, standing }) => seenDrive(drive, standing));
  const legs = ours.map(({ leg, volume, drive, extent }) => ({ leg, volume, drive, extent }));
  return { drives: seen.sort((a, b) => (a.id < b.id ? -1 : 1)), legs, exports: exported.flat().map(seenExport) };
}

const seenExport = ({ publication, leg, volume, node, address }: SimulatedExport): ObservedExport => ({
  publication,
  leg,
  volume,
  node,
  address,
});

/** Takes over a drive of another domain with its legs. */
export async function adoptDrive(box: SimulatedBox, { drive: id }: DriveCommand): Promise<Effect<undefined>> {
  const found = await driveOf(box, id);
  if (found.kind === 'error') return found;
  const { standing, legs } = found.value;
  switch (standing.kind) {
    case 'owned':
      return unchanged;
    case 'unknown-data':
      return unknownData(id, standing.found);
    case 'in-use':
      return driveInUse(id, standing.by);
    case 'unreadable':
      return unreadable(id, standing.why);
    case 'blank':
    case 'foreign':
      break;
  }
  const [user] = (await Promise.all(legs.map(({ leg }) => box.legs.exportsOf(leg)))).flat();
  if (user) return failed('exported', `leg ${user.leg} on drive ${id} is exported; withdraw that where it was made`);
  return ok({ writes: [writeBeginning(id, { kind: 'label', domain: box.domain })], value: undefined });
}

/** Leaves an empty drive of ours behind. */
export async function wipeDrive(box: SimulatedBox, { drive: id }: DriveCommand): Promise<Effect<undefined>> {
  const found = await driveOf(box, id);
  if (found.kind === 'error') return found;
  const { standing, legs } = found.value;
  if (standing.kind === 'in-use') return driveInUse(id, standing.by);
  if (standing.kind === 'unreadable') return unreadable(id, standing.why);
  const [leg] = legs;
  if (leg && standing.kind === 'owned') {
    return failed('differs', `drive ${id} holds leg ${leg.leg} of volume ${leg.volume}; delete the volume first`);
  }
  const label = writeBeginning(id, { kind: 'label', domain: box.domain });
  return ok({ writes: [label, ...legs.flatMap(wipeLeg)], value: undefined });
}
