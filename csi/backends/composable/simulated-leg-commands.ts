import type { LegId } from '../../../core/model/ids.ts';
import type { Enclosure, Portal } from '../../../core/model/inventory.ts';
import { exportAddress } from '../../export-address.ts';
import { failed, ok } from '../../outcome.ts';
import type { CutLeg, ExportedLeg, ExportLeg, GrowLeg, ReleaseLeg, WithdrawExport } from './enclosure-host.ts';
import { exportedProblem, stillToFill } from './exported-problem.ts';
import { writeBeginning } from './simulated-drives.ts';
import { differs, unchanged, usableDriveOf } from './simulated-effect.ts';
import type { Effect, SimulatedBox } from './simulated-effect.ts';
import {
  cutBlankLeg,
  destroyExport,
  extentProblem,
  isLegOf,
  sameExtent,
  wipeLeg,
  writeExport,
  writeLeg,
} from './simulated-legs.ts';

/** A drive that is blank is labelled with its first leg. */
export async function cutLeg(box: SimulatedBox, command: CutLeg): Promise<Effect<undefined>> {
  const { leg, volume, drive: id, extent } = command;
  const found = await usableDriveOf(box, id);
  if (found.kind === 'error') return found;
  const { drive, legs, standing } = found.value;
  const existing = legs.find((other) => other.leg === leg);
  if (existing) {
    return isLegOf(existing, volume) && sameExtent(existing.extent, extent) ? unchanged : differs(`leg ${leg}`);
  }
  const problem = extentProblem(drive, legs, extent);
  if (problem) return problem;
  const filling = command.toFill === true ? { toFill: true } : {};
  const label = standing.kind === 'blank' ? [writeBeginning(id, { kind: 'label', domain: box.domain })] : [];
  return ok({ writes: [...label, ...cutBlankLeg({ leg, volume, drive: id, extent, ...filling })], value: undefined });
}

export async function growLeg(box: SimulatedBox, command: GrowLeg): Promise<Effect<undefined>> {
  const { leg, volume, drive: id, extent } = command;
  const found = await usableDriveOf(box, id);
  if (found.kind === 'error') return found;
  const { drive, legs } = found.value;
  const existing = legs.find((other) => other.leg === leg);
  if (!existing) return unknownLeg(leg, box.enclosure);
  if (!isLegOf(existing, volume) || existing.extent.start !== extent.start) return differs(`leg ${leg}`);
  if (extent.length <= existing.extent.length) return unchanged;
  const others = legs.filter((other) => other.leg !== leg);
  const problem = extentProblem(drive, others, extent);
  return problem ?? ok({ writes: writeLeg({ ...existing, extent }), value: undefined });
}

export async function exportLeg(box: SimulatedBox, command: ExportLeg): Promise<Effect<ExportedLeg>> {
  const { leg, volume, drive: id, publication, node, portal } = command;
  const { enclosure, legs } = box;
  const found = await usableDriveOf(box, id);
  if (found.kind === 'error') return found;
  const existing = found.value.legs.find((other) => other.leg === leg);
  if (!existing) return unknownLeg(leg, enclosure);
  if (!isLegOf(existing, volume)) return differs(`leg ${leg}`);
  if (existing.toFill === true) return stillToFill(leg);
  if (!enclosure.portals.some((own) => samePortal(own, portal))) {
    return failed('no-portal', `enclosure ${enclosure.name} has no portal for ${spoken(portal)}`);
  }
  const exports = await legs.exportsOf(leg);
  const exported = exports.find((made) => made.publication === publication);
  if (exported && (exported.node !== node || !samePortal(exported.address, portal))) {
    return differs(`publication ${publication} of leg ${leg}`);
  }
  const problem = exportedProblem(command, exports);
  if (problem) return problem;
  const address = exportAddress(portal, leg, publication);
  const writes = exported ? [] : writeExport({ publication, leg, volume, node, address, enclosure: enclosure.name });
  // What a leg holds is kept apart from the leg, and a new one holds nothing: it reads as zeros from end to end.
  return ok({ writes, value: { address, zeroed: true } });
}

export async function withdrawExport(
  { legs, enclosure }: SimulatedBox,
  { publication }: WithdrawExport,
): Promise<Effect<undefined>> {
  const exported = (await legs.exportedBy(publication)).filter((made) => made.enclosure === enclosure.name);
  return ok({ writes: exported.flatMap(destroyExport), value: undefined });
}

export async function releaseLeg(box: SimulatedBox, command: ReleaseLeg): Promise<Effect<undefined>> {
  const { leg, volume, drive: id } = command;
  const found = await usableDriveOf(box, id);
  if (found.kind === 'error') return found;
  const existing = found.value.legs.find((other) => other.leg === leg);
  if (!existing) return unchanged;
  if (!isLegOf(existing, volume)) return differs(`leg ${leg}`);
  const [user] = await box.legs.exportsOf(leg);
  if (user) return failed('exported', `leg ${leg} is exported to node ${user.node}; withdraw that first`);
  return ok({ writes: wipeLeg(existing), value: undefined });
}

const samePortal = (one: Portal, other: Portal): boolean =>
  one.transport === other.transport && one.address === other.address && one.port === other.port;

const spoken = ({ transport, address, port }: Portal): string => `${transport} at ${address} port ${String(port)}`;

export const unknownLeg = (leg: LegId, { name }: Enclosure) =>
  failed('unknown-leg', `enclosure ${name} holds no leg ${leg}`);
