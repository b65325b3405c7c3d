import { isIP } from 'node:net';
import type { Portal } from '../../../core/model/inventory.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { isObject, objectsOf, parseJson, textOf } from '../json.ts';
import { runTool } from '../run-tool.ts';
import type { ListenAddress } from './leg-export.ts';

/** Where a portal listens on this host; `undefined` where its address is another host's. @throws AgentError, SystemError */
export const listenAddress = async (system: System, portal: Portal): Promise<ListenAddress | undefined> =>
  (await localPortals(system))(portal);

/** The same for many portals, with this host's addresses read once. @throws AgentError, SystemError */
export async function localPortals(system: System): Promise<(portal: Portal) => Promise<ListenAddress | undefined>> {
  const own = await ownAddresses(system);
  return (portal) => findOwn(system, own, portal);
}

async function findOwn(
  system: System,
  own: ReadonlySet<string>,
  { transport, address, port }: Portal,
): Promise<ListenAddress | undefined> {
  const ip = (await addressesOf(system, address)).find((candidate) => own.has(candidate));
  return ip === undefined ? undefined : { transport, ip, port };
}

const MAX_INTERFACES = 4096;

async function ownAddresses(system: System): Promise<ReadonlySet<string>> {
  const { stdout } = await runTool(system, { program: 'ip', args: ['-json', 'address'] });
  const interfaces = objectsOf(parseJson(stdout), MAX_INTERFACES);
  if (!interfaces) throw new AgentError('unexpected-output', 'ip listed no addresses as JSON');
  const addresses = interfaces
    .flatMap((found) => objectsOf(found['addr_info'] ?? [], MAX_INTERFACES) ?? [])
    .filter(isObject)
    .map((found) => textOf(found['local']));
  return new Set(addresses.filter((address) => isIP(address) !== 0).map(canonical));
}

/** A host name is resolved as every program of this host would. */
async function addressesOf(system: System, address: string): Promise<readonly string[]> {
  if (isIP(address) !== 0) return [canonical(address)];
  const { status, stdout } = await system.run({ program: 'getent', args: ['ahosts', '--', address] });
  if (status !== 0) return [];
  const found = stdout.split('\n').map((line) => line.split(/\s/, 1)[0] ?? '');
  return [...new Set(found.filter((candidate) => isIP(candidate) !== 0).map(canonical))];
}

/** IPv6 has many spellings, and this one is what the kernel shows. */
const canonical = (ip: string): string => (isIP(ip) === 6 ? new URL(`http://[${ip}]/`).hostname.slice(1, -1) : ip);
