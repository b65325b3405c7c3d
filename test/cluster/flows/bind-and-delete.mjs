// @ts-check
/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a claim is bound, and deleting it leaves nothing',
  smoke: true,
  run: async ({ check, makeClaim, bound, deleteClaim }) => {
    await makeClaim('data', { className: 'slice-now', size: '2Gi' });
    const { pv, volume } = await bound('data');
    check('the volume has the size of the claim', [
      ...(pv.spec.capacity.storage === '2Gi' ? [] : [`the PersistentVolume has ${String(pv.spec.capacity.storage)}`]),
      ...(volume.classes.includes('slice-now') ? [] : [`the driver says of classes ${String(volume.classes)}`]),
    ]);
    check('the driver knows it by the handle', pv.spec.csi.volumeHandle === volume.id ? [] : [JSON.stringify(volume)]);
    await deleteClaim('data', pv.metadata.name);
    check('deleted with its claim', []);
  },
};
