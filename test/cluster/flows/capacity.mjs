// @ts-check
import { CONTROLLER } from '../sidecars.mjs';
import { CAPACITIES } from '../objects.mjs';

const CLASS = 'encrypted-slice';
const KIBIBYTE_POWERS = { '': 0, Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5 };

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'CSIStorageCapacity objects say what GetCapacity says, also after a volume was made',
  smoke: true,
  run: async ({ plain, driver, wait, check, makeClaim, bound, deleteClaim }) => {
    const { parameters } = await plain.getPath(`/apis/storage.k8s.io/v1/storageclasses/${CLASS}`);
    const published = async () => {
      const found = await plain.list({ ...CAPACITIES, metadata: { namespace: CONTROLLER.namespace } });
      return found.filter(({ storageClassName }) => storageClassName === CLASS);
    };
    const differences = async () => {
      const objects = await published();
      const problems = await Promise.all(objects.map((object) => differenceOf(driver, parameters, object)));
      return objects.length >= 4 ? problems.flat() : [`${String(objects.length)} objects for 4 segments`];
    };
    await wait('every segment has its capacity', differences, (found) => found.length === 0);
    check('every segment has its capacity', await differences());

    const before = total(await published());
    await makeClaim('data', { className: 'slice-now', size: '500Gi' });
    const { pv } = await bound('data');
    await wait('what a volume takes is gone from it', published, (objects) => total(objects) < before);
    await wait('they agree again', differences, (found) => found.length === 0);
    check('they follow what is taken', await differences());
    await deleteClaim('data', pv.metadata.name);
    await wait('what a deleted volume had is back', published, (objects) => total(objects) === before);
    check('and what is given back', []);
  },
};

/**
 * @param {import('../driver.mjs').Driver} driver
 * @param {Record<string, string>} parameters
 * @param {import('../api-client.mjs').KubernetesObject} object
 */
async function differenceOf(driver, parameters, { nodeTopology, capacity, maximumVolumeSize }) {
  const segments = /** @type {Record<string, string>} */ (nodeTopology.matchLabels);
  const answer = await driver.csi.controller.getCapacity({ parameters, accessibleTopology: { segments } });
  if (answer.kind === 'error') return [`GetCapacity: ${answer.message}`];
  const { availableCapacity, maximumVolumeSize: largest } = answer.value;
  return [
    ...(bytesOf(capacity) === availableCapacity
      ? []
      : [`${JSON.stringify(segments)}: ${capacity}, not ${String(availableCapacity)}`]),
    ...(bytesOf(maximumVolumeSize ?? '0') === (largest ?? 0n)
      ? []
      : [`${JSON.stringify(segments)}: at most ${String(maximumVolumeSize)}, not ${String(largest)}`]),
  ];
}

/** @param {import('../api-client.mjs').KubernetesObject[]} objects */
const total = (objects) => objects.reduce((sum, { capacity }) => sum + bytesOf(capacity), 0n);

/** @param {string} quantity as the API server writes one that was whole KiB */
function bytesOf(quantity) {
  const [, digits = '', unit = ''] = /^(\d+)([KMGTP]i)?$/.exec(quantity) ?? [];
  if (digits === '') throw new Error(`no whole number of bytes: ${quantity}`);
  return BigInt(digits) * 1024n ** BigInt(KIBIBYTE_POWERS[/** @type {keyof typeof KIBIBYTE_POWERS} */ (unit)]);
}
