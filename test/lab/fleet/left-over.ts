import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Drive } from '../vm/drives.ts';
import type { Vm } from '../vm/vm.ts';

/*
 * Shell builtins alone: a program costs an emulated processor a tenth of a second. `each WHAT PATH...` tells of paths
 * that are there.
 */
const EACH = 'each() { what=$1; shift; for path; do [ ! -e "$path" ] || echo "$what: ${path##*/}"; done; }';

/** A shell script that prints a line for each thing that a volume left on a node. */
export const LOOK_ON_NODE = [
  EACH,
  'each array /sys/block/md*',
  'each "dm device" /sys/block/dm-*',
  'each "iSCSI session" /sys/class/iscsi_session/*',
  'each "iSCSI node record" /etc/iscsi/nodes/*',
  'each "iSCSI interface record" /etc/iscsi/ifaces/*stowage*',
  'each "table of mount flags" /run/stowage-mount-*',
  'for path in /sys/class/nvme-subsystem/*/subsysnqn; do',
  '  [ -e "$path" ] && read -r nqn <"$path" && case $nqn in *dev.stowage*) echo "NVMe connection: $nqn" ;; esac',
  'done',
  'while read -r _ path _; do case $path in /var/lib/kubelet/*) echo "mount: $path" ;; esac; done </proc/mounts',
].join('\n');

const [NVMET, LIO] = ['/sys/kernel/config/nvmet', '/sys/kernel/config/target'];
const LOOK_ON_BOX = [
  EACH,
  `each "NVMe subsystem" ${NVMET}/subsystems/*`,
  `each "NVMe host" ${NVMET}/hosts/*`,
  `each "NVMe port" ${NVMET}/ports/*`,
  `each "iSCSI target" ${LIO}/iscsi/iqn*`,
  `each backstore ${LIO}/core/iblock_*/*/`,
  'each array /sys/block/md*',
  // All but the first, which holds the label.
  'each partition /dev/sd*[a-z][2-9] /dev/sd*[a-z][1-9][0-9] /dev/nvme*p[2-9] /dev/nvme*p[1-9][0-9]',
].join('\n');

/** What a volume left on a host. Empty when nothing is left. */
async function found(vm: Vm, look: string): Promise<readonly string[]> {
  const said = await vm.output(['sh', '-c', look]);
  return said.split('\n').flatMap((line) => (line === '' ? [] : [`${vm.name} ${line}`]));
}

export const leftOnNode = (vm: Vm): Promise<readonly string[]> => found(vm, LOOK_ON_NODE);
export const leftOnBox = (vm: Vm): Promise<readonly string[]> => found(vm, LOOK_ON_BOX);

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
