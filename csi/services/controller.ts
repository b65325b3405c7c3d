import { gibToBytes } from '../../core/model/capacity.ts';
import type { ContentSource } from '../../core/model/copy.ts';
import type { Controller, ValidateVolumeCapabilitiesRequest } from '../generated/csi_pb.ts';
import { ADVERTISED } from './capabilities.ts';
import {
  toCapacityQuery,
  toCreateVolume,
  toDeleteVolume,
  toExpandVolume,
  toGetVolume,
  toListVolumes,
  toModifyVolume,
  toPublishVolume,
  toUnpublishVolume,
  toValidateVolume,
} from './controller-requests.ts';
import type { ControllerDriver, CreatedVolume, ListedVolume, Validation, VolumePage } from './driver-port.ts';
import { failed, mapOk, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';
import { snapshotHandlers } from './snapshots.ts';
import { toPublishContext } from './publish-context.ts';
import { volumeTopology } from './topology-segments.ts';
import type { ServiceHandlers } from './unary-service.ts';

/** The Controller service: checks the form of a request, asks the driver, words the answer. */
export function controllerHandlers(driver: ControllerDriver): ServiceHandlers<typeof Controller> {
  const ask = <Asked, Answer>(
    asked: DriverOutcome<Asked>,
    operation: (asked: Asked) => Promise<DriverOutcome<Answer>>,
  ): Promise<DriverOutcome<Answer>> => askWhenReady(driver, asked, operation);
  return {
    ...snapshotHandlers(driver, ask),

    createVolume: async (request) =>
      mapOk(await ask(toCreateVolume(request), (asked) => driver.createVolume(asked)), (created) => ({
        volume: volumeMessage(created),
      })),

    deleteVolume: async (request) =>
      mapOk(await ask(toDeleteVolume(request), (asked) => driver.deleteVolume(asked)), () => ({})),

    controllerPublishVolume: async (request) =>
      mapOk(await ask(toPublishVolume(request), (asked) => driver.publish(asked)), ({ publication }) => ({
        publishContext: toPublishContext(publication),
      })),

    controllerUnpublishVolume: async (request) =>
      mapOk(await ask(toUnpublishVolume(request), (asked) => driver.unpublish(asked)), () => ({})),

    validateVolumeCapabilities: async (request) =>
      mapOk(await ask(toValidateVolume(request), (asked) => driver.validate(asked)), (validation) =>
        validationMessage(request, validation),
      ),

    listVolumes: async (request) =>
      mapOk(await ask(toListVolumes(request), (asked) => driver.list(asked)), pageMessage),

    controllerGetVolume: async (request) =>
      mapOk(await ask(toGetVolume(request), (asked) => driver.get(asked)), (listed) => ({
        ...entryMessage(listed),
      })),

    getCapacity: async (request) =>
      mapOk(await ask(toCapacityQuery(request), (asked) => driver.capacity(asked)), ({ available, maximumVolume }) => ({
        availableCapacity: gibToBytes(available),
        maximumVolumeSize: gibToBytes(maximumVolume),
      })),

    controllerExpandVolume: async (request) =>
      mapOk(await ask(toExpandVolume(request), (asked) => driver.expand(asked)), ({ size, nodeExpansionRequired }) => ({
        capacityBytes: gibToBytes(size),
        nodeExpansionRequired,
      })),

    controllerModifyVolume: async (request) =>
      mapOk(await ask(toModifyVolume(request), (asked) => driver.modify(asked)), () => ({})),

    controllerGetCapabilities: () =>
      ok({ capabilities: ADVERTISED.controller.map((type) => ({ type: { case: 'rpc' as const, value: { type } } })) }),
  };
}

/** A malformed request is refused as such also while the driver starts up. */
async function askWhenReady<Asked, Answer>(
  driver: ControllerDriver,
  asked: DriverOutcome<Asked>,
  operation: (asked: Asked) => Promise<DriverOutcome<Answer>>,
): Promise<DriverOutcome<Answer>> {
  if (asked.kind === 'error') return asked;
  if (!driver.ready()) return failed('not-ready', 'no configuration is active yet; repeat the call later');
  return operation(asked.value);
}

const volumeMessage = (volume: CreatedVolume) => ({
  volumeId: volume.id,
  capacityBytes: gibToBytes(volume.size),
  ...(volume.source && { contentSource: sourceMessage(volume.source) }),
  accessibleTopology: volumeTopology(volume.accessibleFrom),
});

const sourceMessage = ({ kind, id }: ContentSource) => {
  switch (kind) {
    case 'snapshot':
      return { type: { case: 'snapshot' as const, value: { snapshotId: id } } };
    case 'volume':
      return { type: { case: 'volume' as const, value: { volumeId: id } } };
  }
};

const entryMessage = (volume: ListedVolume) => ({
  volume: volumeMessage(volume),
  status: { publishedNodeIds: [...volume.publishedTo], volumeCondition: volume.condition },
});

const pageMessage = (page: VolumePage) => ({
  entries: page.volumes.map(entryMessage),
  nextToken: page.next ?? '',
});

/**
 * Source: CSI spec, ValidateVolumeCapabilitiesResponse: what is confirmed is echoed field by field, so what is not
 * looked at, volume_context above all, must not be.
 */
function validationMessage(request: ValidateVolumeCapabilitiesRequest, validation: Validation) {
  switch (validation.kind) {
    case 'refused':
      return { message: validation.message };
    case 'confirmed':
      return {
        confirmed: {
          volumeCapabilities: request.volumeCapabilities,
          parameters: request.parameters,
          mutableParameters: request.mutableParameters,
        },
      };
  }
}
