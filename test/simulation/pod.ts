import type { PublicationId, VolumeId } from '../../core/model/ids.ts';
import { dataBlock } from '../../csi/simulation/leg-contents.ts';
import { readBlock, writeBlock } from '../../csi/host/simulated-blocks.ts';
import type { VolumeCapability } from '../../csi/services/driver-port.ts';
import { callNode, isFinal } from './calls.ts';
import type { Answered } from './calls.ts';
import { readPublications, readVolumes } from './durable.ts';
import type { SimulatedNode } from './node-process.ts';
import type { Move, VolumeClient } from './volume-client.ts';
import type { World } from './world.ts';

/** A pod with the volume on a node, as its kubelet sees it. */
export interface Pod {
  readonly node: SimulatedNode;
  readonly volume: VolumeId;
  readonly publication: PublicationId;
  /** It is to go. */
  isDoomed: boolean;
  isBusy: boolean;
  /** Whether the volume may be staged, and whether it is. */
  staged: 'no' | 'perhaps' | 'yes';
  published: 'no' | 'perhaps' | 'yes';
  isToGrow: boolean;
  refusals: number;
}

export const newPod = (node: SimulatedNode, volume: VolumeId, publication: PublicationId): Pod => ({
  node,
  volume,
  publication,
  isDoomed: false,
  isBusy: false,
  staged: 'no',
  published: 'no',
  isToGrow: false,
  refusals: 0,
});

/** What its kernel held is gone. */
export function forgetBoot(pod: Pod): void {
  pod.staged = 'no';
  pod.published = 'no';
}

const CAPABILITY: VolumeCapability = { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: [] };

const pathsOf = ({ volume }: Pod) => ({ stagingPath: `/staging/${volume}`, targetPath: `/pods/${volume}` });

/** What a kubelet does until there is nothing left to do. */
export function podMoves(world: World, client: VolumeClient, pod: Pod): readonly Move[] {
  const { node, isDoomed, staged, published, isBusy } = pod;
  if (!node.isUp || isBusy) return [];
  // What was decided while the node is cut off, its kubelet does not know.
  const go = isDoomed && !node.isCutOff;
  const step = (name: string, work: () => Promise<void>): readonly Move[] => [
    {
      name: `${node.name} ${name} ${client.name}`,
      weight: 4 / (1 + pod.refusals),
      act: () => {
        whileBusy(pod, work);
      },
    },
  ];
  if (go && published !== 'no') return step('unpublish', () => unpublish(world, pod));
  if (go && staged !== 'no') return step('unstage', () => unstage(world, pod));
  if (go)
    return [
      {
        name: `${node.name} forgets the pod of ${client.name}`,
        weight: 4,
        act: () => {
          client.pods.splice(client.pods.indexOf(pod), 1);
        },
      },
    ];
  if (staged !== 'yes') return step('stage', () => stage(world, pod));
  if (published !== 'yes') return step('publish', () => publish(world, pod));
  return pod.isToGrow ? step('grow', () => grow(world, pod)) : [];
}

const whileBusy = (pod: Pod, work: () => Promise<void>): void => {
  pod.isBusy = true;
  void work().finally(() => {
    pod.isBusy = false;
  });
};

/** Source: Kubernetes, pkg/volume/util/operationexecutor: an error that is final leaves nothing to be undone. */
const afterwards = (answer: Parameters<typeof isFinal>[0]): Pod['staged'] =>
  answer.kind === 'ok' ? 'yes' : isFinal(answer) ? 'no' : 'perhaps';

const tryNode: <Value>(pod: Pod, ...call: Parameters<typeof callNode<Value>>) => Promise<Answered<Value>> = async (
  pod,
  ...call
) => {
  const answer = await callNode(...call);
  pod.refusals = answer.kind === 'ok' ? 0 : pod.refusals + 1;
  return answer;
};

async function stage(world: World, pod: Pod): Promise<void> {
  const { node, volume, publication } = pod;
  const boot = await node.host.bootId();
  const { stagingPath } = pathsOf(pod);
  const request = { volume, publication, stagingPath, capability: CAPABILITY };
  pod.staged = 'perhaps';
  const answer = await tryNode(pod, world, node, `stage ${volume}`, (plugin) => plugin.stage(request));
  if (boot === (await node.host.bootId())) pod.staged = afterwards(answer);
}

async function unstage(world: World, pod: Pod): Promise<void> {
  const { node, volume } = pod;
  const { stagingPath } = pathsOf(pod);
  const answer = await tryNode(pod, world, node, `unstage ${volume}`, (plugin) =>
    plugin.unstage({ volume, stagingPath }),
  );
  if (answer.kind === 'ok') pod.staged = 'no';
}

async function publish(world: World, pod: Pod): Promise<void> {
  const { node, volume } = pod;
  const boot = await node.host.bootId();
  const request = { volume, ...pathsOf(pod), capability: CAPABILITY, readonly: false };
  pod.published = 'perhaps';
  const answer = await tryNode(pod, world, node, `publish ${volume}`, (plugin) => plugin.publish(request));
  if (boot === (await node.host.bootId())) pod.published = afterwards(answer);
}

async function unpublish(world: World, pod: Pod): Promise<void> {
  const { node, volume } = pod;
  const { targetPath } = pathsOf(pod);
  const answer = await tryNode(pod, world, node, `unpublish ${volume}`, (plugin) =>
    plugin.unpublish({ volume, targetPath }),
  );
  if (answer.kind === 'ok') pod.published = 'no';
}

async function grow(world: World, pod: Pod): Promise<void> {
  const { node, volume } = pod;
  const request = { volume, volumePath: pathsOf(pod).targetPath, size: undefined };
  const answer = await tryNode(pod, world, node, `grow ${volume}`, (plugin) => plugin.expand(request));
  if (isFinal(answer)) pod.isToGrow = false;
}

const BLOCKS = 4;

/** The pod writes and reads, past its plug-in. */
export function useMoves(world: World, client: VolumeClient, pod: Pod, text: () => string): readonly Move[] {
  if (!pod.node.isUp || pod.published !== 'yes' || (pod.isDoomed && pod.isBusy)) return [];
  const at = (kind: string, weight: number, act: (block: number) => Promise<void>): readonly Move[] =>
    Array.from({ length: BLOCKS }, (_, block) => ({
      name: `the pod of ${client.name} on ${pod.node.name} ${kind} block ${String(block)}`,
      weight: weight / BLOCKS,
      act: () => {
        void act(block);
      },
    }));
  return [
    ...at('writes', 2, (block) => write(world, client, pod, block, text())),
    ...at('reads', 1, (block) => read(world, client, pod, block)),
  ];
}

async function write(world: World, client: VolumeClient, pod: Pod, block: number, text: string): Promise<void> {
  const { node, volume } = pod;
  if (!(await isShown(pod))) return;
  const done = await writeBlock(node.parts, volume, { address: dataBlock(block), text });
  if (done.kind === 'error') {
    world.note(`  ${done.message}`);
    return;
  }
  if (await has(world, pod)) client.written.set(block, text);
  else if (!(await isUnfenced(world, pod)))
    world.accuse(`${node.name} wrote to ${client.name} after it was taken away from there`);
}

export async function read(world: World, client: VolumeClient, pod: Pod, block: number): Promise<void> {
  const { node, volume } = pod;
  const found = await readBlock(node.parts, volume, dataBlock(block));
  if (found.kind === 'error' || !(await has(world, pod))) return;
  const wanted = client.written.get(block);
  if (found.value !== wanted)
    world.accuse(
      `${client.name} block ${String(block)} reads ${String(found.value)} on ${node.name}, and ${String(wanted)} was written`,
    );
}

export async function readAll(world: World, client: VolumeClient, pod: Pod): Promise<void> {
  for (let block = 0; block < BLOCKS; block += 1) await read(world, client, pod, block);
}

/** Without its mount there is no pod. */
const isShown = async (pod: Pod): Promise<boolean> =>
  (await pod.node.parts.state.mounts.get(pathsOf(pod).targetPath)) !== undefined;

/** Whether the pod's node has the volume, by the store. */
const has = async ({ store }: World, { publication }: Pod): Promise<boolean> =>
  (await readPublications(store)).some(({ id }) => id === publication);

/** Whether an export may still stand, and the store knows it. */
const isUnfenced = async ({ store }: World, { volume, publication }: Pod): Promise<boolean> =>
  (await readVolumes(store)).some(
    ({ id, unfenced }) => id === volume && unfenced.some((each) => each.publication === publication),
  );

export async function writeAll(world: World, client: VolumeClient, pod: Pod): Promise<void> {
  for (let block = 0; block < BLOCKS; block += 1) {
    await write(world, client, pod, block, `${String(world.trace.length)} in block ${String(block)}`);
  }
}
