// @ts-check

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a claim is changed from one VolumeAttributesClass to another',
  smoke: true,
  run: async ({ namespace, api, plain, wait, check, makeClaim, bound, deleteClaim, volumeNamed }) => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { namespace, name: 'data' } };
    await makeClaim('data', { className: 'slice-now', size: '2Gi', attributes: 'steady' });
    const { pv, volume } = await bound('data');
    const name = String(pv.metadata.name);
    check(
      'made with what its class says',
      volume.attributes?.maxIops === '2000' ? [] : [JSON.stringify(volume.attributes)],
    );

    await api.patch(claim, { spec: { volumeAttributesClassName: 'background' } });
    const changed = await wait(
      'the claim has the other class',
      () => plain.get(claim),
      (found) => found?.status.currentVolumeAttributesClassName === 'background',
    );
    const problems = changed?.status.modifyVolumeStatus ? [JSON.stringify(changed.status.modifyVolumeStatus)] : [];
    check('changed', problems);
    const { attributes } = (await volumeNamed(name)) ?? {};
    check(
      'the driver keeps to the other class',
      attributes?.maxIops === '200' && attributes?.tags === 'background' ? [] : [JSON.stringify(attributes)],
    );

    await api.apply({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'impossible' },
      driverName: 'csi.stowage.dev',
      parameters: { burstIops: '9000' },
    });
    await api.patch(claim, { spec: { volumeAttributesClassName: 'impossible' } });
    const refused = await wait(
      'what the driver does not do is infeasible',
      () => plain.get(claim),
      (found) => found?.status.modifyVolumeStatus?.status === 'Infeasible',
    );
    check(
      'an infeasible class changes nothing',
      refused?.status.currentVolumeAttributesClassName === 'background' ? [] : [JSON.stringify(refused?.status)],
    );
    await api.patch(claim, { spec: { volumeAttributesClassName: 'background' } });
    await deleteClaim('data', name);
    await api.delete({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'impossible' },
    });
  },
};
