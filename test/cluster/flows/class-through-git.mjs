// @ts-check
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { claim as claimOf, eventsIn } from '../objects.mjs';
import { commitAll } from '../repository.mjs';

const NAME = 'from-git';
const CLASS = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: NAME } };
const BACKEND = { apiVersion: 'stowage.dev/v1alpha1', kind: 'Backend', metadata: { name: 'main' } };

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'a class of Git is shown, changed and taken away in the cluster, and one that a claim names only with consent',
  smoke: true,
  run: async (world) => {
    const first = await shown(world, '1Ti');
    const second = await shown(world, '2Ti');
    world.check(
      'a class that nobody uses is made anew',
      first.metadata.uid === second.metadata.uid ? ['it has the same uid'] : [],
    );
    await handEdits(world);

    await world.makeClaim('data', { className: NAME, size: '2Gi' });
    const { pv } = await world.bound('data');
    const claim = claimOf(world.namespace, 'data', { className: NAME, size: '2Gi' });
    const before = await world.plain.get(claim);
    await consented(world, second);
    const after = await world.plain.get(claim);
    const volume = await world.plain.get({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: pv.metadata });
    world.check('the claim and its volume are as they were', [
      ...differences('claim', before, after),
      ...differences('volume', pv, volume),
    ]);

    await rm(fileIn(world.repository));
    await commitAll(world.repository, 'Take the class away');
    const held = await heldEvent(world, 'StillInUse', await world.plain.get(CLASS));
    world.check(
      'a class that is used stays when Git no longer declares it',
      held && (await world.plain.get(CLASS)) ? [] : ['it is gone'],
    );
    await world.deleteClaim('data', pv.metadata.name);
    await world.gone(CLASS);
    world.check('it goes with its last claim', []);
  },
};

/** @param {string} repository */
const fileIn = (repository) => path.join(repository, 'from-git.yaml');

/**
 * @param {import('../world.mjs').World} world
 * @param {string} maxVolumeSize
 */
async function declare({ repository }, maxVolumeSize) {
  const parameters = { type: 'slice', encrypt: 'true', selector: 'tier=silver', maxVolumeSize };
  const rest = { provisioner: 'csi.stowage.dev', parameters, allowVolumeExpansion: true };
  await writeFile(fileIn(repository), JSON.stringify({ ...CLASS, ...rest }));
  await commitAll(repository, `Let volumes have ${maxVolumeSize}`);
}

/**
 * Declares the class with such a parameter, and waits until the cluster has it.
 * @param {import('../world.mjs').World} world
 * @param {string} maxVolumeSize
 */
async function shown(world, maxVolumeSize) {
  const started = performance.now();
  await declare(world, maxVolumeSize);
  const found = await untilHas(world, maxVolumeSize);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const label = found.metadata.labels?.['app.kubernetes.io/managed-by'];
  world.check(
    `the commit is shown after ${seconds} s`,
    label === 'stowage' ? [] : [JSON.stringify(found.metadata.labels)],
  );
  return found;
}

/**
 * @param {import('../world.mjs').World} world
 * @param {string} maxVolumeSize
 * @returns {Promise<import('../api-client.mjs').KubernetesObject>}
 */
const untilHas = ({ wait, plain }, maxVolumeSize) =>
  /** @type {Promise<import('../api-client.mjs').KubernetesObject>} */ (
    wait(
      `the class has ${maxVolumeSize}`,
      () => plain.get(CLASS),
      (found) => found?.parameters.maxVolumeSize === maxVolumeSize,
    )
  );

/** What somebody changes by hand is put back. @param {import('../world.mjs').World} world */
async function handEdits({ api, plain, wait, check }) {
  await api.patch(CLASS, { allowVolumeExpansion: false });
  await wait(
    'a class that was changed by hand is put back',
    () => plain.get(CLASS),
    (found) => found?.allowVolumeExpansion === true,
  );
  check('a class that was changed by hand is put back', []);
  const declared = await plain.get(BACKEND);
  await api.patch(BACKEND, {
    spec: {
      composable: {
        storageGroups: [...declared?.spec.composable.storageGroups, 'sg-z'],
        encryption: { secretRef: { name: 'other' } },
      },
    },
  });
  const backend = await wait(
    'a Backend that was changed by hand is put back, and is ready as of then',
    () => plain.get(BACKEND),
    (found) => found?.metadata.generation > declared?.metadata.generation + 1 && isReady(found),
  );
  const spec = JSON.stringify(backend?.spec);
  check(
    'a Backend that was changed by hand is put back, and is ready as of then',
    spec === JSON.stringify(declared?.spec) ? [] : [spec],
  );
}

/** @param {import('../api-client.mjs').KubernetesObject | undefined} object */
const isReady = (object) =>
  object?.status?.observedGeneration === object?.metadata.generation &&
  object?.status.conditions.some(
    (/** @type {Record<string, any>} */ { type, status, observedGeneration }) =>
      type === 'Ready' && status === 'True' && observedGeneration === object.metadata.generation,
  );

/**
 * Changes a class that a claim names: nothing happens until consent is given in the cluster.
 * @param {import('../world.mjs').World} world
 * @param {import('../api-client.mjs').KubernetesObject} used
 */
async function consented(world, used) {
  await declare(world, '512Gi');
  const told = await heldEvent(world, 'RecreateNeedsConsent', used);
  const [, digest = ''] = /stowage\.dev\/recreate=([0-9a-f]+)/.exec(told?.message ?? '') ?? [];
  const kept = await world.plain.get(CLASS);
  world.check('a class that is used stays, and an event says what to do', [
    ...(kept?.metadata.uid === used.metadata.uid && kept?.parameters.maxVolumeSize === '2Ti'
      ? []
      : [JSON.stringify(kept)]),
    ...(told?.type === 'Warning' && digest !== '' ? [] : [JSON.stringify(told)]),
  ]);
  await world.api.patch(CLASS, { metadata: { annotations: { 'stowage.dev/recreate': digest } } });
  const made = await untilHas(world, '512Gi');
  const consent = made.metadata.annotations?.['stowage.dev/recreate'];
  world.check('with consent it is made anew, and the consent is used up', [
    ...(made.metadata.uid === used.metadata.uid ? ['it has the same uid'] : []),
    ...(consent === undefined ? [] : [String(consent)]),
  ]);
}

/**
 * @param {import('../world.mjs').World} world
 * @param {string} reason
 * @param {import('../api-client.mjs').KubernetesObject | undefined} about
 */
async function heldEvent({ wait, plain }, reason, about) {
  const isIt = (/** @type {import('../api-client.mjs').KubernetesObject} */ event) =>
    event.reason === reason && event.involvedObject.uid === about?.metadata.uid;
  const events = await wait(
    `an event says ${reason}`,
    () => plain.list(eventsIn('default')),
    (found) => found.some(isIt),
  );
  return events.find(isIt);
}

/**
 * @param {string} what
 * @param {import('../api-client.mjs').KubernetesObject | undefined} before
 * @param {import('../api-client.mjs').KubernetesObject | undefined} after
 */
const differences = (what, before, after) => [
  ...(before?.metadata.uid === after?.metadata.uid ? [] : [`the ${what} is another`]),
  ...(JSON.stringify(before?.spec) === JSON.stringify(after?.spec) ? [] : [`${what}: ${JSON.stringify(after?.spec)}`]),
];
