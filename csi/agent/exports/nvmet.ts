import type { LegId } from '../../../core/model/ids.ts';
import { initiatorOf } from '../../export-address.ts';
import type { System } from '../../system/system.ts';
import type { Turns } from '../../simulation/turns.ts';
import {
  ensureBrand,
  ensureFolder,
  ensureKernelFolder,
  ensureLink,
  ensureText,
  namesIn,
  NVMET,
  removeFolder,
  removeLink,
  textAt,
} from './configfs.ts';
import type { ExportName, LegExport } from './leg-export.ts';
import { ownExportName } from './leg-export.ts';
import { ensurePort, PORTS_FOLDER, removeIdlePorts } from './nvmet-ports.ts';

const SUBSYSTEMS = `${NVMET}/subsystems`;
const HOSTS = `${NVMET}/hosts`;
/** NVMe's limit. */
const SERIAL_LENGTH = 20;

/** Ports are shared by exports of different drives: one at a time makes or removes them. */
export type PortTurns = Turns<'nvmet ports'>;

/**
 * Exports a leg by NVMe over TCP or RDMA: reads, compares, then writes. The subsystem is linked to its port last, when
 * it admits nobody but the publication's initiator. DH-CHAP is not offered: Debian's kernel is built without it.
 * Source: Linux Documentation, "NVMe Target"; drivers/nvme/target/configfs.c.
 * @throws AgentError, SystemError
 */
export async function makeNvmetExport(system: System, turns: PortTurns, made: LegExport): Promise<void> {
  await ensureKernelFolder(system, NVMET, ['nvmet', 'nvmet-tcp']);
  const subsystem = `${SUBSYSTEMS}/${made.target}`;
  const { hostNqn } = initiatorOf(made.publication);
  await ensureFolder(system, `${HOSTS}/${hostNqn}`);
  await ensureFolder(system, subsystem);
  await ensureText(system, `${subsystem}/attr_allow_any_host`, '0');
  await ensureText(system, `${subsystem}/attr_serial`, made.leg.replaceAll('-', '').slice(0, SERIAL_LENGTH));
  await ensureBrand(system, `${subsystem}/attr_model`);
  await ensureNamespace(system, `${subsystem}/namespaces/1`, made);
  await admitOnly(system, turns, subsystem, hostNqn);
  await turns.take('nvmet ports', async () => {
    const port = await ensurePort(system, made.listen);
    await ensureLink(system, subsystem, `${port}/subsystems/${made.target}`);
  });
}

async function ensureNamespace(system: System, namespace: string, { device, leg }: LegExport): Promise<void> {
  await ensureFolder(system, namespace);
  // A drive that came back under another name: what the kernel holds open is dead.
  if ((await textAt(system, `${namespace}/device_path`)) !== device)
    await ensureText(system, `${namespace}/enable`, '0');
  await ensureText(system, `${namespace}/device_path`, device);
  await ensureText(system, `${namespace}/device_uuid`, leg);
  await ensureText(system, `${namespace}/enable`, '1');
}

/** A stranger may be connected: only the missing link cuts him. */
async function admitOnly(system: System, turns: PortTurns, subsystem: string, hostNqn: string): Promise<void> {
  const admitted = await namesIn(system, `${subsystem}/allowed_hosts`);
  const strangers = admitted.filter((name) => name !== hostNqn);
  if (strangers.length > 0) await unlinkFromPorts(system, turns, subsystem.slice(SUBSYSTEMS.length + 1));
  for (const stranger of strangers) await removeLink(system, `${subsystem}/allowed_hosts/${stranger}`);
  await ensureLink(system, `${HOSTS}/${hostNqn}`, `${subsystem}/allowed_hosts/${hostNqn}`);
}

const unlinkFromPorts = (system: System, turns: PortTurns, target: string): Promise<void> =>
  turns.take('nvmet ports', async () => {
    for (const port of await namesIn(system, PORTS_FOLDER)) {
      await removeLink(system, `${PORTS_FOLDER}/${port}/subsystems/${target}`);
    }
  });

/**
 * Destroys an export and reads back that nothing is left. The link from the port goes first: that cuts a controller
 * that is connected, which taking its host from the list does not [tried].
 * @throws AgentError, SystemError
 */
export async function destroyNvmetExport(
  system: System,
  turns: PortTurns,
  { target, publication }: { readonly target: string; readonly publication: ExportName['publication'] },
): Promise<void> {
  const subsystem = `${SUBSYSTEMS}/${target}`;
  await unlinkFromPorts(system, turns, target);
  for (const host of await namesIn(system, `${subsystem}/allowed_hosts`)) {
    await removeLink(system, `${subsystem}/allowed_hosts/${host}`);
  }
  for (const namespace of await namesIn(system, `${subsystem}/namespaces`)) {
    await ensureText(system, `${subsystem}/namespaces/${namespace}/enable`, '0');
    await removeFolder(system, `${subsystem}/namespaces/${namespace}`);
  }
  await removeFolder(system, subsystem);
  await removeUnusedHost(system, initiatorOf(publication).hostNqn);
  await turns.take('nvmet ports', () => removeIdlePorts(system));
}

/** Other legs of the publication admit the same initiator. */
async function removeUnusedHost(system: System, hostNqn: string): Promise<void> {
  if ((await system.kindOf(`${HOSTS}/${hostNqn}`)) === 'none') return;
  for (const subsystem of await namesIn(system, SUBSYSTEMS)) {
    if ((await system.kindOf(`${SUBSYSTEMS}/${subsystem}/allowed_hosts/${hostNqn}`)) !== 'none') return;
  }
  await removeFolder(system, `${HOSTS}/${hostNqn}`);
}

/** Every export of ours that stands here, whole or in part. */
export async function nvmetExports(system: System): Promise<readonly (ExportName & { readonly target: string })[]> {
  const subsystems = await namesIn(system, SUBSYSTEMS);
  return subsystems.flatMap((target) => {
    const name = ownExportName(target, 'nvmetcp');
    return name ? [{ ...name, target }] : [];
  });
}

/** Tells initiators of a leg that it has grown. @throws SystemError */
export async function announceNvmetSize(system: System, leg: LegId): Promise<void> {
  for (const { target } of (await nvmetExports(system)).filter((made) => made.leg === leg)) {
    const namespace = `${SUBSYSTEMS}/${target}/namespaces/1`;
    if ((await textAt(system, `${namespace}/enable`)) === '1')
      await system.writeText(`${namespace}/revalidate_size`, '1');
  }
}

/** The devices that namespaces hold, whoever made them. */
export async function nvmetDevices(system: System): Promise<readonly string[]> {
  const devices: string[] = [];
  for (const subsystem of await namesIn(system, SUBSYSTEMS)) {
    for (const namespace of await namesIn(system, `${SUBSYSTEMS}/${subsystem}/namespaces`)) {
      devices.push(await textAt(system, `${SUBSYSTEMS}/${subsystem}/namespaces/${namespace}/device_path`));
    }
  }
  return devices;
}
