// @ts-check
import { persistentVolume, pod } from '../objects.mjs';

/** A node that reaches rack B alone, and the one that reaches no drive at all. */
const [EDGE, NOWHERE] = ['edge-1', 'test-1'];

const BANDWIDTH_DOMAIN = 'topology.csi.stowage.dev/bandwidthDomain';

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a claim waits for its pod, and its volume lies where the node of the pod reaches',
  smoke: true,
  run: async ({ namespace, api, plain, wait, check, makeClaim, bound, deleteClaim, deletePod, gone }) => {
    await makeClaim('data', { className: 'encrypted-slice', size: '2Gi' });
    await wait(
      'the claim is told to wait',
      () => plain.list({ apiVersion: 'v1', kind: 'Event', metadata: { namespace } }),
      (events) => events.some(({ reason }) => reason === 'WaitForFirstConsumer'),
    );
    const consumer = pod(namespace, 'consumer', { claimName: 'data', node: EDGE });
    await api.create(consumer);
    const { pv, volume } = await bound('data');
    const enclosures = volume.legs.map((/** @type {any} */ leg) => String(leg.enclosure));
    check(
      'every leg lies in rack B, which the node reaches',
      enclosures.filter((/** @type {string} */ name) => !name.startsWith('rack-b')),
    );
    check('the PersistentVolume says from where it is reached', affinityProblems(pv, volume));
    await wait(
      'the pod is scheduled',
      () => plain.get(consumer),
      (found) => found?.spec.nodeName === EDGE,
    );
    await deletePod(consumer);
    await deleteClaim('data', pv.metadata.name);

    await makeClaim('unreachable', { className: 'encrypted-slice', size: '2Gi' });
    const stranded = pod(namespace, 'stranded', { claimName: 'unreachable', node: NOWHERE });
    await api.create(stranded);
    const { message } = await refusal(wait, plain, stranded);
    check('a node that reaches no drive gets no pod', /storage/.test(message) ? [] : [message]);
    await deletePod(stranded);
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { namespace, name: 'unreachable' } };
    await api.delete(claim);
    await gone(claim);
    await gone(persistentVolume(pv.metadata.name));
  },
};

/**
 * @param {import('../world.mjs').World['wait']} wait
 * @param {import('../api-client.mjs').Api} plain
 * @param {import('../api-client.mjs').KubernetesObject} stranded
 */
async function refusal(wait, plain, stranded) {
  const scheduled = (/** @type {any} */ found) =>
    found?.status.conditions?.find((/** @type {any} */ { type }) => type === 'PodScheduled');
  const seen = await wait(
    'the scheduler says why the pod fits nowhere',
    () => plain.get(stranded),
    (found) => scheduled(found)?.reason === 'Unschedulable',
  );
  return scheduled(seen);
}

/**
 * @param {import('../api-client.mjs').KubernetesObject} pv
 * @param {Record<string, any>} volume
 */
function affinityProblems(pv, volume) {
  const terms = /** @type {any[]} */ (pv.spec.nodeAffinity?.required.nodeSelectorTerms ?? []);
  const said = terms
    .flatMap(({ matchExpressions }) => matchExpressions)
    .flatMap(({ key, values }) => (key === BANDWIDTH_DOMAIN ? values : [`${key}=${values}`]))
    .sort();
  const meant = [...volume.reachableFrom].sort();
  return JSON.stringify(said) === JSON.stringify(meant)
    ? []
    : [`nodeAffinity says ${said.join(', ')}, the driver ${meant.join(', ')}`];
}
