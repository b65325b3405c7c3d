import { describe, expect, it } from 'vitest';
import { arrayPath, containerPath } from '../../../csi/host/linux/device-names.ts';
import type { VolumeId } from '../../../core/model/ids.ts';
import type { Fleet, NodeName } from '../fleet/fleet.ts';
import { discard, leave, MIRROR, use, useNew } from '../fleet/in-use.ts';
import { until } from '../fleet/until.ts';
import { settled, targetPath } from '../fleet/volumes.ts';
import type { LabVolume } from '../fleet/volumes.ts';
import type { Vm } from '../vm/vm.ts';

const NODE: NodeName = 'node-a';
const PODS = '/sys/fs/cgroup/kubepods';
const POD = `${PODS}/pod-1`;
const MEGABYTE = 1_000_000;

/** What kubelet does before anything of Stowage runs: cgroup v2, and a cgroup for pods with one of a pod. */
export const makePods = (vm: Vm): Promise<string> =>
  vm.output(['sh', '-ec', `mount -t cgroup2 cgroup2 /sys/fs/cgroup; mkdir ${PODS} ${POD}`]);

/** Tells that a volume takes what its attributes say, and no more. */
export function limits(fleet: () => Fleet): void {
  describe('limits', () => {
    it.each(['plain', 'encrypted'])('of a volume hold on its node, and change while it is used: %s', async (kind) => {
      const node = fleet().node(NODE);
      const parameters = { ...MIRROR, encrypt: String(kind === 'encrypted') };
      const inUse = await useNew(fleet(), { name: `limited-${kind}`, gib: 1, use: 'block', parameters }, NODE);
      const { volume } = inUse;
      const free = await rate(node, volume, 'write');
      expect(free).toBeGreaterThan(5 * MEGABYTE);

      await modify(fleet(), volume, { maxWriteBandwidth: '2M' });
      const slow = await rate(node, volume, 'write');
      const reads = await rate(node, volume, 'read');
      await modify(fleet(), volume, { maxWriteBandwidth: '4M', maxReadIops: '3' });
      const faster = await rate(node, volume, 'write');
      const fewReads = await rate(node, volume, 'read');
      console.log(`${kind}, MB/s: ${JSON.stringify({ free, slow, reads, faster, fewReads }, inMegabytes)}`);
      expect(slow).toBeLessThan(2.2 * MEGABYTE);
      expect(reads).toBeGreaterThan(5 * MEGABYTE);
      expect(faster).toBeLessThan(4.4 * MEGABYTE);
      // How near to its limit an emulated machine comes is its own matter.
      expect(faster).toBeGreaterThan(1.2 * slow);
      // In blocks of 1 MiB.
      expect(fewReads).toBeLessThan(4 * MEGABYTE);

      await forgotten(node, volume, kind);
      await leave(fleet(), inUse);
      expect(await node.output(['cat', `${PODS}/io.max`])).toBe('');
      const again = await use(fleet(), volume, NODE);
      expect(await rate(node, volume, 'write')).toBeLessThan(4.4 * MEGABYTE);
      await discard(fleet(), again);
    });
  });
}

/** Whatever takes the limits away, they are set again within seconds. */
async function forgotten(node: Vm, { id }: LabVolume, kind: string): Promise<void> {
  const device = kind === 'encrypted' ? containerPath(id as VolumeId) : arrayPath(id as VolumeId);
  const number = (await node.output(['lsblk', '--nodeps', '--noheadings', '--output', 'MAJ:MIN', device])).trim();
  const standing = await node.output(['cat', `${PODS}/io.max`]);
  expect(standing).toContain(`${number} rbps=max wbps=4000000 riops=3 wiops=max`);
  await node.output(['sh', '-ec', `echo ${number} wbps=max riops=max >${PODS}/io.max; cat ${PODS}/io.max`]);
  await until('the limits to be back', async () => (await node.output(['cat', `${PODS}/io.max`])) === standing);
}

/** As external-resizer does, until it is done. */
const modify = (fleet: Fleet, volume: LabVolume, mutableParameters: Record<string, string>): Promise<unknown> =>
  settled(`modify ${volume.name}`, () =>
    fleet.controller.csi.controller.controllerModifyVolume({ volumeId: volume.id, mutableParameters }),
  );

/** Bytes per second that a pod gets, past the page cache. */
async function rate(node: Vm, volume: LabVolume, direction: 'read' | 'write'): Promise<number> {
  const device = targetPath(volume);
  const how =
    direction === 'write'
      ? `if=/dev/zero of=${device} oflag=direct conv=notrunc`
      : `if=${device} of=/dev/null iflag=direct`;
  const script = `echo $$ >${POD}/cgroup.procs; dd ${how} bs=1M count=16 2>&1 | tail -n 1`;
  const said = await node.output(['sh', '-ec', script], { timeout: 120_000 });
  const [, bytes, seconds] = /^(\d+) bytes.* copied, ([\d.]+(?:e-\d+)?) s/.exec(said) ?? [];
  return Number(bytes) / Number(seconds);
}

const inMegabytes = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number((value / MEGABYTE).toFixed(2)) : value;
