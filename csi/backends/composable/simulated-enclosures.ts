import type { DriveId, EnclosureName, PublicationId } from '../../../core/model/ids.ts';
import type { Drive, Enclosure } from '../../../core/model/inventory.ts';
import { compareAndSwap } from '../../../store/compare-and-swap.ts';
import type { Step } from '../../../store/compare-and-swap.ts';
import { MAX_TRANSACTION_KEYS } from '../../../store/store.ts';
import type { Store, Write } from '../../../store/store.ts';
import { exportAddress } from '../../export-address.ts';
import { failed, mapOk, ok } from '../../outcome.ts';
import { writeAll } from '../../records.ts';
import type { SimulatedFabric } from '../../simulation/fabric.ts';
import { createTurns } from '../../simulation/turns.ts';
import type { Turns } from '../../simulation/turns.ts';
import type {
  CutLeg,
  EnclosureHosts,
  EnclosureObservation,
  EnclosureOutcome,
  ExportLeg,
  GrowLeg,
  ObservedExport,
  ReleaseLeg,
  VolumeCommand,
  WithdrawExport,
} from './enclosure-host.ts';
import { simulatedFencesIn } from './simulated-fences.ts';
import type { Admission } from './simulated-fences.ts';
import {
  cutBlankLeg,
  destroyExport,
  extentProblem,
  isLegOf,
  sameExtent,
  simulatedFabricOf,
  simulatedLegsIn,
  wipeLeg,
  writeExport,
  writeLeg,
} from './simulated-legs.ts';
import type { SimulatedExport, SimulatedLegs } from './simulated-legs.ts';

export interface SimulatedEnclosuresOptions {
  /** Stands for the drives: what is written here survives like partitions do. */
  readonly store: Store;
  /** The enclosures that exist, as declared now. Asked at every command. */
  readonly declared: () => ReadonlyMap<EnclosureName, Enclosure>;
}

export interface SimulatedEnclosures extends EnclosureHosts {
  /** What simulated nodes reach these enclosures through. */
  readonly fabric: SimulatedFabric;
}

/** What a command does: what to write, all together with its fence, and what to answer. */
type Effect<Value> = EnclosureOutcome<{ readonly writes: readonly Write[]; readonly value: Value }>;

interface Parts extends SimulatedEnclosuresOptions {
  readonly legs: SimulatedLegs;
  readonly turns: Turns<DriveId | PublicationId>;
}

/** Enclosures whose drives exist because they are declared. They refuse what hardware would refuse. */
export function createSimulatedEnclosures({ store, declared }: SimulatedEnclosuresOptions): SimulatedEnclosures {
  const legs = simulatedLegsIn(store);
  const parts: Parts = { store, declared, legs, turns: createTurns() };
  return {
    fabric: simulatedFabricOf(legs),
    of: (name) => ({
      observe: () => observe(parts, name),
      cutLeg: (command) => run(parts, name, command.drive, command, (enclosure) => cutLeg(legs, enclosure, command)),
      growLeg: (command) => run(parts, name, command.drive, command, (enclosure) => growLeg(legs, enclosure, command)),
      exportLeg: (command) =>
        run(parts, name, command.drive, command, (enclosure) => exportLeg(legs, enclosure, command)),
      withdrawExport: (command) =>
        run(parts, name, command.publication, command, (enclosure) => withdrawExport(legs, enclosure, command)),
      releaseLeg: (command) =>
        run(parts, name, command.drive, command, (enclosure) => releaseLeg(legs, enclosure, command)),
    }),
  };
}

/** One command at a time per drive or publication: fence and effect in one commit. */
function run<Value>(
  { store, declared, legs, turns }: Parts,
  name: EnclosureName,
  turn: DriveId | PublicationId,
  { volume, fence }: VolumeCommand,
  effect: (enclosure: Enclosure) => Promise<Effect<Value>>,
): Promise<EnclosureOutcome<Value>> {
  return turns.take(turn, async () => {
    const enclosure = declared().get(name);
    if (!enclosure) return unknownEnclosure(name);
    const fences = simulatedFencesIn(store, name);
    const done = await compareAndSwap(store, async (): Promise<Step<Done<Value>>> => {
      const admitted = await fences.admit(volume, fence);
      if (admitted.kind === 'error') return { kind: 'answer', answer: refusal(admitted) };
      return commitEffect(admitted.value, await effect(enclosure));
    });
    await writeAll(store, done.rest);
    if (done.newEpoch) await fences.forgetBefore(fence.epoch, () => legsOf(legs, enclosure));
    return done.outcome;
  });
}

interface Done<Value> {
  readonly outcome: EnclosureOutcome<Value>;
  readonly newEpoch: boolean;
  /** What one transaction does not take. */
  readonly rest: readonly Write[];
}

/**
 * A refused command leaves its fence all the same. Where the exports of a wide volume are too many for one transaction,
 * the fence goes first: no older command can come in between.
 */
function commitEffect<Value>({ conditions, writes, newEpoch }: Admission, effect: Effect<Value>): Step<Done<Value>> {
  const own = effect.kind === 'ok' ? effect.value.writes : [];
  const fits = conditions.length + own.length <= MAX_TRANSACTION_KEYS;
  const transaction = { conditions, writes: fits ? [...writes, ...own] : writes };
  const answer = { outcome: mapOk(effect, ({ value }) => value), newEpoch, rest: fits ? [] : own };
  return transaction.writes.length > 0 ? { kind: 'commit', transaction, answer } : { kind: 'answer', answer };
}

const refusal = <Value>(outcome: EnclosureOutcome<Value>): Done<Value> => ({ outcome, newEpoch: false, rest: [] });

async function observe(
  { declared, legs }: Parts,
  name: EnclosureName,
): Promise<EnclosureOutcome<EnclosureObservation>> {
  const enclosure = declared().get(name);
  if (!enclosure) return unknownEnclosure(name);
  const cut = await legsOf(legs, enclosure);
  const exported = await Promise.all(cut.map(({ leg }) => legs.exportsOf(leg)));
  return ok({ legs: cut, exports: exported.flat().map(seenExport) });
}

async function cutLeg(
  legs: SimulatedLegs,
  enclosure: Enclosure,
  { leg, volume, drive: id, extent }: CutLeg,
): Promise<Effect<undefined>> {
  const drive = driveOf(enclosure, id);
  if (drive.kind === 'error') return drive;
  const onDrive = await legs.onDrive(id);
  const existing = onDrive.find((other) => other.leg === leg);
  if (existing)
    return isLegOf(existing, volume) && sameExtent(existing.extent, extent) ? unchanged : differs(`leg ${leg}`);
  const problem = extentProblem(drive.value, onDrive, extent);
  return problem ?? ok({ writes: cutBlankLeg({ leg, volume, drive: id, extent }), value: undefined });
}

async function growLeg(
  legs: SimulatedLegs,
  enclosure: Enclosure,
  { leg, volume, drive: id, extent }: GrowLeg,
): Promise<Effect<undefined>> {
  const drive = driveOf(enclosure, id);
  if (drive.kind === 'error') return drive;
  const onDrive = await legs.onDrive(id);
  const existing = onDrive.find((other) => other.leg === leg);
  if (!existing) return unknownLeg(leg, enclosure);
  if (!isLegOf(existing, volume) || existing.extent.start !== extent.start) return differs(`leg ${leg}`);
  if (extent.length <= existing.extent.length) return unchanged;
  const others = onDrive.filter((other) => other.leg !== leg);
  const problem = extentProblem(drive.value, others, extent);
  return problem ?? ok({ writes: writeLeg({ ...existing, extent }), value: undefined });
}

async function exportLeg(legs: SimulatedLegs, enclosure: Enclosure, command: ExportLeg) {
  const { leg, volume, drive: id, publication, node, transport } = command;
  const drive = driveOf(enclosure, id);
  if (drive.kind === 'error') return drive;
  const existing = await legs.leg(id, leg);
  if (!existing) return unknownLeg(leg, enclosure);
  if (!isLegOf(existing, volume)) return differs(`leg ${leg}`);
  const portal = enclosure.portals.find((candidate) => candidate.transport === transport);
  if (!portal) return failed('no-portal', `enclosure ${enclosure.name} has no portal for ${transport}`);
  const exported = await legs.exportOf(leg, publication);
  if (exported && (exported.node !== node || exported.address.transport !== transport)) {
    return differs(`publication ${publication} of leg ${leg}`);
  }
  if (exported) return ok({ writes: [], value: exported.address });
  const address = exportAddress(portal, leg, publication);
  return ok({
    writes: writeExport({ publication, leg, volume, node, address, enclosure: enclosure.name }),
    value: address,
  });
}

async function withdrawExport(
  legs: SimulatedLegs,
  enclosure: Enclosure,
  { publication }: WithdrawExport,
): Promise<Effect<undefined>> {
  const exported = (await legs.exportedBy(publication)).filter((made) => made.enclosure === enclosure.name);
  return ok({ writes: exported.flatMap(destroyExport), value: undefined });
}

async function releaseLeg(
  legs: SimulatedLegs,
  enclosure: Enclosure,
  { leg, volume, drive: id }: ReleaseLeg,
): Promise<Effect<undefined>> {
  const drive = driveOf(enclosure, id);
  if (drive.kind === 'error') return drive;
  const existing = await legs.leg(id, leg);
  if (!existing) return unchanged;
  if (!isLegOf(existing, volume)) return differs(`leg ${leg}`);
  const [user] = await legs.exportsOf(leg);
  if (user) return failed('exported', `leg ${leg} is exported to node ${user.node}; withdraw that first`);
  return ok({ writes: wipeLeg(existing), value: undefined });
}

const legsOf = async (legs: SimulatedLegs, { drives }: Enclosure) =>
  (await Promise.all(drives.map(({ id }) => legs.onDrive(id)))).flat();

function driveOf(enclosure: Enclosure, id: Drive['id']): EnclosureOutcome<Drive> {
  const drive = enclosure.drives.find((candidate) => candidate.id === id);
  return drive ? ok(drive) : failed('unknown-drive', `enclosure ${enclosure.name} holds no drive ${id}`);
}

const seenExport = ({ publication, leg, volume, node, address }: SimulatedExport): ObservedExport => ({
  publication,
  leg,
  volume,
  node,
  address,
});

const unchanged = ok({ writes: [], value: undefined });

const differs = (what: string) => failed('differs', `${what} exists already, and otherwise than asked`);

const unknownLeg = (leg: string, { name }: Enclosure) => failed('unknown-leg', `enclosure ${name} holds no leg ${leg}`);

const unknownEnclosure = (name: EnclosureName) => failed('unknown-enclosure', `no enclosure ${name} is declared`);
