// @ts-check
import { ATTACHMENTS, pod } from '../objects.mjs';

const [FIRST, SECOND] = ['worker-b1', 'worker-a1'];

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a volume is attached to the node of its pod, detached when the pod is gone, and attached to the next',
  smoke: true,
  run: async ({ namespace, api, plain, wait, check, makeClaim, bound, deleteClaim, deletePod, volumeNamed }) => {
    await makeClaim('data', { className: 'slice-now', size: '2Gi' });
    const { pv } = await bound('data');
    const volume = String(pv.metadata.name);
    const attachment = async () =>
      (await plain.list(ATTACHMENTS)).find(({ spec }) => spec.source.persistentVolumeName === volume);

    for (const node of [FIRST, SECOND]) {
      const consumer = pod(namespace, `on-${node}`, { claimName: 'data', node });
      await api.create(consumer);
      const attached = await wait(`attached to ${node}`, attachment, (found) => found?.status.attached === true);
      check(`attached to ${node}`, [
        ...(attached?.spec.nodeName === node ? [] : [`attached to ${String(attached?.spec.nodeName)}`]),
        ...(Object.keys(attached?.status.attachmentMetadata ?? {}).length > 0 ? [] : ['without a publish context']),
      ]);
      const published = await volumeNamed(volume);
      check(
        `the driver exports it to ${node} alone`,
        JSON.stringify(published?.publishedTo).includes(node) && published?.publishedTo.length === 1
          ? []
          : [JSON.stringify(published?.publishedTo)],
      );
      await deletePod(consumer);
      await wait(`detached from ${node}`, attachment, (found) => found === undefined);
      const after = await wait(
        `the driver exports it no more`,
        () => volumeNamed(volume),
        (found) => found?.publishedTo.length === 0,
      );
      check(`detached from ${node}`, after?.phase === 'ready' ? [] : [`the volume is ${String(after?.phase)}`]);
    }
    await deleteClaim('data', volume);
  },
};
