// @ts-check
import { NODES, topologyOf } from '../nodes.mjs';
import { pod } from '../objects.mjs';

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a kubelet stages and publishes a volume, ends its growth, and gives it back',
  smoke: false,
  run: async ({
    namespace,
    api,
    plain,
    driver,
    wait,
    check,
    makeClaim,
    bound,
    deleteClaim,
    deletePod,
    volumeNamed,
  }) => {
    const { node } = driver;
    check('the kubelet tells what NodeGetInfo says', await registrationProblems(plain, node));

    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { namespace, name: 'data' } };
    await makeClaim('data', { className: 'encrypted-slice', size: '2Gi' });
    const consumer = pod(namespace, 'consumer', { claimName: 'data', node });
    await api.create(consumer);
    const { pv } = await bound('data');
    const volume = String(pv.metadata.name);
    const running = await wait(
      'the pod runs',
      () => plain.get(consumer),
      (found) => found?.status.phase === 'Running',
    );
    check('the volume is mounted, so the pod runs', running ? [] : ['no pod']);
    const told = await wait(
      'the kubelet says that it uses the volume',
      () => plain.get({ apiVersion: 'v1', kind: 'Node', metadata: { name: node } }),
      (found) => JSON.stringify(found?.status.volumesInUse ?? []).includes(pv.spec.csi.volumeHandle),
    );
    check('it tells that it uses it', told ? [] : ['no node']);

    await api.patch(claim, { spec: { resources: { requests: { storage: '3Gi' } } } });
    const grown = await wait(
      'the node grows the filesystem',
      () => plain.get(claim),
      (found) => found?.status.capacity.storage === '3Gi',
    );
    const pending = grown?.status.allocatedResourceStatuses?.storage;
    check('the claim is grown to the end', pending === undefined ? [] : [String(pending)]);

    await deletePod(consumer);
    const after = await wait(
      'the driver exports it no more',
      () => volumeNamed(volume),
      (found) => found?.publishedTo.length === 0,
    );
    check('a volume that is given back is unused', after?.phase === 'ready' ? [] : [JSON.stringify(after)]);
    await deleteClaim('data', volume);
  },
};

/**
 * @param {import('../api-client.mjs').Api} plain
 * @param {string} name
 */
async function registrationProblems(plain, name) {
  const wanted = topologyOf(NODES[/** @type {keyof typeof NODES} */ (name)]);
  const node = await plain.get({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
  const csiNode = await plain.get({ apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata: { name } });
  const keys = csiNode?.spec.drivers[0].topologyKeys ?? [];
  return [
    ...Object.entries(wanted)
      .filter(([key, value]) => node?.metadata.labels[key] !== value)
      .map(([key, value]) => `label ${key} is ${String(node?.metadata.labels[key])}, not ${value}`),
    ...(keys.toSorted().join() === Object.keys(wanted).sort().join() ? [] : [`CSINode names ${keys.join(', ')}`]),
  ];
}
