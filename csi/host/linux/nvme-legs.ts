import { initiatorOf } from '../../export-address.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { CommandResult, System } from '../../system/system.ts';
import type { DevicePath, LegToConnect } from '../node-host.ts';
import { untilFound } from './linux-parts.ts';
import type { LinuxParts } from './linux-parts.ts';
import { complaintOf, runTool } from './run-tool.ts';

/** An NVMe subsystem as this node sees it. */
interface NvmeSubsystem {
  readonly nqn: string;
  /** Kernel names of its controllers, such as `nvme1`. */
  readonly controllers: readonly string[];
  /** Kernel names of its namespaces, such as `nvme1n1`; never one path of several, `nvme1c1n1`. */
  readonly namespaces: readonly string[];
}

const SUBSYSTEMS = '/sys/class/nvme-subsystem';
const CONTROLLER = /^nvme\d+$/;
const NAMESPACE = /^nvme\d+n\d+$/;

/**
 * Seconds after which writes to a leg that is out of reach fail, and md goes on without it. The controller itself is
 * never given up: the leg may be back in an hour.
 */
const FAST_IO_FAIL_SECONDS = '5';

export async function nvmeSubsystems(system: System): Promise<readonly NvmeSubsystem[]> {
  const names = (await system.list(SUBSYSTEMS)) ?? [];
  const found = await Promise.all(names.map((name) => readSubsystem(system, `${SUBSYSTEMS}/${name}`)));
  return found.filter((subsystem) => subsystem !== undefined);
}

/**
 * Connects a leg over NVMe/TCP or, by the same steps, over RDMA. Errors: already-exists (connected as another host),
 * unsupported (another device answers), unavailable.
 */
export async function connectNvmeLeg(parts: LinuxParts, leg: LegToConnect): Promise<DriverOutcome<DevicePath>> {
  const { system } = parts;
  const { target } = leg.address;
  const before = await subsystemNamed(system, target);
  const tried = before && before.controllers.length > 0 ? undefined : await connect(system, leg);
  const subsystem = await subsystemNamed(system, target);
  if (!subsystem || subsystem.controllers.length === 0) {
    const why = tried ? complaintOf('nvme', tried) : 'its controller went away';
    return failed('unavailable', `leg ${leg.leg} cannot be connected at ${leg.address.address}: ${why}`);
  }
  const live = await checkControllers(system, subsystem, leg);
  if (live.kind === 'error') return live;
  const namespace = await untilFound(parts, () => liveNamespace(system, target));
  if (namespace === undefined) return failed('unavailable', `${target} is connected and shows no namespace yet`);
  return identified(system, namespace, leg);
}

export async function disconnectNvme(system: System, target: string): Promise<DriverOutcome<undefined>> {
  const gone = await runTool(system, { program: 'nvme', args: ['disconnect', `--nqn=${target}`] });
  return gone.kind === 'error' ? gone : ok(undefined);
}

/** Makes the kernel look at the size of a namespace again; it mostly does so by itself. */
export async function rescanNvme(system: System, namespace: string): Promise<void> {
  const subsystem = (await nvmeSubsystems(system)).find(({ namespaces }) => namespaces.includes(namespace));
  for (const controller of subsystem?.controllers ?? []) {
    await system.writeText(`/sys/class/nvme/${controller}/rescan_controller`, '1');
  }
}

/** Any exit status is looked at by what stands afterwards: nvme answers 1 also for what is connected already. */
function connect(system: System, { publication, address }: LegToConnect): Promise<CommandResult> {
  const { hostNqn, hostId } = initiatorOf(publication);
  // RDMA has not been tried: no kernel at hand has a software RDMA device.
  const transport = address.transport === 'roce' ? 'rdma' : 'tcp';
  const args = [
    'connect',
    `--transport=${transport}`,
    `--traddr=${address.address}`,
    `--trsvcid=${String(address.port)}`,
    `--nqn=${address.target}`,
    `--hostnqn=${hostNqn}`,
    `--hostid=${hostId}`,
    '--ctrl-loss-tmo=-1',
    '--reconnect-delay=2',
    '--keep-alive-tmo=5',
  ];
  return system.run({ program: 'nvme', args });
}

async function checkControllers(
  system: System,
  { controllers, nqn }: NvmeSubsystem,
  { publication }: LegToConnect,
): Promise<DriverOutcome<undefined>> {
  const { hostNqn } = initiatorOf(publication);
  let live = false;
  for (const controller of controllers) {
    const folder = `/sys/class/nvme/${controller}`;
    const host = await system.readText(`${folder}/hostnqn`);
    if (host !== hostNqn) {
      return failed(
        'already-exists',
        `${nqn} is connected as host ${host ?? 'unknown'}, not ${hostNqn}; disconnect it`,
      );
    }
    const timeout = `${folder}/fast_io_fail_tmo`;
    if ((await system.readText(timeout)) !== FAST_IO_FAIL_SECONDS)
      await system.writeText(timeout, FAST_IO_FAIL_SECONDS);
    live ||= (await system.readText(`${folder}/state`)) === 'live';
  }
  return live ? ok(undefined) : failed('unavailable', `${nqn} does not answer; its connection is being tried again`);
}

async function identified(
  system: System,
  namespace: string,
  { leg, address }: LegToConnect,
): Promise<DriverOutcome<DevicePath>> {
  const wwid = await system.readText(`/sys/class/block/${namespace}/wwid`);
  if (wwid === `uuid.${leg}`) return ok(`/dev/${namespace}` as DevicePath);
  return failed(
    'unsupported',
    `${address.target} shows ${wwid ?? 'a device without a name'}, not leg ${leg}; it is not touched`,
  );
}

/** A namespace that was taken away and given back has a new name, and the old one may linger without a size. */
async function liveNamespace(system: System, target: string): Promise<string | undefined> {
  for (const namespace of (await subsystemNamed(system, target))?.namespaces ?? []) {
    const size = await system.readText(`/sys/class/block/${namespace}/size`);
    if (size !== undefined && size !== '0' && (await system.kindOf(`/dev/${namespace}`)) === 'device') return namespace;
  }
  return undefined;
}

const subsystemNamed = async (system: System, nqn: string): Promise<NvmeSubsystem | undefined> =>
  (await nvmeSubsystems(system)).find((subsystem) => subsystem.nqn === nqn);

async function readSubsystem(system: System, folder: string): Promise<NvmeSubsystem | undefined> {
  const nqn = await system.readText(`${folder}/subsysnqn`);
  if (nqn === undefined) return undefined;
  const entries = (await system.list(folder)) ?? [];
  const controllers = entries.filter((name) => CONTROLLER.test(name));
  // Where the kernel's multipathing is switched off, namespaces show below their one controller.
  const below = await Promise.all(controllers.map((name) => system.list(`/sys/class/nvme/${name}`)));
  const namespaces = [...entries, ...below.flatMap((names) => names ?? [])].filter((name) => NAMESPACE.test(name));
  return { nqn, controllers, namespaces: [...new Set(namespaces)] };
}
