// @ts-check
/** The node's half, growing the filesystem, needs a kubelet: without one the claim stays NodeResizePending. */

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a claim is grown: the controller’s half of it',
  smoke: true,
  run: async ({ namespace, api, plain, wait, check, makeClaim, bound, deleteClaim, volumeNamed }) => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { namespace, name: 'data' } };
    await makeClaim('data', { className: 'slice-now', size: '2Gi' });
    const { pv } = await bound('data');
    const volume = String(pv.metadata.name);
    await api.patch(claim, { spec: { resources: { requests: { storage: '5Gi' } } } });
    const grown = await wait(
      'the PersistentVolume is grown',
      () => plain.get(pv),
      (found) => found?.spec.capacity.storage === '5Gi',
    );
    const asked = await wait(
      'the node is asked for its half',
      () => plain.get(claim),
      (found) => found?.status.allocatedResourceStatuses?.storage === 'NodeResizePending',
    );
    check('the node is left to grow the filesystem', asked ? [] : ['no claim']);
    const seen = await volumeNamed(volume);
    check('the driver has grown it', seen?.sizeGiB === 5 ? [] : [`it has ${String(seen?.sizeGiB)} GiB`]);
    check(
      'and Kubernetes says so',
      grown?.spec.capacity.storage === '5Gi' ? [] : [JSON.stringify(grown?.spec.capacity)],
    );

    await api.patch(claim, { spec: { resources: { requests: { storage: '2Ti' } } } });
    const events = await wait(
      'too much is refused',
      () => plain.list({ apiVersion: 'v1', kind: 'Event', metadata: { namespace } }),
      (found) =>
        found.some(({ reason, message }) => reason === 'VolumeResizeFailed' && message.includes('maxVolumeSize')),
    );
    check('what the class does not allow is refused with the reason', events.length > 0 ? [] : ['no event']);
    await deleteClaim('data', volume);
  },
};
