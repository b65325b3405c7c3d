import { SystemError } from '../../system/system.ts';
import type { Command, System } from '../../system/system.ts';
import { claimedDevices, modelConfigfs, ROOT } from './model-configfs.ts';
import type { ModelConfigfs } from './model-configfs.ts';
import { readSpan, rereadTable, writeSpan } from './model-drive.ts';
import type { ModelDrive } from './model-drive.ts';
import { isReading, locate, runProgram } from './model-programs.ts';
import type { ProgramHost } from './model-programs.ts';

/** A host with drives, in memory: its kernel and its programs as far as an agent sees them. */
export interface ModelHost {
  drives: ModelDrive[];
  addresses: string[];
  readonly names: Map<string, string>;
  udev: boolean;
  readonly files: Map<string, string>;
  configfs: ModelConfigfs;
  /** As one process sees it: `onEffect` comes before each effect, and may throw. */
  system(onEffect?: (line: string) => void): System;
  /** What a restart of the machine leaves: drives and files. */
  reboot(): void;
  /** Has the programs come to their ends that dead processes left behind: those that hold a lock, or all of them. */
  endLeftBehind(lock?: string): void;
}

/** Thrown by `onEffect` of a program: its process dies when the program has begun, which then is left behind. */
export class LeavesBehind extends Error {}

export function modelHost(drives: readonly ModelDrive[]): ModelHost {
  const files = new Map<string, string>();
  let leftBehind: readonly Command[] = [];
  const freshConfigfs = (): ModelConfigfs => modelConfigfs((device) => locate(programs, device)?.span.length);
  const host: ModelHost = {
    drives: [...drives],
    addresses: ['127.0.0.1', '192.0.2.1', '2001:db8::1'],
    names: new Map(),
    udev: false,
    files,
    configfs: freshConfigfs(),
    system: (onEffect = () => undefined) =>
      systemOf({ host, programs, leave: (command) => (leftBehind = [...leftBehind, command]) }, onEffect),
    endLeftBehind: (lock) => {
      const ending = leftBehind.filter((command) => lock === undefined || command.lock?.file === lock);
      leftBehind = leftBehind.filter((command) => !ending.includes(command));
      for (const command of ending) runProgram(programs, command);
    },
    reboot: () => {
      leftBehind = [];
      host.configfs = freshConfigfs();
      for (const drive of host.drives) rereadTable(drive);
    },
  };
  const programs: ProgramHost = {
    get drives() {
      return host.drives;
    },
    get addresses() {
      return host.addresses;
    },
    names: host.names,
    get udev() {
      return host.udev;
    },
    claimed: () => {
      const { configfs } = host;
      return claimedDevices(configfs.nodes, (path) => configfs.readText(path) ?? '');
    },
    loadModules: (modules) => {
      host.configfs.loadModules(modules);
    },
  };
  return host;
}

interface HostParts {
  readonly host: ModelHost;
  readonly programs: ProgramHost;
  readonly leave: (command: Command) => void;
}

/** What is left behind ends as late as it can: when somebody waits for it. */
async function runOn({ host, programs, leave }: HostParts, command: Command, onEffect: (line: string) => void) {
  await Promise.resolve();
  if (command.lock) host.endLeftBehind(command.lock.file);
  await command.lock?.onceHeld?.();
  try {
    if (!isReading(command)) onEffect(['$', command.program, ...command.args].join(' '));
  } catch (error) {
    if (error instanceof LeavesBehind) leave(command);
    throw error;
  }
  const result = runProgram(programs, command);
  if (!result) throw new SystemError('no-such-program', `there is no program ${command.program}`);
  return result;
}

function systemOf(parts: HostParts, onEffect: (line: string) => void): System {
  const { host, programs } = parts;
  const later = async <Value>(work: () => Value): Promise<Value> => {
    await Promise.resolve();
    return work();
  };
  const effect = (line: string, work: () => void): Promise<void> =>
    later(() => {
      onEffect(line);
      work();
    });
  const inConfigfs = (path: string): boolean => path.startsWith(ROOT);
  return {
    run: (command) => runOn(parts, command, onEffect),
    readText: (path) =>
      later(() => (inConfigfs(path) ? host.configfs.readText(path) : (host.files.get(path) ?? sysfsText(host, path)))),
    writeText: (path, text) =>
      effect(`write ${path}`, () => {
        if (!isUevent(path)) host.configfs.writeText(path, text);
      }),
    replaceFile: (path, text) =>
      effect(`replace ${path}`, () => {
        host.files.set(path, text);
      }),
    readBytes: (path, { offset, length }) => later(() => readBytes(host, programs, path, offset, length)),
    writeBytes: (path, offset, bytes) =>
      effect(`write ${String(bytes.length)} bytes to ${path}`, () => {
        const place = locate(programs, path) ?? absent(path);
        writeSpan(place.drive, place.span.start + offset, bytes);
      }),
    list: (path) =>
      later(() => (inConfigfs(path) ? host.configfs.list(path) : (sysfsList(host, path) ?? filesIn(host, path)))),
    kindOf: (path) => later(() => (inConfigfs(path) ? host.configfs.kindOf(path) : 'none')),
    makeDirectory: (path) =>
      effect(`mkdir ${path}`, () => {
        if (inConfigfs(path)) host.configfs.makeDirectory(path);
      }),
    removeDirectory: (path) =>
      effect(`rmdir ${path}`, () => {
        host.configfs.removeDirectory(path);
      }),
    readLink: (path) => later(() => host.configfs.target(path)),
    realPath: (path) => later(() => host.configfs.target(path)),
    makeLink: (target, path) =>
      effect(`ln ${path}`, () => {
        host.configfs.makeLink(target, path);
      }),
    removeFile: (path) =>
      effect(`rm ${path}`, () => {
        if (inConfigfs(path)) host.configfs.removeFile(path);
        else host.files.delete(path);
      }),
    filesystemUsage: (path) => later(() => absent(path)),
  };
}

/** Tells udev to look again, which the model's does anyhow. */
const isUevent = (path: string): boolean => /^\/sys\/class\/block\/\w+\/uevent$/.test(path);

function absent(path: string): never {
  throw new SystemError('file', `cannot open ${path}: ENOENT`, { errno: 'ENOENT' });
}

function readBytes(host: ModelHost, programs: ProgramHost, path: string, offset: bigint, length: number): Uint8Array {
  const page = /^\/sys\/block\/(\w+)\/device\/vpd_pgb1$/.exec(path)?.[1];
  const drive = host.drives.find(({ kernelName }) => kernelName === page);
  if (drive) return new Uint8Array([0, 0xb1, 0, 0x3c, drive.rpm >> 8, drive.rpm & 0xff]).slice(0, length);
  const place = locate(programs, path) ?? absent(path);
  return readSpan(place.drive, place.span.start + offset, length);
}

function sysfsText(host: ModelHost, path: string): string | undefined {
  const [, kernelName, rest = ''] = /^\/sys\/block\/(\w+)\/(.*)$/.exec(path) ?? [];
  const drive = host.drives.find((other) => other.kernelName === kernelName);
  if (!drive) return undefined;
  switch (rest) {
    case 'device/wwid':
      return drive.wwid;
    case 'device/vendor':
      return 'SEAGATE ';
    case 'queue/logical_block_size':
      return '512';
    case 'queue/write_zeroes_max_bytes':
    case 'queue/discard_max_bytes':
      return drive.zeroesFast ? '1073741824' : '0';
  }
  const [, number, name] = new RegExp(`^${drive.kernelName}(\\d+)/(partition|start|size)$`).exec(rest) ?? [];
  const span = drive.kernelPartitions.get(Number(number));
  if (!span) return undefined;
  if (name === 'partition') return number;
  return String((name === 'start' ? span.start : span.length) / 512n);
}

function sysfsList(host: ModelHost, path: string): readonly string[] | undefined {
  const drive = host.drives.find(({ kernelName }) => path === `/sys/block/${kernelName}`);
  return drive && ['queue', ...[...drive.kernelPartitions.keys()].map((number) => drive.kernelName + String(number))];
}

function filesIn(host: ModelHost, folder: string): readonly string[] | undefined {
  const below = [...host.files.keys()].filter((path) => path.startsWith(`${folder}/`));
  return below.length === 0 ? undefined : below.map((path) => path.slice(folder.length + 1)).sort();
}
