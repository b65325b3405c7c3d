// @ts-check
import { eventsIn } from '../objects.mjs';

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a claim that is refused shows why in its events',
  smoke: true,
  run: async ({ namespace, api, plain, wait, check, makeClaim, gone }) => {
    const claim = await makeClaim('too-large', { className: 'slice-now', size: '2Ti' });
    const events = await wait(
      'the refusal is told',
      () => plain.list(eventsIn(namespace)),
      (found) => found.some(isRefusal),
    );
    const told = events.find(isRefusal);
    check(
      'the event is about the claim',
      told?.involvedObject.uid === claim.metadata.uid ? [] : [JSON.stringify(told)],
    );
    const wanted = "not placed: 2 TiB is more than the class's maxVolumeSize of 1 TiB; it would fit with size 1Ti";
    check('it says what is wrong and what would fit', told?.message.includes(wanted) ? [] : [String(told?.message)]);
    const ours = await wait(
      'the driver tells it itself',
      () => plain.list(eventsIn(namespace)),
      (found) => found.some(byDriver),
    );
    const own = ours.find(byDriver);
    check(
      'the driver says so too, with a reason to look for',
      own?.reason === 'SizeOutOfRange' && own.involvedObject.uid === claim.metadata.uid ? [] : [JSON.stringify(own)],
    );
    const seen = await plain.get(claim);
    check('the claim goes on waiting', seen?.status.phase === 'Pending' ? [] : [String(seen?.status.phase)]);
    await api.delete(claim);
    await gone(claim);
  },
};

/** Not that the driver went away. @param {import('../api-client.mjs').KubernetesObject} event */
const isRefusal = ({ reason, message }) => reason === 'ProvisioningFailed' && message.includes('code = OutOfRange');

/** Not external-provisioner, which calls itself after the driver and where it runs. @param {import('../api-client.mjs').KubernetesObject} event */
const byDriver = ({ reportingComponent }) => reportingComponent === 'csi.stowage.dev';
