import { gibToBytes, gib } from '../../core/model/capacity.ts';
import type { NodeName } from '../../core/model/ids.ts';
import type { CsiClient } from '../../csi/client/csi-client.ts';
import { VolumeCapability_AccessMode_Mode } from '../../csi/generated/csi_pb.ts';
import { nodeTopology } from '../../csi/services/topology-segments.ts';
import type { DemoServer } from './demo-server.ts';
import { DEMO_NODE } from './demo-volumes.ts';
import type { DemoVolume } from './demo-volumes.ts';

/** Asks for a volume as Kubernetes' provisioner would for a pod on {@link DEMO_NODE}. Returns what went wrong. */
export async function createDemoVolume(
  server: DemoServer,
  client: CsiClient,
  wanted: DemoVolume,
): Promise<string | undefined> {
  const configuration = server.snapshot().active?.configuration;
  const storageClass = configuration?.classes.find(({ name }) => name === wanted.className);
  if (!storageClass) return `there is no class ${wanted.className}`;
  const node = configuration?.topology.nodes.get(DEMO_NODE as NodeName);
  const segment = node?.bandwidthDomain === undefined ? {} : { bandwidthDomain: node.bandwidthDomain };
  const topology = nodeTopology(segment);
  const answer = await client.controller.createVolume({
    name: wanted.name,
    capacityRange: { requiredBytes: gibToBytes(gib(wanted.gib)) },
    parameters: { ...storageClass.declaredParameters },
    volumeCapabilities: [
      {
        accessType: { case: 'mount', value: {} },
        accessMode: { mode: VolumeCapability_AccessMode_Mode.SINGLE_NODE_WRITER },
      },
    ],
    accessibilityRequirements: { requisite: [topology], preferred: [topology] },
  });
  return answer.kind === 'ok' ? undefined : `${answer.status}: ${answer.message}`;
}
