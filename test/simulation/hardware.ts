import type { DomainId, DriveId, EnclosureName, NodeName } from '../../core/model/ids.ts';
import { exportNamed } from '../../csi/export-address.ts';
import type {
  EnclosureHost,
  EnclosureObservation,
  EnclosureOutcome,
} from '../../csi/backends/composable/enclosure-host.ts';
import { createSimulatedEnclosures } from '../../csi/backends/composable/simulated-enclosures.ts';
import { failed, mapOk } from '../../csi/outcome.ts';
import type { Fence } from '../../csi/fence.ts';
import type { SimulatedFabric } from '../../csi/simulation/fabric.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { ENCLOSURES } from './inventory.ts';
import { readLegs } from './durable.ts';

/** Enclosures, drives and the network, which outlive every process. */
export interface Hardware {
  readonly store: Store;
  readonly fabric: SimulatedFabric;
  /** Whose drives they are. */
  domain: DomainId | undefined;
  /** Enclosures whose agents are not there: their exports go on all the same. */
  readonly away: Set<EnclosureName>;
  /** Enclosures without power: nothing of them answers, and what was exported is exported again afterwards. */
  readonly dark: Set<EnclosureName>;
  readonly lost: Set<DriveId>;
  host(enclosure: EnclosureName): EnclosureHost;
  readonly answers: (enclosure: EnclosureName) => boolean;
}

/** @param accused told what no host may have done */
export function createHardware(accused: (what: string) => void): Hardware {
  const store = openMemoryStore();
  const simulated = createSimulatedEnclosures({ store, declared: () => ENCLOSURES, domain: () => hardware.domain });
  const refuseStale = fenceAudit(accused);
  const answers = (enclosure: EnclosureName): boolean => !hardware.away.has(enclosure) && !hardware.dark.has(enclosure);
  const hardware: Hardware = {
    store,
    fabric: {
      reach: async (address, node: NodeName) => {
        const named = exportNamed(address.target);
        const leg = (await readLegs(store)).find((each) => each.leg === named?.leg);
        if (!leg || hardware.lost.has(leg.drive) || hardware.dark.has(enclosureOf(leg.drive))) return undefined;
        return simulated.fabric.reach(address, node);
      },
    },
    domain: undefined,
    away: new Set(),
    dark: new Set(),
    lost: new Set(),
    answers,
    host: (enclosure) => {
      const host = simulated.of(enclosure);
      const heard = async <Value>(command: Heard, work: () => Promise<EnclosureOutcome<Value>>) => {
        if (!answers(enclosure)) return failed('unavailable', `no agent of enclosure ${enclosure} is attached`);
        if (command.drive && hardware.lost.has(command.drive))
          return failed('unavailable', `drive ${command.drive} does not answer`);
        const outcome = await work();
        if (outcome.kind === 'ok' && command.fence) refuseStale(enclosure, command.fence, command.volume);
        return outcome;
      };
      return {
        observe: () => heard({}, async () => mapOk(await host.observe(), (seen) => without(seen, hardware.lost))),
        cutLeg: (command) => heard(command, () => host.cutLeg(command)),
        copyLeg: (command) => heard(command, () => host.copyLeg(command)),
        growLeg: (command) => heard(command, () => host.growLeg(command)),
        exportLeg: (command) => heard(command, () => host.exportLeg(command)),
        withdrawExport: (command) => heard(command, () => host.withdrawExport(command)),
        releaseLeg: (command) => heard(command, () => host.releaseLeg(command)),
        adoptDrive: (command) => heard({ drive: command.drive }, () => host.adoptDrive(command)),
        wipeDrive: (command) => heard({ drive: command.drive }, () => host.wipeDrive(command)),
      };
    },
  };
  return hardware;
}

interface Heard {
  readonly fence?: Fence;
  readonly volume?: string;
  readonly drive?: DriveId;
}

/** A book of its own of what each enclosure has seen: the one that the simulated hosts keep is what is to be proved. */
function fenceAudit(
  accused: (what: string) => void,
): (enclosure: EnclosureName, fence: Fence, volume?: string) => void {
  const highest = new Map<string, number>();
  return (enclosure, { epoch, generation }, volume = '') => {
    for (const [what, seen] of [
      [`epoch at ${enclosure}`, epoch],
      [`generation of volume ${volume} at ${enclosure}`, generation],
    ] as const) {
      if (seen < (highest.get(what) ?? 0))
        accused(`a command of ${what} ${String(seen)} took effect after ${String(highest.get(what))}`);
      highest.set(what, Math.max(seen, highest.get(what) ?? 0));
    }
  };
}

const ENCLOSURE_OF = new Map(
  [...ENCLOSURES.values()].flatMap(({ name, drives }) => drives.map(({ id }) => [id, name] as const)),
);

export const DRIVES: readonly DriveId[] = [...ENCLOSURE_OF.keys()];

function enclosureOf(drive: DriveId): EnclosureName {
  const enclosure = ENCLOSURE_OF.get(drive);
  if (!enclosure) throw new Error(`no enclosure has drive ${drive}`);
  return enclosure;
}

/** A drive that does not answer is not found. */
const without = ({ drives, legs, exports }: EnclosureObservation, lost: ReadonlySet<DriveId>): EnclosureObservation => {
  const left = legs.filter(({ drive }) => !lost.has(drive));
  return {
    drives: drives.filter(({ id }) => !lost.has(id)),
    legs: left,
    exports: exports.filter((exported) => left.some(({ leg }) => leg === exported.leg)),
  };
};
