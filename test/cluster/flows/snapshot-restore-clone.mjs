// @ts-check
import { snapshot } from '../objects.mjs';

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a snapshot outlives its volume and is restored, larger; a volume is cloned',
  smoke: true,
  run: async ({ namespace, api, plain, driver, wait, check, makeClaim, bound, deleteClaim, gone }) => {
    await makeClaim('origin', { className: 'slice-now', size: '2Gi' });
    const origin = await bound('origin');
    const nightly = snapshot(namespace, 'nightly', 'origin');
    await api.create(nightly);
    const taken = await wait(
      'the snapshot is ready',
      () => plain.get(nightly),
      (found) => found?.status?.readyToUse === true,
    );
    check(
      'the snapshot has the size of its volume',
      taken?.status.restoreSize === '2Gi' ? [] : [JSON.stringify(taken?.status)],
    );

    await makeClaim('clone', {
      className: 'slice-now',
      size: '2Gi',
      source: { kind: 'PersistentVolumeClaim', name: 'origin' },
    });
    const clone = await bound('clone');
    check('the clone is a volume of its own', clone.volume.id === origin.volume.id ? ['it is the origin'] : []);
    await deleteClaim('origin', origin.pv.metadata.name);

    await makeClaim('restored', {
      className: 'slice-now',
      size: '3Gi',
      source: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'nightly' },
    });
    const restored = await bound('restored');
    check('the restored volume is larger', restored.volume.sizeGiB === 3 ? [] : [JSON.stringify(restored.volume)]);

    await deleteClaim('clone', clone.pv.metadata.name);
    await deleteClaim('restored', restored.pv.metadata.name);
    await api.delete(nightly);
    await gone(nightly);
    await wait(
      'the driver has no snapshot left',
      () => driver.get('snapshots'),
      (left) => left.length === 0,
    );
    check('all of them are deleted', []);
  },
};
