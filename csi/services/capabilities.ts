import {
  ControllerServiceCapability_RPC_Type as ControllerRpc,
  NodeServiceCapability_RPC_Type as NodeRpc,
  PluginCapability_Service_Type as PluginService,
  PluginCapability_VolumeExpansion_Type as VolumeExpansion,
} from '../generated/csi_pb.ts';

/**
 * Everything that is advertised, in one place: csi-sanity runs a spec for each, and sidecars act on each. GetSnapshot is
 * served and not advertised: csi-sanity v5.4.0 takes a capability that it does not know for a mistake.
 */
export const ADVERTISED = {
  plugin: [PluginService.CONTROLLER_SERVICE, PluginService.VOLUME_ACCESSIBILITY_CONSTRAINTS],
  volumeExpansion: [VolumeExpansion.ONLINE],
  controller: [
    ControllerRpc.CREATE_DELETE_VOLUME,
    ControllerRpc.PUBLISH_UNPUBLISH_VOLUME,
    ControllerRpc.LIST_VOLUMES,
    ControllerRpc.LIST_VOLUMES_PUBLISHED_NODES,
    ControllerRpc.GET_VOLUME,
    ControllerRpc.VOLUME_CONDITION,
    ControllerRpc.GET_CAPACITY,
    ControllerRpc.EXPAND_VOLUME,
    ControllerRpc.CREATE_DELETE_SNAPSHOT,
    ControllerRpc.LIST_SNAPSHOTS,
    ControllerRpc.CLONE_VOLUME,
    ControllerRpc.MODIFY_VOLUME,
    ControllerRpc.SINGLE_NODE_MULTI_WRITER,
  ],
  node: [
    NodeRpc.STAGE_UNSTAGE_VOLUME,
    NodeRpc.GET_VOLUME_STATS,
    NodeRpc.EXPAND_VOLUME,
    NodeRpc.SINGLE_NODE_MULTI_WRITER,
  ],
} as const;
