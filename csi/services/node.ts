import { gibToBytes } from '../../core/model/capacity.ts';
import { VolumeUsage_Unit } from '../generated/csi_pb.ts';
import type { Node } from '../generated/csi_pb.ts';
import { ADVERTISED } from './capabilities.ts';
import type { NodeDriver, NodeInfo, Usage, VolumeStats } from './node-port.ts';
import {
  toExpandOnNode,
  toPublishOnNode,
  toStageVolume,
  toUnpublishOnNode,
  toUnstageVolume,
  toVolumeAtPath,
} from './node-requests.ts';
import { mapOk, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';
import { nodeTopology } from './topology-segments.ts';
import type { ServiceHandlers } from './unary-service.ts';

/** The Node service: checks the form of a request, asks the node plug-in, words the answer. */
export function nodeHandlers(driver: NodeDriver): ServiceHandlers<typeof Node> {
  return {
    nodeStageVolume: async (request) =>
      mapOk(await ask(toStageVolume(request), (asked) => driver.stage(asked)), () => ({})),

    nodeUnstageVolume: async (request) =>
      mapOk(await ask(toUnstageVolume(request), (asked) => driver.unstage(asked)), () => ({})),

    nodePublishVolume: async (request) =>
      mapOk(await ask(toPublishOnNode(request), (asked) => driver.publish(asked)), () => ({})),

    nodeUnpublishVolume: async (request) =>
      mapOk(await ask(toUnpublishOnNode(request), (asked) => driver.unpublish(asked)), () => ({})),

    nodeGetVolumeStats: async (request) =>
      mapOk(await ask(toVolumeAtPath(request), (asked) => driver.stats(asked)), statsMessage),

    nodeExpandVolume: async (request) =>
      mapOk(await ask(toExpandOnNode(request), (asked) => driver.expand(asked)), (size) => ({
        capacityBytes: gibToBytes(size),
      })),

    nodeGetInfo: async () => mapOk(await driver.info(), infoMessage),

    nodeGetCapabilities: () =>
      ok({ capabilities: ADVERTISED.node.map((type) => ({ type: { case: 'rpc' as const, value: { type } } })) }),
  };
}

const ask = async <Asked, Answer>(
  asked: DriverOutcome<Asked>,
  operation: (asked: Asked) => Promise<DriverOutcome<Answer>>,
): Promise<DriverOutcome<Answer>> => (asked.kind === 'error' ? asked : operation(asked.value));

const infoMessage = (info: NodeInfo) => ({
  nodeId: info.node,
  // 0 leaves the number to the CO.
  maxVolumesPerNode: BigInt(info.maximumVolumes ?? 0),
  accessibleTopology: nodeTopology(info.segment),
});

const statsMessage = (stats: VolumeStats) => ({
  usage: [
    usageMessage(VolumeUsage_Unit.BYTES, stats.bytes),
    ...(stats.inodes ? [usageMessage(VolumeUsage_Unit.INODES, stats.inodes)] : []),
  ],
});

/** Source: CSI spec, NodeGetVolumeStats: `used` and `available` may be left out for block volumes. */
const usageMessage = (unit: VolumeUsage_Unit, usage: Usage) => ({
  unit,
  total: usage.total,
  used: usage.used ?? 0n,
  available: usage.available ?? 0n,
});
