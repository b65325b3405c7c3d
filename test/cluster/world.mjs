// @ts-check
import { ATTACHMENTS, SNAPSHOT_CONTENTS, VOLUMES, claim, namespaceNamed, persistentVolume, pod } from './objects.mjs';
import { KUBELET_NODE } from './nodes.mjs';
import { waitFor } from './wait-for.mjs';

/** How long anything may take, and where the driver is killed meanwhile: it starts, and whoever asked waits longer each time. */
const [WAIT_SECONDS, KILLED_WAIT_SECONDS] = [20, 120];

/** Whose logs tell most. */
const LOGS = ['stowage', 'csi-provisioner', 'csi-attacher', 'csi-resizer', 'csi-snapshotter'];

/**
 * What a flow has: a namespace of its own in the cluster, and words for what flows do.
 * @param {import('./rig.mjs').Rig} rig
 * @param {{ readonly namespace: string, readonly api: import('./api-client.mjs').Api, readonly killed: boolean,
 *   readonly check: (what: string, problems: readonly string[]) => void }} flow
 */
export function worldOf(rig, { namespace, api, killed, check }) {
  const { kubelet, driver, plane, processes, repository } = rig;
  /**
   * @template Seen
   * @param {string} what
   * @param {() => Promise<Seen>} look
   * @param {(seen: Seen) => unknown} condition
   */
  const wait = (what, look, condition) =>
    waitFor(what, look, condition, {
      seconds: killed ? KILLED_WAIT_SECONDS : WAIT_SECONDS,
      tails: () => processes.tails(LOGS),
    });
  /** What the driver has, also where it was just killed: it answers once it is back. @param {string} thing */
  const ask = (thing) =>
    wait(
      `the driver tells of ${thing}`,
      () => driver.get(thing),
      () => true,
    );
  const volumeNamed = async (/** @type {string} */ name) =>
    (await ask('volumes')).find((volume) => volume.name === name);
  return {
    rig,
    namespace,
    api,
    /** What only looks, and never kills. */
    plain: plane.api,
    driver,
    repository,
    check,
    wait,
    volumeNamed,

    /** Makes a claim. @param {string} name @param {Parameters<typeof claim>[2]} wish */
    makeClaim: (name, wish) => api.create(claim(namespace, name, wish)),

    /** Waits until a claim is bound. Answers with its PersistentVolume and the driver's volume. @param {string} name */
    bound: async (name) => {
      const { spec } = await wait(
        `claim ${name} is bound`,
        () => plane.api.getPath(`/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`),
        ({ status }) => status.phase === 'Bound',
      );
      const pv = await wait(
        `volume of ${name}`,
        () => plane.api.getPath(`/api/v1/persistentvolumes/${spec.volumeName}`),
        Boolean,
      );
      const volume = await wait(`driver's volume of ${name}`, () => volumeNamed(spec.volumeName), Boolean);
      return { pv, volume: /** @type {Record<string, any>} */ (volume) };
    },

    /**
     * Deletes a pod. Where its node has no kubelet, nobody says that it has ended, so it is deleted at once; where there
     * is one, that would take away what the kubelet is still to read.
     * @param {ReturnType<typeof pod>} object
     */
    deletePod: async (object) => {
      const atOnce = !kubelet || object.spec.nodeSelector['kubernetes.io/hostname'] !== KUBELET_NODE;
      await api.delete(object, atOnce ? { gracePeriodSeconds: 0 } : {});
      await wait(
        `pod ${object.metadata.name} is gone`,
        () => plane.api.get(object),
        (found) => found === undefined,
      );
    },

    /** Waits until an object is gone. @param {import('./api-client.mjs').KubernetesObject} object */
    gone: (object) =>
      wait(
        `${object.kind} ${object.metadata.name} is gone`,
        () => plane.api.get(object),
        (found) => found === undefined,
      ),

    /** Deletes a claim and waits until its volume is gone, from the cluster and from the driver. @param {string} name @param {string} volume */
    deleteClaim: async (name, volume) => {
      await api.delete(claim(namespace, name, { className: '', size: '' }));
      await wait(
        `${volume} is gone`,
        () => plane.api.get(persistentVolume(volume)),
        (found) => found === undefined,
      );
      await wait(
        `the driver's ${volume} is gone`,
        () => volumeNamed(volume),
        (found) => found === undefined,
      );
    },

    /** Deletes the namespace and waits until nothing is left but what was there before. @param {readonly string[]} before */
    nothingLeft: async (before) => {
      await plane.api.delete(namespaceNamed(namespace));
      const left = async () => (await thingsIn(plane.api, driver)).filter((thing) => !before.includes(thing));
      await wait('nothing is left', left, (seen) => seen.length === 0);
    },
  };
}

/**
 * What flows make outside of their namespaces.
 * @param {import('./api-client.mjs').Api} api
 * @param {import('./driver.mjs').Driver} driver
 */
export async function thingsIn(api, driver) {
  return [
    ...(await api.list(VOLUMES)).map(({ metadata }) => `PersistentVolume ${metadata.name}`),
    ...(await api.list(ATTACHMENTS)).map(({ metadata }) => `VolumeAttachment ${metadata.name}`),
    ...(await api.list(SNAPSHOT_CONTENTS)).map(({ metadata }) => `VolumeSnapshotContent ${metadata.name}`),
    ...(await driver.get('volumes')).map(({ name }) => `volume ${String(name)} of the driver`),
    ...(await driver.get('snapshots')).map(({ name }) => `snapshot ${String(name)} of the driver`),
    ...(await driver.get('operations')).map(({ id }) => `operation ${String(id)} of the driver`),
    ...(await driver.get('drives')).flatMap(({ id, volumes }) =>
      volumes.map((/** @type {string} */ name) => `${name} on ${String(id)}`),
    ),
  ];
}

/** @typedef {ReturnType<typeof worldOf>} World */
