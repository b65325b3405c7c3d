import { componentKiB, ARRAY_DATA_OFFSET_MIB } from '../../../core/model/format.ts';
import { gib } from '../../../core/model/capacity.ts';
import type { Vm } from '../vm/vm.ts';

/** A mirror that a person makes by hand with the tools and the settings that Stowage uses. */
export interface HandMade {
  /** What fio is run on. */
  readonly device: string;
  takeDown(): Promise<void>;
}

const SUBSYSTEM = 'nqn.2026-01.org.example:by-hand';
const HOST_ID = '11111111-1111-4111-8111-111111111111';
const HOST_NQN = `nqn.2014-08.org.nvmexpress:uuid:${HOST_ID}`;
const KEY = 'a key of sixty-four bytes, made for nothing but this benchmark!!';
const PORT = 4499;

/** The drive of each box that is kept from Stowage: a partition of a person's own is on it. */
export const HAND_DRIVE = 'ssd-2';

/** Before anybody declares the drive: what has a foreign partition is left out. */
export async function partitionByHand(box: Vm, gibibytes: number): Promise<void> {
  const script = `label: gpt\nstart=${String(2 ** 21)}, size=${String((gibibytes + 1) * 2 ** 21)}\n`;
  await box.output(['sfdisk', '--wipe', 'always', driveOf(box)], { input: script });
  await box.output(['udevadm', 'settle']);
}

export async function mirrorByHand(
  node: Vm,
  boxes: readonly Vm[],
  { gibibytes, encrypted }: { readonly gibibytes: number; readonly encrypted: boolean },
): Promise<HandMade> {
  for (const box of boxes) await box.output(['bash', '-ec', exportScript(box)]);
  const connects = boxes.map(
    (box) =>
      `nvme connect -t tcp -a ${box.address} -s ${String(PORT)} -n ${SUBSYSTEM}-${box.name} --hostnqn=${HOST_NQN} --hostid=${HOST_ID} --ctrl-loss-tmo=-1 --reconnect-delay=2 --keep-alive-tmo=5`,
  );
  const size = componentKiB({ size: gib(gibibytes), encrypted, stripes: 1 });
  const create = `mdadm --create /dev/md/by-hand --run --level=1 --raid-devices=2 --metadata=1.2 --bitmap=internal --bitmap-chunk=64M --data-offset=${String(ARRAY_DATA_OFFSET_MIB)}M --homehost=any --size=${String(size)} --assume-clean`;
  const found = boxes.map(
    (box, at) =>
      `d${String(at)}=$(for s in /sys/class/nvme-subsystem/*; do if [ "$(cat $s/subsysnqn)" = ${SUBSYSTEM}-${box.name} ]; then basename $s/nvme*n1; fi; done)`,
  );
  await node.output([
    'bash',
    '-ec',
    [...connects, 'udevadm settle; sleep 1', ...found, `${create} /dev/$d0 /dev/$d1`].join('\n'),
  ]);
  if (encrypted) await encryptByHand(node);
  return {
    device: encrypted ? '/dev/mapper/by-hand' : '/dev/md/by-hand',
    takeDown: async () => {
      const down = [
        ...(encrypted ? ['cryptsetup close by-hand'] : []),
        'mdadm --stop /dev/md/by-hand',
        ...boxes.map((box) => `nvme disconnect -n ${SUBSYSTEM}-${box.name}`),
      ];
      await node.output(['bash', '-ec', down.join('\n')]);
    },
  };
}

async function encryptByHand(node: Vm): Promise<void> {
  const settings =
    '--batch-mode --type luks2 --cipher aes-xts-plain64 --key-size 512 --sector-size 4096 --pbkdf pbkdf2 --pbkdf-force-iterations 1000';
  const format = ['cryptsetup', 'luksFormat', ...settings.split(' '), '--key-file', '-', '/dev/md/by-hand'];
  await node.output(format, { input: KEY });
  await node.output(['cryptsetup', 'open', '--key-file', '-', '/dev/md/by-hand', 'by-hand'], { input: KEY });
}

const driveOf = (box: Vm): string => {
  const drive = box.drives.find(({ id }) => id === HAND_DRIVE);
  if (!drive) throw new Error(`${box.name} has no drive ${HAND_DRIVE}`);
  return drive.path;
};

const exportScript = (box: Vm): string => `
N=/sys/kernel/config/nvmet S=$N/subsystems/${SUBSYSTEM}-${box.name} P=$N/ports/99
# Exported once, for every mirror that is made of it.
[ ! -d "$S" ] || exit 0
mkdir -p $N/hosts/${HOST_NQN} $S/namespaces/1 $P
echo 0 >$S/attr_allow_any_host
printf %s "$(readlink -f ${driveOf(box)}-part1)" >$S/namespaces/1/device_path
echo 1 >$S/namespaces/1/enable
ln -s $N/hosts/${HOST_NQN} $S/allowed_hosts/
echo ipv4 >$P/addr_adrfam; echo tcp >$P/addr_trtype; echo ${box.address} >$P/addr_traddr; echo ${String(PORT)} >$P/addr_trsvcid
ln -s $S $P/subsystems/
`;
