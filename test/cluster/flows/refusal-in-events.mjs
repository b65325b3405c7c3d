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
      (found) => found.some(({ reason }) => reason === 'ProvisioningFailed'),
    );
    const told = events.find(({ reason }) => reason === 'ProvisioningFailed');
    check(
      'the event is about the claim',
      told?.involvedObject.uid === claim.metadata.uid ? [] : [JSON.stringify(told)],
    );
    const wanted = "not placed: 2 TiB is more than the class's maxVolumeSize of 1 TiB; it would fit with size 1Ti";
    check('it says what is wrong and what would fit', told?.message.includes(wanted) ? [] : [String(told?.message)]);
    const seen = await plain.get(claim);
    check('the claim goes on waiting', seen?.status.phase === 'Pending' ? [] : [String(seen?.status.phase)]);
    await api.delete(claim);
    await gone(claim);
  },
};
