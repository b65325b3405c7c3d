// What a ginkgo JSON report says, and whether each skipped spec was skipped for a good reason.

/** Why csi-sanity skips a spec, and what the driver must not advertise for that to be right. */
const EXCUSES = new Map([
  ['Snapshot not supported', { controller: 'CREATE_DELETE_SNAPSHOT' }],
  ['CreateSnapshot not supported', { controller: 'CREATE_DELETE_SNAPSHOT' }],
  ['DeleteSnapshot not supported', { controller: 'CREATE_DELETE_SNAPSHOT' }],
  ['ListSnapshots not supported', { controller: 'LIST_SNAPSHOTS' }],
  ['Volume Cloning not supported', { controller: 'CLONE_VOLUME' }],
  ['Modify volume not supported', { controller: 'MODIFY_VOLUME' }],
  ['Modify Volume not supported', { controller: 'MODIFY_VOLUME' }],
  ['ControllerModifyVolume not supported', { controller: 'MODIFY_VOLUME' }],
  ['ControllerPublishVolume.readonly field not supported', { controller: 'PUBLISH_READONLY' }],
  ['GroupControllerService not supported', { plugin: 'GROUP_CONTROLLER_SERVICE' }],
  ['VolumeGroupSnapshots not supported', { plugin: 'GROUP_CONTROLLER_SERVICE' }],
  ['testnodevolumeattachlimit not enabled', { limit: 'max_volumes_per_node' }],
]);

/**
 * @param {readonly object[]} suites the parsed report
 * @param {Advertised} advertised
 * @returns {{ passed: number, failed: number, skipped: number, problems: string[] }}
 */
export function judgeReport(suites, advertised) {
  const specs = suites.flatMap(({ SpecReports }) => SpecReports).filter(({ LeafNodeType }) => LeafNodeType === 'It');
  const verdict = { passed: 0, failed: 0, skipped: 0, problems: [] };
  for (const spec of specs) {
    switch (spec.State) {
      case 'passed':
        verdict.passed++;
        break;
      // Switched off in csi-sanity itself.
      case 'pending':
        verdict.skipped++;
        break;
      case 'skipped':
        verdict.skipped++;
        if (!isExcused(spec, advertised)) verdict.problems.push(`skipped: ${nameOf(spec)}: ${reasonOf(spec)}`);
        break;
      default:
        verdict.failed++;
        verdict.problems.push(`${spec.State}: ${nameOf(spec)}: ${reasonOf(spec)}`);
    }
  }
  if (verdict.passed === 0) verdict.problems.push('no spec ran');
  return verdict;
}

/**
 * What a running driver advertises, by the names of the specification.
 * @typedef {{ plugin: Set<string>, controller: Set<string>, limit: Set<string> }} Advertised
 * @returns {Promise<Advertised>}
 */
export async function advertisedBy(client, { PluginCapability_Service_Type, ControllerServiceCapability_RPC_Type }) {
  const [plugin, controller, info] = await Promise.all([
    client.identity.getPluginCapabilities({}),
    client.controller.controllerGetCapabilities({}),
    client.node.nodeGetInfo({}),
  ]);
  const services = plugin.value.capabilities.filter(({ type }) => type.case === 'service');
  return {
    plugin: new Set(services.map(({ type }) => PluginCapability_Service_Type[type.value.type])),
    controller: new Set(
      controller.value.capabilities.map(({ type }) => ControllerServiceCapability_RPC_Type[type.value.type]),
    ),
    limit: new Set(info.value.maxVolumesPerNode > 0n ? ['max_volumes_per_node'] : []),
  };
}

function isExcused(spec, advertised) {
  const excuse = EXCUSES.get(reasonOf(spec));
  if (!excuse) return false;
  return Object.entries(excuse).every(([set, capability]) => !advertised[set].has(capability));
}

const nameOf = ({ ContainerHierarchyTexts, LeafNodeText }) =>
  [...(ContainerHierarchyTexts ?? []), LeafNodeText].join(' › ');

const reasonOf = ({ Failure }) => Failure?.Message ?? 'no reason given';
