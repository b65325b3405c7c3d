import { describe, expect, it } from 'vitest';
import type { CallResult } from '../client/csi-client.ts';
import {
  ControllerServiceCapability_RPC_Type as Rpc,
  NodeServiceCapability_RPC_Type as NodeRpc,
  PluginCapability_Service_Type as Plugin,
  PluginCapability_VolumeExpansion_Type as VolumeExpansion,
} from '../generated/csi_pb.ts';
import { scriptedController } from '../testing/scripted-drivers.ts';
import { serve } from '../testing/serve.ts';

interface CapabilitiesAnswer {
  readonly capabilities: readonly { readonly type: { readonly value?: { readonly type: number } | undefined } }[];
}

describe('the Identity service', () => {
  it('names the driver and its version', async () => {
    const { client } = await serve();
    expect(await client.identity.getPluginInfo({})).toMatchObject({
      value: { name: 'csi.stowage.dev', vendorVersion: '1.2.3' },
    });
  });

  it('advertises what the three services can do', async () => {
    const { client } = await serve();
    const [plugin, controller, node] = await Promise.all([
      client.identity.getPluginCapabilities({}),
      client.controller.controllerGetCapabilities({}),
      client.node.nodeGetCapabilities({}),
    ]);
    const types = (answer: CallResult<CapabilitiesAnswer>) =>
      answer.kind === 'ok' ? answer.value.capabilities.map(({ type }) => type.value?.type) : [];
    expect(types(plugin)).toEqual([
      Plugin.CONTROLLER_SERVICE,
      Plugin.VOLUME_ACCESSIBILITY_CONSTRAINTS,
      VolumeExpansion.ONLINE,
    ]);
    expect(types(controller)).toEqual([
      Rpc.CREATE_DELETE_VOLUME,
      Rpc.PUBLISH_UNPUBLISH_VOLUME,
      Rpc.LIST_VOLUMES,
      Rpc.LIST_VOLUMES_PUBLISHED_NODES,
      Rpc.GET_VOLUME,
      Rpc.VOLUME_CONDITION,
      Rpc.GET_CAPACITY,
      Rpc.EXPAND_VOLUME,
      Rpc.CREATE_DELETE_SNAPSHOT,
      Rpc.LIST_SNAPSHOTS,
      Rpc.CLONE_VOLUME,
      Rpc.MODIFY_VOLUME,
      Rpc.SINGLE_NODE_MULTI_WRITER,
    ]);
    expect(types(node)).toEqual([
      NodeRpc.STAGE_UNSTAGE_VOLUME,
      NodeRpc.GET_VOLUME_STATS,
      NodeRpc.EXPAND_VOLUME,
      NodeRpc.SINGLE_NODE_MULTI_WRITER,
    ]);
  });

  it.each([true, false])('says whether the driver is ready: %s', async (ready) => {
    const { client } = await serve({ controller: scriptedController({ ready: () => ready }) });
    expect(await client.identity.probe({})).toMatchObject({ kind: 'ok', value: { ready } });
  });
});
