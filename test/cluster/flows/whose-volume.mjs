// @ts-check
import { pod } from '../objects.mjs';

const NODE = 'worker-b1';

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'the driver says of a volume which claim, class and pod it is for',
  smoke: true,
  run: async ({ namespace, api, wait, check, makeClaim, bound, deleteClaim, deletePod, volumeNamed }) => {
    await makeClaim('data', { className: 'encrypted-slice', size: '1Gi' });
    const consumer = pod(namespace, 'consumer', { claimName: 'data', node: NODE });
    await api.create(consumer);
    const { pv } = await bound('data');
    const name = String(pv.metadata.name);
    const used = await wait(
      'the pod is known',
      () => volumeNamed(name),
      (volume) => volume?.kubernetes?.pods[0]?.node === NODE && volume.kubernetes.persistentVolume?.phase === 'Bound',
    );
    const { claim, kubernetes } = used ?? {};
    check('its claim', claim?.namespace === namespace && claim.name === 'data' ? [] : [JSON.stringify(claim)]);
    check(
      'the class that the claim names',
      kubernetes?.storageClass === 'encrypted-slice' ? [] : [JSON.stringify(kubernetes)],
    );
    check('its pod', kubernetes?.pods[0]?.name === 'consumer' ? [] : [JSON.stringify(kubernetes?.pods)]);

    await deletePod(consumer);
    await wait(
      'the pod is forgotten',
      () => volumeNamed(name),
      (volume) => volume?.kubernetes?.pods.length === 0,
    );
    check('no pod once it is gone', []);
    await deleteClaim('data', name);
  },
};
