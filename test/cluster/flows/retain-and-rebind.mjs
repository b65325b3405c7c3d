// @ts-check
import { persistentVolume } from '../objects.mjs';

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a volume that is retained outlives its claim, and is bound to another',
  smoke: false,
  run: async ({ namespace, api, plain, wait, check, makeClaim, bound, deleteClaim, volumeNamed }) => {
    await makeClaim('first', { className: 'slice-retained', size: '2Gi' });
    const first = await bound('first');
    const name = String(first.pv.metadata.name);
    await api.delete({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { namespace, name: 'first' } });
    await wait(
      'released',
      () => plain.get(persistentVolume(name)),
      (found) => found?.status.phase === 'Released',
    );
    const kept = await volumeNamed(name);
    check('the volume outlives its claim', kept?.id === first.volume.id ? [] : [JSON.stringify(kept)]);

    await api.patch(persistentVolume(name), { spec: { claimRef: null } });
    await makeClaim('second', { className: 'slice-retained', size: '2Gi', volume: name });
    const second = await bound('second');
    check(
      'another claim has the same volume',
      second.volume.id === first.volume.id ? [] : [JSON.stringify(second.volume)],
    );

    await api.patch(persistentVolume(name), { spec: { persistentVolumeReclaimPolicy: 'Delete' } });
    await deleteClaim('second', name);
    check('and is deleted with its claim once it is told to be', []);
  },
};
