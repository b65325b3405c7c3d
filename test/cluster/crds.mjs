// @ts-check
import { waitFor } from './wait-for.mjs';

const SERVED_SECONDS = 30;

/**
 * Makes those of the objects that are CustomResourceDefinitions, and waits until what they define is served.
 * @param {import('./api-client.mjs').Api} api
 * @param {readonly import('./api-client.mjs').KubernetesObject[]} objects
 * @param {import('./processes.mjs').Processes} processes
 */
export async function applyCrds(api, objects, processes) {
  const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  await Promise.all(crds.map((crd) => api.apply(crd)));
  await Promise.all(crds.map((crd) => untilServed(api, crd, processes)));
}

/**
 * @param {import('./api-client.mjs').Api} api
 * @param {import('./api-client.mjs').KubernetesObject} crd
 * @param {import('./processes.mjs').Processes} processes
 */
const untilServed = (api, { spec }, processes) =>
  waitFor(
    `${spec.names.kind} is served`,
    () => api.getPath(`/apis/${spec.group}/${spec.versions[0].name}/${spec.names.plural}?limit=1`),
    () => true,
    { seconds: SERVED_SECONDS, tails: () => processes.tails(['kube-apiserver']) },
  );
