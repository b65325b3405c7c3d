import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { gib, gibToBytes } from '../../../core/model/capacity.ts';
import type {
  NodeUnderTest,
  PathState,
  VolumeUnderTest,
  VolumeWish,
} from '../../../csi/host/testing/node-driver-contract.ts';
import type { Fleet, NodeName } from '../fleet/fleet.ts';
import { PARAMETERS, SIZES } from '../fleet/layouts.ts';
import { leftOnNode } from '../fleet/left-over.ts';
import type { LabVolume } from '../fleet/volumes.ts';
import type { Vm } from '../vm/vm.ts';

const FOLDER = '/var/lib/kubelet/conformance';

/** A node plug-in of the fleet, with volumes that its driver makes and publishes. All of them go when the test ends. */
export async function realNode(fleet: Fleet, name: NodeName): Promise<NodeUnderTest> {
  const vm = fleet.node(name);
  const { node } = fleet.nodes[name].csi;
  const [volumes, paths]: [LabVolume[], string[]] = [[], []];
  await vm.output(['mkdir', '-p', FOLDER]);
  onTestFinished(async () => {
    if ((await leftOnNode(vm)).length > 0) await letGo(fleet, name, volumes, paths);
    for (const volume of volumes) {
      await fleet.controller.unpublish(volume, name);
      await fleet.controller.remove(volume);
    }
  });
  return {
    node,
    path: () => {
      const path = `${FOLDER}/${randomUUID()}`;
      paths.push(path);
      return path;
    },
    at: (path) => stateOf(vm, path),
    takeAway: async (path) => {
      await vm.output(['umount', path]);
      await vm.output(['rm', '-d', path]);
    },
    left: () => leftOnNode(vm),
    volume: async ({ layout, encrypted, use }) => {
      const parameters = { ...PARAMETERS[layout], ...(encrypted && { encrypt: 'true' }) };
      const size = SIZES[layout].gib;
      const volume = await fleet.controller.create({ name: `node-${randomUUID()}`, gib: size, use, parameters });
      volumes.push(volume);
      const context = await fleet.controller.publish(volume, name);
      return underTest({ fleet, name, volume, layout, context });
    },
  };
}

interface PublishedVolume extends Pick<VolumeWish, 'layout'> {
  readonly fleet: Fleet;
  readonly name: NodeName;
  readonly volume: LabVolume;
  readonly context: Record<string, string>;
}

function underTest(published: PublishedVolume): VolumeUnderTest {
  const { fleet, name, volume, layout, context } = published;
  const vm = fleet.node(name);
  const { gib: size, grown } = SIZES[layout];
  const isBlock = volume.use === 'block';
  return {
    id: volume.id,
    bytes: gibToBytes(gib(size)),
    publishContext: context,
    republish: async () => {
      await fleet.controller.unpublish(volume, name);
      return underTest({ ...published, context: await fleet.controller.publish(volume, name) });
    },
    grow: async () => {
      await fleet.controller.expand(volume, grown);
      return gibToBytes(gib(grown));
    },
    write: async (path, text) => {
      const to = isBlock ? [`of=${path}`, 'oflag=direct', 'conv=sync,fsync'] : [`of=${path}/kept`, 'conv=fsync'];
      await vm.output(['dd', 'bs=4096', ...to], { input: text });
    },
    read: async (path) => {
      const from = isBlock ? [`if=${path}`, 'iflag=direct'] : [`if=${path}/kept`];
      return (await vm.output(['dd', 'bs=4096', 'count=1', ...from])).replaceAll('\0', '');
    },
  };
}

const LOOK = `[ -d "$1" ] && kind=folder || { [ -b "$1" ] && kind=device; } || { [ -e "$1" ] && kind=file; } || kind=none
grep -q " $1 " /proc/mounts && echo $kind mounted || echo $kind`;

async function stateOf(vm: Vm, path: string): Promise<PathState> {
  const [kind, mounted] = (await vm.output(['sh', '-c', LOOK, 'sh', path])).trim().split(' ');
  return { kind: kind as PathState['kind'], mounted: mounted === 'mounted' };
}

/** What a test that failed has left: any of its volumes may stand at any of its paths. */
async function letGo(fleet: Fleet, name: NodeName, volumes: readonly LabVolume[], paths: readonly string[]) {
  const { node } = fleet.nodes[name].csi;
  for (const { id: volumeId } of volumes) {
    for (const targetPath of paths) await node.nodeUnpublishVolume({ volumeId, targetPath });
    for (const stagingTargetPath of paths) await node.nodeUnstageVolume({ volumeId, stagingTargetPath });
  }
}
