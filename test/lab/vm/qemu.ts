import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { driveArguments, type Drive } from './drives.ts';
import type { Kernel } from './kernel.ts';

/** All that a machine is made of; it stays the same over power cuts. */
export interface Machine {
  readonly name: string;
  readonly mebibytes: number;
  readonly processors: number;
  readonly kernel: Kernel;
  readonly initramfs: string;
  /** On the kernel's command line, besides what the laboratory needs. */
  readonly kernelArguments: readonly string[];
  /** The folder that the machine sees at /lab, for logs. */
  readonly folder: string;
  /** The disk below the machine's root. */
  readonly stateDisk: string;
  readonly drives: readonly Drive[];
  /** Where the switch listens, and where QEMU is to listen. */
  readonly switchSocket: string;
  readonly qmpSocket: string;
  /** Last octets of the hardware addresses. */
  readonly number: number;
}

/** Network devices of a machine, by what they reach; also the names that QMP's `set_link` takes. */
export type Nic = 'data' | 'driver' | 'control';

/** The port of the control daemon in the machine. */
export const CONTROL_GUEST_PORT = 7777;

export function startQemu(machine: Machine): ChildProcess {
  const [program = '', ...args] = boundCommand(['qemu-system-x86_64', ...machineArguments(machine)]);
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * A command that the kernel kills when the process that started it ends, however it ends. At a lower priority, so that
 * emulated processors do not starve the switch and the tests; in a batch, so that one that wakes does not drive another
 * out of the caches at once.
 */
export function boundCommand(argv: readonly string[]): string[] {
  return ['nice', '--adjustment=5', 'chrt', '--batch', '0', 'setpriv', '--pdeathsig=KILL', ...argv];
}

/**
 * Without what protects a kernel from its programs and each of its copies pays for, five levels of page tables, wide
 * registers that every change of program saves, and string instructions, which TCG carries out byte by byte.
 */
const CPU = 'max,-smap,-smep,-pku,-la57,-xsave,-avx,-avx2,-pcid,-erms,-fsrm';

function machineArguments(machine: Machine): string[] {
  return [
    ...['-name', machine.name, '-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-vga', 'none'],
    // On the older default machine the kernel takes a tenth of a second per device to find its interrupt.
    ...[
      '-machine',
      'q35,smbus=off',
      '-accel',
      'tcg,thread=multi,tb-size=512',
      '-cpu',
      CPU,
      '-smp',
      String(machine.processors),
    ],
    ...['-m', String(machine.mebibytes)],
    ...['-serial', `file:${join(machine.folder, 'console.log')}`],
    ...['-qmp', `unix:${machine.qmpSocket},server=on,wait=off`],
    ...['-kernel', machine.kernel.image, '-initrd', machine.initramfs, '-append', kernelCommandLine(machine)],
    ...folder('root', '/', 'readonly=on,multidevs=remap'),
    ...folder('lab', machine.folder, 'multidevs=remap'),
    ...['-drive', `file=${machine.stateDisk},if=none,id=state,format=raw,cache=unsafe`],
    ...['-device', 'virtio-blk-pci,drive=state'],
    ...networkArguments(machine),
    ...driveArguments(machine.drives),
  ];
}

function kernelCommandLine(machine: Machine): string {
  const console = ['console=ttyS0', 'quiet', 'loglevel=4', 'panic=-1'];
  // What costs time on an emulated processor, and has nothing to do with storage.
  const quick = [
    ...['mitigations=off', 'nokaslr', 'init_on_alloc=0', 'audit=0', 'lsm=capability', 'cryptomgr.notests'],
    ...['hardened_usercopy=off', 'randomize_kstack_offset=off', 'cgroup_disable=memory', 'psi=0', 'nowatchdog'],
    // Where each start of a program lies elsewhere, its code is translated anew each time: that was half of every start.
    'norandmaps',
  ];
  return [...console, ...quick, ...clockArguments(), 'net.ifnames=0', ...machine.kernelArguments].join(' ');
}

/**
 * The rate of the clock, which an emulated machine otherwise measures at boot, and on a busy one wrongly by a factor.
 * TCG hands the build machine's own time stamp counter on; Linux calibrates it to bogomips.
 */
function clockArguments(): string[] {
  const bogomips = /^bogomips\s*:\s*([\d.]+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
  return arch() === 'x64' && bogomips !== undefined
    ? [`tsc_early_khz=${String(Math.round(Number(bogomips) * 500))}`]
    : [];
}

function folder(tag: string, path: string, options: string): string[] {
  const backend = `local,id=${tag},path=${path},security_model=none,${options}`;
  return ['-fsdev', backend, '-device', `virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`];
}

/** In this order the kernel names them eth0, eth1 and eth2. */
function networkArguments(machine: Machine): string[] {
  const control = `net=10.0.3.0/24,restrict=on,hostfwd=tcp:127.0.0.1:0-10.0.3.15:${String(CONTROL_GUEST_PORT)}`;
  const backends: readonly (readonly [Nic, string])[] = [
    ['data', `stream,server=off,addr.type=unix,addr.path=${machine.switchSocket}`],
    ['driver', 'user,ipv6=off,net=10.0.2.0/24'],
    ['control', `user,ipv6=off,${control}`],
  ];
  return backends.flatMap(([nic, backend], at) => {
    const [type, ...options] = backend.split(',');
    const address = [at, machine.number].map((octet) => octet.toString(16).padStart(2, '0')).join(':');
    const device = `virtio-net-pci,id=${nic},netdev=${nic}-net,romfile=,mac=52:54:00:77:${address}`;
    return ['-netdev', [type, `id=${nic}-net`, ...options].join(','), '-device', device];
  });
}
