import type { EnclosureName, LegId } from '../../../core/model/ids.ts';
import type { Enclosure, Transport } from '../../../core/model/inventory.ts';
import type { Leg, LegExport, Volume } from '../../../core/model/volume.ts';
import { parseClassParameters } from '../../../core/parse/class-parameters.ts';
import { isDropped } from '../../driver/integrity.ts';
import type { LegAnswers, LegErrorCode, LegsToExport, VolumeBackend } from '../../driver/volume-backend.ts';
import type { Fence } from '../../fence.ts';
import { failed, mapOk, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { fillLegs, portalOf } from './fill-legs.ts';
import type { Answer } from './fill-legs.ts';
import { composableDrives } from './composable-drives.ts';
import type {
  EnclosureErrorCode,
  EnclosureHost,
  EnclosureHosts,
  EnclosureOutcome,
  WithdrawExport,
} from './enclosure-host.ts';

type Enclosures = () => ReadonlyMap<EnclosureName, Enclosure>;

/**
 * Volumes out of drives in enclosures: each leg is cut, exported and wiped on its own by the host of its enclosure, and
 * put together on the node.
 */
export function createComposableBackend(hosts: EnclosureHosts, enclosures: Enclosures): VolumeBackend {
  return {
    create: async (volume, fence) =>
      allOrFailure(
        volume,
        await askEach(volume.legs, (leg) =>
          hosts.of(leg.enclosure).cutLeg({ ...legOf(volume, leg), fence, ...markIfToFill(volume, leg) }),
        ),
      ),
    copy: async (request) => legAnswers(await fillLegs(hosts, enclosures(), request)),
    grow: async (volume, fence) =>
      legAnswers(await askEach(volume.legs, (leg) => growLeg(hosts.of(leg.enclosure), volume, leg, fence))),
    release: async (volume, fence) =>
      allOrFailure(
        volume,
        await askEach(volume.legs, (leg) => hosts.of(leg.enclosure).releaseLeg({ ...legOf(volume, leg), fence })),
      ),
    chooseTransports: (volume) => chooseTransports(enclosures(), volume),
    publish: async (request) =>
      legAnswers(await askEach(request.legs, (leg) => exportLeg(hosts.of(leg.enclosure), enclosures(), request, leg))),
    unpublish: async ({ volume, publication, legs, fence }) =>
      withdraw(hosts, legs, { fence, volume: volume.id, publication }),
    drives: composableDrives(hosts),
  };
}

const legOf = ({ id }: Volume, { id: leg, drive, extent }: Leg) => ({ volume: id, leg, drive, extent });

const markIfToFill = ({ copies }: Volume, { id }: Leg) =>
  copies?.some(({ into }) => into === id) === true ? { toFill: true } : {};

const growLeg = (host: EnclosureHost, volume: Volume, leg: Leg, fence: Fence) =>
  host.growLeg({ ...legOf(volume, leg), fence });

async function exportLeg(
  host: EnclosureHost,
  enclosures: ReturnType<Enclosures>,
  { volume, publication, chap, fence }: LegsToExport,
  leg: Leg,
): Promise<EnclosureOutcome<LegExport>> {
  const transport = publication.transports[volume.legs.findIndex(({ id }) => id === leg.id)];
  const portal = transport && portalOf(enclosures.get(leg.enclosure), transport);
  if (!portal) return failed('no-portal', `enclosure ${leg.enclosure} has no portal for the publication's transport`);
  const grown = isDropped(volume, leg.id) ? await growLeg(host, volume, leg, fence) : ok(undefined);
  if (grown.kind === 'error') return grown;
  const exported = await host.exportLeg({
    fence,
    volume: volume.id,
    leg: leg.id,
    drive: leg.drive,
    publication: publication.id,
    node: publication.node,
    portal,
    chap: transport === 'iscsi' ? chap(leg.id) : undefined,
  });
  return mapOk(exported, ({ address, zeroed }) => ({ leg: leg.id, ...address, zeroed }));
}

/** One command for each enclosure: it takes down all that the publication has there. */
async function withdraw(
  hosts: EnclosureHosts,
  legs: readonly Leg[],
  command: WithdrawExport,
): Promise<LegAnswers<undefined>> {
  const asked = new Map<EnclosureName, Promise<EnclosureOutcome<undefined>>>();
  for (const { enclosure } of legs) {
    if (!asked.has(enclosure)) asked.set(enclosure, hosts.of(enclosure).withdrawExport(command));
  }
  const unasked = ok(undefined);
  return legAnswers(await askEach(legs, ({ enclosure }) => asked.get(enclosure) ?? Promise.resolve(unasked)));
}

/** All at once, each on its own. */
const askEach = <Value>(
  legs: readonly Leg[],
  command: (leg: Leg) => Promise<EnclosureOutcome<Value>>,
): Promise<readonly Answer<Value>[]> => Promise.all(legs.map(async (leg) => ({ leg, outcome: await command(leg) })));

const legAnswers = <Value>(answers: readonly Answer<Value>[]): LegAnswers<Value> =>
  answers.map(({ leg, outcome }) =>
    outcome.kind === 'ok'
      ? { leg: leg.id, outcome }
      : { leg: leg.id, outcome: failed(reachOf(outcome.code), `${legText(leg)}: ${outcome.message}`) },
  );

/**
 * Nothing that an enclosure answers is the fault of the one who asked, and every command follows a journaled decision:
 * an answer that sounds final would let the caller forget what is half done.
 */
function allOrFailure(volume: Volume, answers: readonly Answer<undefined>[]): DriverOutcome<undefined> {
  for (const { leg, outcome } of answers) {
    if (outcome.kind === 'ok') continue;
    const message = `${legText(leg)} of volume ${volume.name}: ${outcome.message}`;
    return failed(outcome.code === 'exported' ? 'in-use' : 'unavailable', message);
  }
  return ok(undefined);
}

const legText = ({ id, enclosure }: { readonly id: LegId; readonly enclosure: EnclosureName }): string =>
  `leg ${id} in enclosure ${enclosure}`;

function reachOf(code: EnclosureErrorCode): LegErrorCode {
  switch (code) {
    case 'underway':
      return 'underway';
    case 'unavailable':
    case 'unknown-enclosure':
    case 'unknown-drive':
    case 'unknown-leg':
    case 'no-portal':
      return 'out-of-reach';
    case 'stale':
    case 'outside-drive':
    case 'overlap':
    case 'differs':
    case 'exported':
    case 'foreign-drive':
    case 'unknown-data':
    case 'drive-in-use':
      return 'refused';
  }
}

/** A dropped leg without a portal keeps nobody from the others: it stays out of reach. */
function chooseTransports(enclosures: ReturnType<Enclosures>, volume: Volume): DriverOutcome<readonly Transport[]> {
  const parsed = parseClassParameters(volume.parameters);
  const allowed = 'problems' in parsed ? [] : parsed.parameters.transports;
  const chosen: Transport[] = [];
  for (const leg of volume.legs) {
    const enclosure = enclosures.get(leg.enclosure);
    const fastest = allowed.find((transport) => portalOf(enclosure, transport) !== undefined);
    const transport = fastest ?? (isDropped(volume, leg.id) ? allowed[0] : undefined);
    if (transport === undefined) return failed('unavailable', noTransport(leg));
    chosen.push(transport);
  }
  return ok(chosen);
}

const noTransport = (leg: Leg): string =>
  `enclosure ${leg.enclosure} has no portal any more for a transport that the volume's class allows`;
