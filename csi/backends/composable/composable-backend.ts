import type { Fence } from '../../fence.ts';
import type { EnclosureName } from '../../../core/model/ids.ts';
import type { Enclosure, Portal, Transport } from '../../../core/model/inventory.ts';
import type { Leg, LegExport, Volume } from '../../../core/model/volume.ts';
import { parseClassParameters } from '../../../core/parse/class-parameters.ts';
import type { VolumeBackend } from '../../driver/volume-backend.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { EnclosureErrorCode, EnclosureHosts, EnclosureOutcome } from './enclosure-host.ts';

/**
 * Volumes out of drives in enclosures: each leg is cut, exported and wiped on its own by the host of its enclosure, and
 * put together on the node.
 */
export function createComposableBackend(
  hosts: EnclosureHosts,
  enclosures: () => ReadonlyMap<EnclosureName, Enclosure>,
): VolumeBackend {
  return {
    create: (volume, fence) =>
      forEachLeg(volume, (leg) =>
        hosts.of(leg.enclosure).cutLeg({ fence, volume: volume.id, leg: leg.id, drive: leg.drive, extent: leg.extent }),
      ),
    grow: (volume, fence) =>
      forEachLeg(volume, (leg) =>
        hosts
          .of(leg.enclosure)
          .growLeg({ fence, volume: volume.id, leg: leg.id, drive: leg.drive, extent: leg.extent }),
      ),
    release: (volume, fence) =>
      forEachLeg(volume, (leg) =>
        hosts.of(leg.enclosure).releaseLeg({ fence, volume: volume.id, leg: leg.id, drive: leg.drive }),
      ),
    chooseTransports: (volume) => {
      const transports: Transport[] = [];
      for (const leg of volume.legs) {
        const transport = fastestTransport(enclosures().get(leg.enclosure), volume);
        if (transport === undefined) return failed('unavailable', noTransport(leg));
        transports.push(transport);
      }
      return ok(transports);
    },
    publish: async (volume, publication, fence) => {
      const exports: LegExport[] = [];
      for (const [at, leg] of volume.legs.entries()) {
        const transport = publication.transports[at];
        if (transport === undefined) return failed('unavailable', noTransport(leg));
        const portal = portalOf(enclosures().get(leg.enclosure), transport);
        if (!portal) return failed('unavailable', noTransport(leg));
        const exported = await exportLeg(hosts, { volume, leg, portal, fence }, publication);
        if (exported.kind === 'error') return exported;
        exports.push(exported.value);
      }
      return ok(exports);
    },
    unpublish: (volume, publication, fence) =>
      forEachLeg(volume, (leg) =>
        hosts.of(leg.enclosure).withdrawExport({ fence, volume: volume.id, publication: publication.id }),
      ),
  };
}

/** One leg after the other: what an earlier one refuses, a later one does not have to undo. */
async function forEachLeg(
  volume: Volume,
  command: (leg: Leg) => Promise<EnclosureOutcome<undefined>>,
): Promise<DriverOutcome<undefined>> {
  for (const leg of volume.legs) {
    const outcome = await command(leg);
    if (outcome.kind === 'error') return driverFailure(leg, outcome.code, outcome.message);
  }
  return ok(undefined);
}

interface LegToExport {
  readonly volume: Volume;
  readonly leg: Leg;
  readonly portal: Portal;
  readonly fence: Fence;
}

async function exportLeg(
  hosts: EnclosureHosts,
  { volume, leg, portal, fence }: LegToExport,
  publication: Parameters<VolumeBackend['publish']>[1],
): Promise<DriverOutcome<LegExport>> {
  const exported = await hosts.of(leg.enclosure).exportLeg({
    fence,
    volume: volume.id,
    leg: leg.id,
    drive: leg.drive,
    publication: publication.id,
    node: publication.node,
    portal,
    chap: undefined,
  });
  if (exported.kind === 'error') return driverFailure(leg, exported.code, exported.message);
  const { address, zeroed } = exported.value;
  return ok({ leg: leg.id, ...address, zeroed });
}

/** The fastest transport that the class allows and the leg's enclosure has a portal for. */
function fastestTransport(enclosure: Enclosure | undefined, volume: Volume): Transport | undefined {
  const parsed = parseClassParameters(volume.parameters);
  if (!enclosure || 'problems' in parsed) return undefined;
  return parsed.parameters.transports.find((transport) => portalOf(enclosure, transport) !== undefined);
}

const portalOf = (enclosure: Enclosure | undefined, transport: Transport): Portal | undefined =>
  enclosure?.portals.find((portal) => portal.transport === transport);

const noTransport = (leg: Leg): string =>
  `enclosure ${leg.enclosure} has no portal any more for a transport that the volume's class allows`;

/**
 * Nothing that an enclosure answers is the fault of the one who asked, and every command follows a journaled decision:
 * an answer that sounds final would let the caller forget what is half done.
 */
const driverFailure = (leg: Leg, code: EnclosureErrorCode, message: string): DriverOutcome<never> =>
  failed(code === 'exported' ? 'in-use' : 'unavailable', `leg ${leg.id} in enclosure ${leg.enclosure}: ${message}`);
