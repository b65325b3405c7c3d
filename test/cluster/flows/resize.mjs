// @ts-check
import { eventsIn } from '../objects.mjs';

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

    await deleteClaim('data', volume);

    await makeClaim('bounded', { className: 'slice-now', size: '2Gi' });
    const other = await bound('bounded');
    await api.patch(
      { ...claim, metadata: { namespace, name: 'bounded' } },
      { spec: { resources: { requests: { storage: '2Ti' } } } },
    );
    const events = await wait(
      'too much is refused',
      () => plain.list(eventsIn(namespace)),
      (found) => found.some(({ reason }) => reason === 'VolumeResizeFailed'),
    );
    const refusal = events.find(({ reason }) => reason === 'VolumeResizeFailed');
    check(
      'what the class does not allow is refused with the reason',
      refusal?.message.includes('maxVolumeSize') ? [] : [String(refusal?.message)],
    );
    const kept = await volumeNamed(other.pv.metadata.name);
    check('and changes nothing', kept?.sizeGiB === 2 ? [] : [`it has ${String(kept?.sizeGiB)} GiB`]);
    await deleteClaim('bounded', other.pv.metadata.name);
  },
};
