import type { VolumeId } from '../../core/model/ids.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { ArrayMember, NodeHost } from './node-host.ts';
import type { PublishedLeg, PublishedLegs } from './publication-directory.ts';

/**
 * Connects the legs of a publication, all at once: an array of many should not wait for each in turn. Every leg that is
 * not dropped must come; one that is dropped comes or does not.
 */
export async function connectLegs(
  host: NodeHost,
  published: PublishedLegs,
): Promise<DriverOutcome<readonly ArrayMember[]>> {
  const connected = await Promise.all(published.legs.map((leg) => connectLeg(host, published, leg)));
  const members: ArrayMember[] = [];
  for (const member of connected) {
    if (member.kind === 'error') return member satisfies DriverFailure;
    members.push(member.value);
  }
  return ok(members);
}

async function connectLeg(
  host: NodeHost,
  { publication, volume }: PublishedLegs,
  { leg, dropped, rebuilding, export: reachable }: PublishedLeg,
): Promise<DriverOutcome<ArrayMember>> {
  if (!reachable) {
    if (dropped) return ok({ leg, dropped, rebuilding, device: undefined, zeroed: false });
    return outOfReach(volume, `leg ${leg} is not exported`);
  }
  const { address, chap, zeroed } = reachable;
  const device = await host.connectLeg({ leg, publication, address, chap });
  if (device.kind === 'ok') return ok({ leg, dropped, rebuilding, zeroed, device: device.value });
  if (dropped) return ok({ leg, dropped, rebuilding, zeroed, device: undefined });
  const where = `leg ${leg} at ${address.transport} ${address.address}:${String(address.port)}`;
  if (device.code === 'unavailable') return outOfReach(volume, `${where} is out of reach (${device.message})`);
  return failed(device.code, `${where}: ${device.message}`);
}

const outOfReach = (volume: VolumeId, what: string): DriverFailure =>
  failed(
    'unavailable',
    `volume ${volume}: ${what}, and nothing proves that the other legs hold every write; ` +
      `bring the leg's enclosure back, or, if the leg is lost for good, end what uses the volume, so that it is taken ` +
      'away from this node, and drop the leg then with "stowage volume drop-leg"',
  );
