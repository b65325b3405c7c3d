import { expect } from 'vitest';
import type { CallResult, CsiClient } from '../../../csi/client/csi-client.ts';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { VolumeCapability_AccessMode_Mode } from '../../../csi/generated/csi_pb.ts';
import type { VolumeCapabilitySchema } from '../../../csi/generated/csi_pb.ts';
import { BYTES_PER_GIB } from '../../../core/model/capacity.ts';

export type Filesystem = 'ext4' | 'xfs';
export type Use = Filesystem | 'block';

/** A volume as Kubernetes would hold it. */
export interface LabVolume {
  readonly id: string;
  readonly name: string;
  readonly use: Use;
  readonly context: Readonly<Record<string, string>>;
}

/** Where a volume is on a node, as kubelet would choose it. */
export const stagingPath = (volume: LabVolume): string => `/var/lib/kubelet/staging/${volume.name}`;
export const targetPath = (volume: LabVolume): string => `/var/lib/kubelet/pods/${volume.name}`;

export const capabilityOf = (use: Use): MessageInitShape<typeof VolumeCapabilitySchema> => ({
  accessMode: { mode: VolumeCapability_AccessMode_Mode.SINGLE_NODE_WRITER },
  accessType: use === 'block' ? { case: 'block', value: {} } : { case: 'mount', value: { fsType: use } },
});

const RETRIED = new Set(['UNAVAILABLE', 'ABORTED', 'DEADLINE_EXCEEDED']);
const PATIENCE_MILLISECONDS = 90_000;
/** An emulated processor copies a GiB in a minute, or in three where it has not much of the real one. */
const COPY_MILLISECONDS = 600_000;
const PAUSE_MILLISECONDS = 500;

/** Repeats what a sidecar would repeat. @throws what was answered last when it takes too long, or is final */
export async function settled<Value>(
  what: string,
  call: () => Promise<CallResult<Value>>,
  milliseconds = PATIENCE_MILLISECONDS,
): Promise<Value> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const result = await call();
    if (result.kind === 'ok') return result.value;
    const said = `${what}: ${result.status} ${result.message}`;
    if (!RETRIED.has(result.status) || Date.now() > end) throw new Error(said);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}

export interface NewVolume {
  readonly name: string;
  readonly gib: number;
  readonly use: Use;
  readonly parameters: Readonly<Record<string, string>>;
  /** What it is made of; left out where it begins empty. */
  readonly source?: { readonly snapshot: string } | { readonly volume: string };
}

const sourceType = (source: NonNullable<NewVolume['source']>) =>
  'snapshot' in source
    ? { case: 'snapshot' as const, value: { snapshotId: source.snapshot } }
    : { case: 'volume' as const, value: { volumeId: source.volume } };

/** What the CSI sidecars and kubelet do with a volume. */
export interface VolumeClient {
  create(wanted: NewVolume): Promise<LabVolume>;
  /** ControllerPublishVolume: the context that the node is given. */
  publish(volume: LabVolume, node: string): Promise<Record<string, string>>;
  unpublish(volume: LabVolume, node: string): Promise<void>;
  expand(volume: LabVolume, gib: number): Promise<void>;
  remove(volume: LabVolume): Promise<void>;
  /** Takes a snapshot, and waits until it can be used. @returns its id */
  snapshot(name: string, volume: LabVolume): Promise<string>;
  removeSnapshot(id: string): Promise<void>;
}

export const controllerClient = (csi: CsiClient): VolumeClient => ({
  create: async ({ name, gib, use, parameters, source }) => {
    const request = {
      name,
      capacityRange: { requiredBytes: BigInt(gib) * BYTES_PER_GIB },
      volumeCapabilities: [capabilityOf(use)],
      parameters: { ...parameters },
      ...(source && { volumeContentSource: { type: sourceType(source) } }),
    };
    const patience = source ? COPY_MILLISECONDS : PATIENCE_MILLISECONDS;
    const { volume } = await settled(`create ${name}`, () => csi.controller.createVolume(request), patience);
    expect(volume?.capacityBytes).toBe(BigInt(gib) * BYTES_PER_GIB);
    return { id: volume?.volumeId ?? '', name, use, context: volume?.volumeContext ?? {} };
  },
  publish: async (volume, nodeId) => {
    const request = {
      volumeId: volume.id,
      nodeId,
      volumeCapability: capabilityOf(volume.use),
      volumeContext: volume.context,
    };
    const { publishContext } = await settled(`publish ${volume.name} to ${nodeId}`, () =>
      csi.controller.controllerPublishVolume(request),
    );
    return publishContext;
  },
  unpublish: async (volume, nodeId) => {
    await settled(`unpublish ${volume.name} from ${nodeId}`, () =>
      csi.controller.controllerUnpublishVolume({ volumeId: volume.id, nodeId }),
    );
  },
  expand: async (volume, gib) => {
    const capacityRange = { requiredBytes: BigInt(gib) * BYTES_PER_GIB };
    await settled(`expand ${volume.name}`, () =>
      csi.controller.controllerExpandVolume({
        volumeId: volume.id,
        capacityRange,
        volumeCapability: capabilityOf(volume.use),
      }),
    );
  },
  snapshot: async (name, volume) => {
    for (;;) {
      const request = { name, sourceVolumeId: volume.id };
      const { snapshot } = await settled(`snapshot ${name}`, () => csi.controller.createSnapshot(request));
      if (snapshot?.readyToUse === true) return snapshot.snapshotId;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  },
  removeSnapshot: async (snapshotId) => {
    await settled(`delete snapshot ${snapshotId}`, () => csi.controller.deleteSnapshot({ snapshotId }));
  },
  remove: async (volume) => {
    await settled(`delete ${volume.name}`, () => csi.controller.deleteVolume({ volumeId: volume.id }));
  },
});

/** What kubelet does with a volume on one node. */
export interface NodeClient {
  stage(volume: LabVolume, publishContext: Record<string, string>): Promise<void>;
  publish(volume: LabVolume, publishContext: Record<string, string>): Promise<void>;
  expand(volume: LabVolume, gib: number): Promise<void>;
  unpublish(volume: LabVolume): Promise<void>;
  unstage(volume: LabVolume): Promise<void>;
  readonly csi: CsiClient;
}

export const nodeClient = (csi: CsiClient): NodeClient => {
  const common = (volume: LabVolume, publishContext: Record<string, string>) => ({
    volumeId: volume.id,
    publishContext,
    stagingTargetPath: stagingPath(volume),
    volumeCapability: capabilityOf(volume.use),
    volumeContext: volume.context,
  });
  return {
    csi,
    stage: async (volume, context) => {
      await settled(`stage ${volume.name}`, () => csi.node.nodeStageVolume(common(volume, context)));
    },
    publish: async (volume, context) => {
      const request = { ...common(volume, context), targetPath: targetPath(volume) };
      await settled(`publish ${volume.name} on the node`, () => csi.node.nodePublishVolume(request));
    },
    expand: async (volume, gib) => {
      const request = {
        volumeId: volume.id,
        volumePath: targetPath(volume),
        stagingTargetPath: stagingPath(volume),
        capacityRange: { requiredBytes: BigInt(gib) * BYTES_PER_GIB },
        volumeCapability: capabilityOf(volume.use),
      };
      await settled(`expand ${volume.name} on the node`, () => csi.node.nodeExpandVolume(request));
    },
    unpublish: async (volume) => {
      const request = { volumeId: volume.id, targetPath: targetPath(volume) };
      await settled(`unpublish ${volume.name} on the node`, () => csi.node.nodeUnpublishVolume(request));
    },
    unstage: async (volume) => {
      const request = { volumeId: volume.id, stagingTargetPath: stagingPath(volume) };
      await settled(`unstage ${volume.name}`, () => csi.node.nodeUnstageVolume(request));
    },
  };
};
