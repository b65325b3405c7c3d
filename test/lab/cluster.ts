import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from './lab-error.ts';
import { closeSite, openSite, type Site } from './site.ts';
import type { Switch } from './switch.ts';
import { makeDrives, makeStateDisk, type DriveOptions } from './vm/drives.ts';
import { createVm, type Vm } from './vm/vm.ts';

export interface HostOptions {
  readonly drives: readonly DriveOptions[];
  /** 768 where it is left out. */
  readonly mebibytes?: number;
  /** 1 where it is left out: emulated processors that wait for each other are slower than one. */
  readonly processors?: number;
  /** More for the kernel's command line, such as `hardened_usercopy=off`. */
  readonly kernelArguments?: readonly string[];
}

/** Virtual machines that share a data network. */
export interface Lab<Name extends string = string> {
  readonly hosts: Readonly<Record<Name, Vm>>;
  readonly network: Switch;
  /** What is kept of the run: a folder per host with its logs and the images of its drives. */
  readonly folder: string;
  /** Adds a host and boots it. */
  startVm(name: string, options: HostOptions): Promise<Vm>;
  /** The end of every log of every host. */
  logs(): Promise<string>;
  /** Kills what runs and deletes disk images; logs stay. */
  stop(): Promise<void>;
}

const GIB_PER_DRIVE = 128;
const VM_FOLDER = fileURLToPath(new URL('vm/', import.meta.url));
/** Jumbo frames: each frame costs an emulated processor much the same, long or short. */
const MTU = 9000;

const BOX: HostOptions = { drives: [...drivesOf('ssd', 3), ...drivesOf('hdd', 1), ...drivesOf('nvme', 2)] };
const NODE: HostOptions = { drives: [] };

/** Two enclosures and two Kubernetes nodes. */
export const STANDARD_HOSTS = { 'box-1': BOX, 'box-2': BOX, 'node-a': NODE, 'node-b': NODE } as const;

/** `count` drives of 128 GiB with the ids `KIND-0`, `KIND-1` and so on. */
export function drivesOf(kind: DriveOptions['kind'], count: number): DriveOptions[] {
  return Array.from({ length: count }, (_, at) => ({ kind, gib: GIB_PER_DRIVE, id: `${kind}-${String(at)}` }));
}

/**
 * Boots hosts side by side; addresses are 10.77.0.1, 10.77.0.2 and so on, in the order of the hosts.
 * @throws LabError `not-prepared`, `did-not-boot`
 */
export async function createLab(): Promise<Lab<keyof typeof STANDARD_HOSTS>>;
export async function createLab<Name extends string>(hosts: Readonly<Record<Name, HostOptions>>): Promise<Lab<Name>>;
export async function createLab(wanted: Readonly<Record<string, HostOptions>> = STANDARD_HOSTS): Promise<Lab> {
  const site = await openSite();
  const hosts: Record<string, Vm> = {};
  const lab: Lab = {
    hosts,
    network: site.network,
    folder: site.folder,
    startVm: async (name, options) => {
      const vm = await addVm(site, name, options);
      hosts[name] = vm;
      await vm.boot();
      return vm;
    },
    logs: async () => (await Promise.all(Object.values(hosts).map((vm) => vm.logs()))).join('\n'),
    stop: async () => {
      await Promise.all(Object.values(hosts).map((vm) => vm.powerCut()));
      await closeSite(site);
    },
  };
  const boots = await Promise.allSettled(Object.entries(wanted).map(([name, each]) => lab.startVm(name, each)));
  const failed = boots.find((boot) => boot.status === 'rejected');
  if (failed === undefined) return lab;
  const logs = await lab.logs();
  await lab.stop();
  throw new LabError('did-not-boot', `${String(failed.reason)}\n${logs}`, { cause: failed.reason });
}

async function addVm(site: Site, name: string, options: HostOptions): Promise<Vm> {
  const number = ++site.count;
  const [address, token] = [`10.77.0.${String(number)}`, randomBytes(16).toString('hex')];
  const folder = join(site.folder, name);
  await mkdir(folder);
  const stateDisk = await makeStateDisk(folder);
  const drives = await makeDrives(folder, name, options.drives);
  const switchSocket = join(site.socketFolder, `${name}.switch`);
  await site.network.addPort(name, switchSocket);
  const machine = {
    ...{ name, folder, stateDisk, drives, switchSocket, number },
    kernel: site.kernel,
    initramfs: site.initramfs,
    mebibytes: options.mebibytes ?? 768,
    processors: options.processors ?? 1,
    qmpSocket: join(site.socketFolder, `${name}.qmp`),
    kernelArguments: [...settings(name, address, token), ...(options.kernelArguments ?? [])],
  };
  return createVm({ machine, address, token, network: site.network, socketFolder: site.socketFolder });
}

/** What vm/start-host.sh reads from the kernel's command line. */
function settings(name: string, address: string, token: string): string[] {
  const hash = createHash('sha256').update(name).digest('hex');
  const uuid = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  const values = {
    ...{ name, address, token, mtu: MTU, uuid: uuid.join('-'), node: process.execPath },
    start: join(VM_FOLDER, 'start-host.sh'),
    daemon: join(VM_FOLDER, 'control-daemon.mjs'),
  };
  return Object.entries(values).map(([key, value]) => `lab.${key}=${String(value)}`);
}
