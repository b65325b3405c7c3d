import type { DomainId, DriveId, EnclosureName, PublicationId } from '../../../core/model/ids.ts';
import type { Enclosure } from '../../../core/model/inventory.ts';
import { compareAndSwap } from '../../../store/compare-and-swap.ts';
import type { Step } from '../../../store/compare-and-swap.ts';
import { MAX_TRANSACTION_KEYS } from '../../../store/store.ts';
import type { Store, Write } from '../../../store/store.ts';
import { mapOk, ok } from '../../outcome.ts';
import { writeAll } from '../../records.ts';
import type { SimulatedFabric } from '../../simulation/fabric.ts';
import { createTurns } from '../../simulation/turns.ts';
import type { Turns } from '../../simulation/turns.ts';
import type { EnclosureHost, EnclosureHosts, EnclosureOutcome } from './enclosure-host.ts';
import { copyLeg } from './simulated-copy.ts';
import { adoptDrive, observe, wipeDrive } from './simulated-drive-commands.ts';
import { legsOf, unknownEnclosure } from './simulated-effect.ts';
import type { Effect, SimulatedBox } from './simulated-effect.ts';
import { simulatedFencesIn } from './simulated-fences.ts';
import type { Admission, FenceToAdmit } from './simulated-fences.ts';
import { cutLeg, exportLeg, growLeg, releaseLeg, withdrawExport } from './simulated-leg-commands.ts';
import { simulatedFabricOf, simulatedLegsIn } from './simulated-legs.ts';
import type { SimulatedLegs } from './simulated-legs.ts';

export interface SimulatedEnclosuresOptions {
  /** Stands for the drives: what is written here survives like partitions do. */
  readonly store: Store;
  /** The enclosures that exist, as declared now. Asked at every command. */
  readonly declared: () => ReadonlyMap<EnclosureName, Enclosure>;
  /** Whose drives are ours. Asked at every command; nobody has spoken to them yet where it is not known. */
  readonly domain?: () => DomainId | undefined;
}

export interface SimulatedEnclosures extends EnclosureHosts {
  /** What simulated nodes reach these enclosures through. */
  readonly fabric: SimulatedFabric;
}

/** For drives that no store with a domain of its own looks after. */
const ONE_DOMAIN = '00000000-0000-4000-8000-000000000000' as DomainId;

interface Parts extends Omit<SimulatedEnclosuresOptions, 'domain'> {
  readonly domain: () => DomainId;
  readonly legs: SimulatedLegs;
  readonly turns: Turns<DriveId | PublicationId>;
}

/** Enclosures whose drives exist because they are declared. They refuse what hardware would refuse. */
export function createSimulatedEnclosures(options: SimulatedEnclosuresOptions): SimulatedEnclosures {
  const legs = simulatedLegsIn(options.store);
  const domain = (): DomainId => options.domain?.() ?? ONE_DOMAIN;
  const parts: Parts = { ...options, domain, legs, turns: createTurns() };
  return {
    fabric: simulatedFabricOf(legs),
    names: () => [...parts.declared().keys()].sort(),
    answers: (name) => parts.declared().has(name),
    of: (name) => hostOf(parts, name),
  };
}

function hostOf(parts: Parts, name: EnclosureName): EnclosureHost {
  return {
    observe: async () => {
      const box = boxOf(parts, name);
      return box ? ok(await observe(box)) : unknownEnclosure(name);
    },
    cutLeg: (command) => run(parts, name, aboutDrive(command), (box) => cutLeg(box, command)),
    copyLeg: (command) => run(parts, name, aboutDrive(command), (box) => copyLeg(box, command)),
    growLeg: (command) => run(parts, name, aboutDrive(command), (box) => growLeg(box, command)),
    exportLeg: (command) => run(parts, name, aboutDrive(command), (box) => exportLeg(box, command)),
    withdrawExport: (command) =>
      run(parts, name, { ...command, turn: command.publication }, (box) => withdrawExport(box, command)),
    releaseLeg: (command) => run(parts, name, aboutDrive(command), (box) => releaseLeg(box, command)),
    adoptDrive: (command) => run(parts, name, decided(command), (box) => adoptDrive(box, command)),
    wipeDrive: (command) => run(parts, name, decided(command), (box) => wipeDrive(box, command)),
  };
}

/** What a command is about: one such command at a time. */
interface About extends FenceToAdmit {
  readonly turn: DriveId | PublicationId;
}

const aboutDrive = ({ volume, fence, drive }: FenceToAdmit & { readonly drive: DriveId }): About => ({
  volume,
  fence,
  turn: drive,
});

const decided = ({ epoch, drive }: { readonly epoch: number; readonly drive: DriveId }): About => ({
  volume: undefined,
  fence: { epoch, generation: 0 },
  turn: drive,
});

function boxOf({ store, declared, domain, legs }: Parts, name: EnclosureName): SimulatedBox | undefined {
  const enclosure = declared().get(name);
  return enclosure && { store, legs, enclosure, domain: domain() };
}

/** One command at a time per drive or publication: fence and effect in one commit. */
function run<Value>(
  parts: Parts,
  name: EnclosureName,
  about: About,
  effect: (box: SimulatedBox) => Promise<Effect<Value>>,
): Promise<EnclosureOutcome<Value>> {
  const { store, turns } = parts;
  return turns.take(about.turn, async () => {
    const box = boxOf(parts, name);
    if (!box) return unknownEnclosure(name);
    const fences = simulatedFencesIn(store, name);
    const done = await compareAndSwap(store, async (): Promise<Step<Done<Value>>> => {
      const admitted = await fences.admit(about);
      if (admitted.kind === 'error') return { kind: 'answer', answer: refusal(admitted) };
      return commitEffect(admitted.value, await effect(box));
    });
    await writeAll(store, done.rest);
    if (done.newEpoch) await fences.forgetBefore(about.fence.epoch, () => legsOf(box));
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
