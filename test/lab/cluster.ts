import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from './lab-error.ts';
import { createSwitch, type Switch } from './switch.ts';
import { makeDrives, type DriveOptions } from './vm/drives.ts';
import { buildInitramfs } from './vm/initramfs.ts';
import { prepareKernel, type Kernel } from './vm/kernel.ts';
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
const STATE_DISK_BYTES = 2 ** 30;
const CACHE = fileURLToPath(new URL('../../.cache/lab', import.meta.url));
const VM_FOLDER = fileURLToPath(new URL('vm/', import.meta.url));
/** Frames as long as they get over the switch: every frame costs an emulated processor the same. */
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
  const site = await prepareSite();
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
      site.network.close();
      await rm(site.socketFolder, { recursive: true, force: true });
      await deleteImages(site.folder);
    },
  };
  try {
    await Promise.all(Object.entries(wanted).map(([name, options]) => lab.startVm(name, options)));
  } catch (error) {
    const logs = await lab.logs();
    await lab.stop();
    throw new LabError('did-not-boot', `${String(error)}\n${logs}`, { cause: error });
  }
  return lab;
}

/** What the hosts of a run have in common. */
interface Site {
  readonly folder: string;
  readonly socketFolder: string;
  readonly kernel: Kernel;
  readonly initramfs: string;
  readonly network: Switch;
  count: number;
}

async function prepareSite(): Promise<Site> {
  const kernel = await prepareKernel(CACHE);
  const stamp = new Date().toISOString().replaceAll(':', '').slice(0, 17);
  const folder = join(CACHE, `${stamp}-${String(process.pid)}-${randomBytes(2).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  const initramfs = await buildInitramfs(folder, kernel.version);
  const socketFolder = await mkdtemp(join(tmpdir(), 'lab-'));
  return { folder, socketFolder, kernel, initramfs, network: createSwitch(), count: 0 };
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

/** The disk below the root of a host. */
async function makeStateDisk(folder: string): Promise<string> {
  const image = join(folder, 'state.img');
  const file = await open(image, 'wx');
  await file.truncate(STATE_DISK_BYTES);
  await file.close();
  const eager = ['-E', 'lazy_itable_init=0,lazy_journal_init=0', '-N', '65536', '-J', 'size=16'];
  const made = spawnSync('mkfs.ext4', ['-q', '-F', '-m', '0', ...eager, image]);
  if (made.status !== 0) throw new LabError('not-prepared', `mkfs.ext4: ${made.stderr.toString()}`);
  return image;
}

async function deleteImages(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const images = files.filter((name) => name.endsWith('.img') || name.endsWith('.cpio'));
  await Promise.all(images.map((name) => rm(join(folder, name))));
  await rm(join(folder, 'initramfs'), { recursive: true, force: true });
}
