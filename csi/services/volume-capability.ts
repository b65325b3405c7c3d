import type { AccessMode } from '../../core/model/volume.ts';
import { VolumeCapability_AccessMode_Mode as Mode } from '../generated/csi_pb.ts';
import type { VolumeCapability as CapabilityMessage } from '../generated/csi_pb.ts';
import type { VolumeCapability } from './driver-port.ts';
import { failed, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';
import { missing, mountFlagsProblem, refuseFields } from './request-fields.ts';

/**
 * CSI's access modes in Kubernetes' words. A mode without one of its own gets the next stronger: what can serve that
 * can serve it. Source: csi-lib-utils, accessmodes.
 */
const ACCESS_MODE: Readonly<Record<Mode, AccessMode | undefined>> = {
  [Mode.UNKNOWN]: undefined,
  [Mode.SINGLE_NODE_WRITER]: 'ReadWriteOnce',
  [Mode.SINGLE_NODE_READER_ONLY]: 'ReadWriteOnce',
  [Mode.MULTI_NODE_READER_ONLY]: 'ReadOnlyMany',
  [Mode.MULTI_NODE_SINGLE_WRITER]: 'ReadWriteMany',
  [Mode.MULTI_NODE_MULTI_WRITER]: 'ReadWriteMany',
  [Mode.SINGLE_NODE_SINGLE_WRITER]: 'ReadWriteOncePod',
  [Mode.SINGLE_NODE_MULTI_WRITER]: 'ReadWriteOnce',
};

/** One capability that a request must name. Errors: invalid-argument. */
export function toCapability(message: CapabilityMessage | undefined): DriverOutcome<VolumeCapability> {
  if (!message) return failed('invalid-argument', 'volume_capability is required');
  const mode = message.accessMode?.mode ?? Mode.UNKNOWN;
  // An open enum: a newer client may send a mode that this table does not know.
  const accessMode = (ACCESS_MODE as Readonly<Record<number, AccessMode | undefined>>)[mode];
  if (accessMode === undefined) return failed('invalid-argument', `access_mode ${String(mode)} is unknown or missing`);
  const { accessType } = message;
  switch (accessType.case) {
    case undefined:
      return failed('invalid-argument', 'volume_capability says neither block nor mount');
    case 'block':
      return ok({ kind: 'block', accessMode });
    case 'mount': {
      const { fsType, mountFlags, volumeMountGroup } = accessType.value;
      const refusal = refuseFields(
        mountFlagsProblem(mountFlags),
        volumeMountGroup === '' ? undefined : 'volume_mount_group is not supported; leave it to the kubelet',
      );
      return refusal ?? ok({ kind: 'mount', accessMode, fsType: fsType === '' ? undefined : fsType, mountFlags });
    }
  }
}

/** `[]` where none are given. Errors: invalid-argument. */
export function toCapabilities(messages: readonly CapabilityMessage[]): DriverOutcome<readonly VolumeCapability[]> {
  const capabilities: VolumeCapability[] = [];
  for (const message of messages) {
    const capability = toCapability(message);
    if (capability.kind === 'error') return capability;
    capabilities.push(capability.value);
  }
  return ok(capabilities);
}

/** The same, where the request must name at least one. */
export function toRequiredCapabilities(
  messages: readonly CapabilityMessage[],
): DriverOutcome<readonly VolumeCapability[]> {
  return refuseFields(missing('volume_capabilities', messages.length === 0)) ?? toCapabilities(messages);
}

/** Whether the mode lets nobody write. */
export function isReaderOnly(message: CapabilityMessage | undefined): boolean {
  const mode = message?.accessMode?.mode;
  return mode === Mode.SINGLE_NODE_READER_ONLY || mode === Mode.MULTI_NODE_READER_ONLY;
}
