import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Transport } from '../../../core/model/inventory.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { ensureFolder, ensureText, namesIn, NVMET, removeFolder, textAt } from './configfs.ts';
import type { ListenAddress } from './leg-export.ts';

/**
 * Ports are numbered, not named: ours are among these. One listens on each address of a portal, shared by all exports
 * there, since the kernel gives an address to one port alone [tried: EADDRINUSE].
 */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

export const PORTS_FOLDER = `${NVMET}/ports`;

/** The files of a port, as they say an address. */
type PortAddress = Readonly<Record<'addr_trtype' | 'addr_adrfam' | 'addr_traddr' | 'addr_trsvcid', string>>;

/**
 * The folder of the port that listens there, made if need be. Ids follow from the address, so that a host comes back
 * from a reboot with the same.
 * @throws AgentError, SystemError
 */
export async function ensurePort(system: System, listen: ListenAddress): Promise<string> {
  const wanted = portAddress(listen);
  for (const name of await namesIn(system, PORTS_FOLDER)) {
    if (await listensOn(system, `${PORTS_FOLDER}/${name}`, wanted)) return `${PORTS_FOLDER}/${name}`;
  }
  const folder = await freePort(system, wanted);
  await ensureFolder(system, folder);
  for (const [attribute, value] of Object.entries(wanted)) await ensureText(system, `${folder}/${attribute}`, value);
  return folder;
}

/** Takes away the ports of ours that nothing is linked to any more. @throws AgentError, SystemError */
export async function removeIdlePorts(system: System): Promise<void> {
  for (const name of await namesIn(system, PORTS_FOLDER)) {
    if (!isOurs(name) || !(await isIdle(system, `${PORTS_FOLDER}/${name}`))) continue;
    await removeFolder(system, `${PORTS_FOLDER}/${name}`);
  }
}

/**
 * RoCE goes the same way by `rdma`: untested, since no kernel at hand has a soft RDMA device; the network card's driver
 * and nvmet-rdma would take it from the link on.
 */
function trtypeOf(transport: Transport): 'tcp' | 'rdma' {
  switch (transport) {
    case 'nvmetcp':
      return 'tcp';
    case 'roce':
      return 'rdma';
    case 'iscsi':
      throw new AgentError('unexpected-output', 'iSCSI is not exported by nvmet');
  }
}

const portAddress = ({ transport, ip, port }: ListenAddress): PortAddress => ({
  addr_trtype: trtypeOf(transport),
  addr_adrfam: isIPv6(ip) ? 'ipv6' : 'ipv4',
  addr_traddr: ip,
  addr_trsvcid: String(port),
});

async function listensOn(system: System, folder: string, wanted: PortAddress): Promise<boolean> {
  for (const [attribute, value] of Object.entries(wanted)) {
    if ((await textAt(system, `${folder}/${attribute}`)) !== value) return false;
  }
  return true;
}

/** One that a crash left half addressed is idle, and its address may still be written. */
async function freePort(system: System, wanted: PortAddress): Promise<string> {
  const digest = createHash('sha256').update(Object.values(wanted).join(' ')).digest();
  const start = digest.readUInt32BE(0) % PORTS;
  for (let offset = 0; offset < PORTS; offset += 1) {
    const folder = `${PORTS_FOLDER}/${String(FIRST_PORT + ((start + offset) % PORTS))}`;
    if ((await system.kindOf(folder)) === 'none' || (await isIdle(system, folder))) return folder;
  }
  throw new AgentError('no-kernel-support', `all of ${String(PORTS)} nvmet ports are taken`);
}

const isOurs = (name: string): boolean => {
  const id = /^\d{1,5}$/.test(name) ? Number(name) : -1;
  return id >= FIRST_PORT && id < FIRST_PORT + PORTS;
};

const isIdle = async (system: System, folder: string): Promise<boolean> =>
  (await namesIn(system, `${folder}/subsystems`)).length === 0 &&
  (await namesIn(system, `${folder}/referrals`)).length === 0;
