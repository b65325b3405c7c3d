import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Drive } from '../vm/drives.ts';
import type { Vm } from '../vm/vm.ts';

/** A shell line that prints what should not be there, by name of what it looks for. */
const ON_NODE: Readonly<Record<string, string>> = {
  array: "grep -o '^md[0-9]*' /proc/mdstat",
  'dm device': "dmsetup ls | grep -v '^No devices found'",
  'NVMe connection': "grep -l '^nqn.2026-01.dev.stowage' /sys/class/nvme-subsystem/*/subsysnqn",
  'iSCSI session': 'iscsiadm -m session 2>/dev/null',
  'iSCSI node record': 'iscsiadm -m node 2>/dev/null',
  'iSCSI interface record': 'iscsiadm -m iface 2>/dev/null | grep dev.stowage',
  mount: "grep ' /var/lib/kubelet/' /proc/mounts",
};

const ON_BOX: Readonly<Record<string, string>> = {
  'NVMe subsystem': 'ls /sys/kernel/config/nvmet/subsystems',
  'NVMe host': 'ls /sys/kernel/config/nvmet/hosts',
  'NVMe port': 'ls /sys/kernel/config/nvmet/ports',
  'iSCSI target': "ls /sys/kernel/config/target/iscsi 2>/dev/null | grep '^iqn'",
  backstore: 'ls -d /sys/kernel/config/target/core/iblock_*/*/ 2>/dev/null',
  array: "grep -o '^md[0-9]*' /proc/mdstat",
  partition: 'ls /dev/sd*[a-z]*[2-9] /dev/nvme*p[2-9] 2>/dev/null',
};

/** What a volume left on a host, as `what: name`. Empty when nothing is left. */
async function found(vm: Vm, lines: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const script = Object.entries(lines).map(([what, line]) => `{ ${line}; } | sed 's|^|${vm.name} ${what}: |'`);
  const said = await vm.output(['sh', '-c', `${script.join('\n')}\ntrue`]);
  return said.split('\n').filter((line) => line !== '');
}

export const leftOnNode = (vm: Vm): Promise<readonly string[]> => found(vm, ON_NODE);
export const leftOnBox = (vm: Vm): Promise<readonly string[]> => found(vm, ON_BOX);

const [GIB, CHUNK] = [2 ** 30, 2 ** 22];
/** The backup of the partition table. */
const TAIL = 2 ** 20;

/** Where a drive holds anything but zeros behind its label, as byte offsets; at most one per drive. */
export async function bytesLeft({ image, gib, id }: Drive): Promise<readonly string[]> {
  const file = await open(image, 'r');
  try {
    for (const { start, end } of await dataIn(image, GIB, gib * GIB - TAIL)) {
      const found = await firstByte(file, start, end);
      if (found !== undefined) return [`${id} holds bytes behind ${String(found)}`];
    }
    return [];
  } finally {
    await file.close();
  }
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What of a sparse file is no hole. */
async function dataIn(image: string, from: number, to: number): Promise<readonly Stretch[]> {
  const { stdout } = await promisify(execFile)('xfs_io', ['-r', '-c', `seek -a -r ${String(from)}`, image]);
  const marks = [...stdout.matchAll(/^(DATA|HOLE)\s+(\d+)/gm)].map(([, kind, at]) => ({ kind, at: Number(at) }));
  return marks.flatMap(({ kind, at }, index) => {
    const end = Math.min(marks[index + 1]?.at ?? to, to);
    return kind === 'DATA' && at < end ? [{ start: at, end }] : [];
  });
}

const ZEROS = Buffer.alloc(CHUNK);

async function firstByte(file: FileHandle, start: number, end: number): Promise<number | undefined> {
  const buffer = Buffer.alloc(CHUNK);
  for (let offset = start; offset < end; offset += CHUNK) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, end - offset), offset);
    if (buffer.compare(ZEROS, 0, bytesRead, 0, bytesRead) !== 0) return offset;
  }
  return undefined;
}
