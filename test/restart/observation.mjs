// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { headOf } from './installation.mjs';
import { recordFormat } from '../../dist/csi/records.js';
import { openLmdbStore } from '../../dist/store/lmdb/lmdb-store.js';

/**
 * What a server has, as its clients see it.
 * @typedef {{ readonly id: string, readonly drive: string, readonly start: number, readonly length: number }} ObservedLeg
 * @typedef {{ readonly name: string, readonly id: string, readonly sizeGiB: number, readonly nodes: readonly string[],
 *   readonly legs: readonly ObservedLeg[] }} ObservedVolume
 * @typedef {{ readonly volumes: ReadonlyMap<string, ObservedVolume>, readonly listed: ReadonlySet<string>,
 *   readonly releasing: readonly string[], readonly activeRevision: { readonly number: number, readonly commit: string } }} Observation
 */

/** The most that one answer of the HTTP API, or of ListVolumes, is asked for. */
const PAGE = 500;

/** How long wiping may go on behind the answers, and a commit may take to become active. */
const REST_MILLISECONDS = 10_000;

/**
 * As observe, once nothing is being released any more and the newest commit is active.
 * @param {import('./server.mjs').CsiClient} csi
 * @param {import('./server.mjs').Installation} installation
 */
export async function observeAtRest(csi, installation) {
  const started = performance.now();
  let observation = await observe(csi, installation);
  const head = await headOf(installation);
  const atRest = () => observation.releasing.length === 0 && observation.activeRevision.commit === head;
  while (!atRest() && performance.now() - started < REST_MILLISECONDS) {
    await pause(20);
    observation = await observe(csi, installation);
  }
  return observation;
}

/**
 * Volumes that are being released are counted apart: to CSI they are gone.
 * @param {import('./server.mjs').CsiClient} csi
 * @param {import('./server.mjs').Installation} installation
 * @returns {Promise<Observation>}
 */
export async function observe(csi, { state }) {
  const [volumes, revisions] = [await listAll(state, 'volumes'), await listAll(state, 'revisions')];
  const active = revisions.find((revision) => revision.state === 'active');
  return {
    volumes: new Map(volumes.filter(({ phase }) => phase !== 'releasing').map((view) => [view.name, volumeOf(view)])),
    listed: await listedBy(csi),
    releasing: volumes.filter(({ phase }) => phase === 'releasing').map(({ id }) => id),
    activeRevision: { number: active?.number ?? 0, commit: active?.commit ?? 'none' },
  };
}

/** @param {any} view as the HTTP API answers @returns {ObservedVolume} */
const volumeOf = ({ name, id, sizeGiB, publishedTo, legs }) => ({
  name,
  id,
  sizeGiB,
  nodes: publishedTo.map((/** @type {any} */ { node }) => node),
  legs: legs.map((/** @type {any} */ leg) => ({
    id: leg.id,
    drive: leg.drive,
    start: leg.startGiB,
    length: leg.lengthGiB,
  })),
});

/**
 * @param {string} state
 * @param {string} resource
 * @returns {Promise<any[]>}
 */
async function listAll(state, resource) {
  const { url } = JSON.parse(await readFile(join(state, 'api/address.json'), 'utf8'));
  const token = (await readFile(join(state, 'api/reader.token'), 'utf8')).trim();
  const headers = { authorization: `Bearer ${token}` };
  const items = [];
  let rest = '';
  do {
    const answer = await fetch(`${url}/api/v1/${resource}?limit=${String(PAGE)}${rest}`, { headers });
    if (!answer.ok) throw new Error(`GET ${resource}: ${String(answer.status)} ${await answer.text()}`);
    const page = await answer.json();
    items.push(...page.items);
    rest = page.continue === undefined ? '' : `&continue=${encodeURIComponent(page.continue)}`;
  } while (rest !== '');
  return items;
}

/** @param {import('./server.mjs').CsiClient} csi */
async function listedBy({ controller }) {
  const ids = new Set();
  let startingToken = '';
  do {
    const page = await controller.listVolumes({ maxEntries: PAGE, startingToken });
    if (page.kind === 'error') throw new Error(`ListVolumes: ${page.status} ${page.message}`);
    for (const { volume } of page.value.entries) ids.add(volume?.volumeId);
    startingToken = page.value.nextToken;
  } while (startingToken !== '');
  return ids;
}

/**
 * What stands on the simulated drives.
 * @typedef {{ readonly legs: readonly ObservedLeg[], readonly exports: readonly { readonly leg: string }[] }} Hardware
 */

/**
 * Read from the simulation's own records, with the server down: what a look at the partitions would show.
 * @param {import('./server.mjs').Installation} installation
 * @returns {Promise<Hardware>}
 */
export async function readHardware({ state }) {
  const store = await openLmdbStore({ folder: state });
  try {
    const [legs, exports] = [await store.list('simulated/leg/'), await store.list('simulated/export/')];
    return {
      legs: legs.map(({ value }) => legOf(JSON.parse(value))),
      exports: exports.map(({ value }) => ({ leg: JSON.parse(value).leg })),
    };
  } finally {
    await store.close();
  }
}

/** @type {ReturnType<typeof recordFormat<import('../../dist/csi/backends/composable/enclosure-host.js').ObservedLeg>>} */
const LEG = recordFormat('simulated legs', 1);
/** @type {ReturnType<typeof recordFormat<{ readonly leg: string }>>} */
const EXPORT = recordFormat('simulated exports', 1);

/** @param {import('../../dist/csi/backends/composable/enclosure-host.js').ObservedLeg} record @returns {ObservedLeg} */
const legOf = ({ leg, drive, extent }) => ({ id: leg, drive, start: extent.start, length: extent.length });
