// @ts-check
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { markerObject } from '../../../dist/controller/cluster/source/marker.js';
import { OWN_KINDS } from '../../../dist/controller/cluster/api/resource.js';
import { memberOf } from '../../../dist/controller/cluster/source/member.js';
import { readAllManifests } from '../manifests.mjs';
import { startSource } from '../source.mjs';

const run = promisify(execFile);

const STOWAGE = fileURLToPath(new URL('../../../bin/stowage', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../../examples/rack-pair/', import.meta.url));
const MARKER = 'stowage-system/stowage-revision';

/** Looks of the driver that are to come to nothing. */
const QUIET_MILLISECONDS = 2500;

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'objects that are applied one by one are taken when they are what the marker names, and never in between',
  smoke: false,
  kills: false,
  run: async ({ rig, wait, check }) => {
    const folder = path.join(rig.folder, 'source');
    const declared = path.join(folder, 'declared');
    await mkdir(folder);
    await cp(EXAMPLE, declared, { recursive: true });
    const source = await startSource(rig, folder, MARKER);
    const world = { ...source, declared, wait, check };
    try {
      const marker = await oneByOne(world);
      await wrongAndRight(world, marker);
      await partly(world);
      check('its service account was allowed all it asked for', await source.denied());
    } finally {
      await source.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** @typedef {Awaited<ReturnType<typeof startSource>> & { readonly declared: string } & Pick<import('../world.mjs').World, 'wait' | 'check'>} World */

/** @param {World} world */
async function oneByOne(world) {
  const { api, driver, check, wait } = world;
  const objects = await readAllManifests(world.declared);
  const last = objects.find(({ kind }) => kind === 'Backend');
  const marker = await markerOf(world, 'v1');
  await api.apply(marker);
  for (const object of objects) if (object !== last) await api.apply(object);
  await wait(
    'what waits for the rest says so',
    () => conditions(world),
    (seen) => seen.length === ownOf(objects).length - 1 && seen.every(({ said }) => said === 'Unknown True False'),
  );
  const probe = await driver.csi.identity.probe({});
  check(
    `nothing is active before the last of ${String(objects.length)} objects`,
    probe.kind === 'ok' && probe.value.ready === false ? [] : [JSON.stringify(probe)],
  );
  const started = performance.now();
  if (last) await api.apply(last);
  await allReady(world, ownOf(objects).length);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  await driver.untilReady();
  check(`with the last all run, and say so after ${seconds} s`, []);
  return marker;
}

/**
 * A revision that is whole and wrong changes nothing, and says why.
 * @param {World} world
 * @param {import('../api-client.mjs').KubernetesObject} marker of what was right
 */
async function wrongAndRight(world, marker) {
  const { api, wait, check, declared } = world;
  const file = path.join(declared, 'topology.yaml');
  const text = await readFile(file, 'utf8');
  const before = await classesOf(world);
  await writeFile(file, text.replace('name: test-1, domain: hall-1', 'name: test-1, domain: hall-9'));
  await api.apply(await uncheckedMarker(world, 'v2'));
  await api.apply(await topologyIn(file));
  const stalled = await wait(
    'what is wrong is stalled',
    () => conditions(world),
    (seen) => seen.some(({ name, said }) => name === 'Topology/hall-1' && said === 'False False True'),
  );
  const topology = stalled.find(({ name }) => name === 'Topology/hall-1');
  check('a wrong object says what is wrong with it, by its code', [
    ...(/^[a-z-]+\/[a-z-]+: .*hall-9/.test(topology?.message ?? '') ? [] : [String(topology?.message)]),
    ...stalled.filter(({ name, said }) => name !== 'Topology/hall-1' && said !== 'True False False').map(textOf),
  ]);
  const after = await classesOf(world);
  check('and what ran before goes on', before === after ? [] : [after]);
  await writeFile(file, text);
  await api.apply(marker);
  await api.apply(await topologyIn(file));
  await allReady(world, stalled.length);
  check('put right, all run again', []);
}

/** What is deleted is not gone from the driver before the marker says so. @param {World} world */
async function partly(world) {
  const { api, wait, check, driver, declared } = world;
  const objects = await readAllManifests(declared);
  const isDoomed = (/** @type {import('../api-client.mjs').KubernetesObject} */ { kind, metadata }) =>
    kind === 'StorageClass' && metadata.name === 'gold-ssd';
  const doomed = objects.filter(isDoomed);
  const before = await classesOf(world);
  for (const object of doomed) await api.delete(object);
  await pause(QUIET_MILLISECONDS);
  const after = await classesOf(world);
  check('what is deleted in part changes nothing', before === after && doomed.length === 1 ? [] : [after]);

  const file = path.join(declared, 'classes.yaml');
  const kept = objects.filter((object) => object.kind === 'StorageClass' && !isDoomed(object));
  await writeFile(file, kept.map((object) => JSON.stringify(object)).join('\n---\n'));
  await api.apply(await markerOf(world, 'v3'));
  await wait(
    'what the marker no longer names is gone',
    () => driver.get('classes'),
    (classes) => classes.length === kept.length,
  );
  check('it is gone once the marker says so', []);
}

/** @param {World} world @param {string} revision */
async function markerOf({ declared }, revision) {
  const { stdout } = await run(process.execPath, [STOWAGE, 'marker', declared, '--revision', revision]);
  return /** @type {import('../api-client.mjs').KubernetesObject} */ (load(stdout));
}

/** The command marks nothing that is wrong. @param {World} world @param {string} revision */
async function uncheckedMarker({ declared }, revision) {
  const objects = /** @type {Parameters<typeof memberOf>[0][]} */ (await readAllManifests(declared));
  return markerObject(
    revision,
    objects.flatMap((object) => memberOf(object) ?? []),
  );
}

/** @param {string} file */
const topologyIn = async (file) =>
  /** @type {import('../api-client.mjs').KubernetesObject} */ (load(await readFile(file, 'utf8')));

/** @param {World} world */
const classesOf = async ({ driver }) => JSON.stringify((await driver.get('classes')).map(({ name }) => name));

/** @param {readonly import('../api-client.mjs').KubernetesObject[]} objects */
const ownOf = (objects) => objects.filter(({ apiVersion }) => apiVersion.startsWith('stowage.dev/'));

/** @param {World} world @param {number} count */
const allReady = (world, count) =>
  world.wait(
    'all objects are ready',
    () => conditions(world),
    (seen) => seen.length === count && seen.every(({ said }) => said === 'True False False'),
  );

/**
 * What each of our objects says of itself as of its newest generation: Ready, Reconciling, Stalled.
 * @param {World} world
 */
async function conditions({ api }) {
  const lists = await Promise.all(
    OWN_KINDS.map(async ({ kind }) => {
      const found = await api.list({ apiVersion: 'stowage.dev/v1alpha1', kind });
      return found.map((object) => ({ ...object, kind }));
    }),
  );
  return lists.flat().map((object) => {
    const conditionsOf = object.status?.conditions ?? [];
    const of = (/** @type {string} */ wanted) =>
      conditionsOf.find((/** @type {Record<string, any>} */ { type }) => type === wanted);
    const isNew = object.status?.observedGeneration === object.metadata.generation;
    return {
      name: `${object.kind}/${object.metadata.name}`,
      said: isNew ? ['Ready', 'Reconciling', 'Stalled'].map((type) => of(type)?.status).join(' ') : 'nothing yet',
      message: String(of('Stalled')?.message ?? ''),
    };
  });
}

/** @param {{ readonly name: string, readonly said: string }} seen */
const textOf = ({ name, said }) => `${name}: ${said}`;
