// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { accept, GIB } from './volume-model.mjs';

/** Statuses after which a client repeats the request: nothing is known, or another operation is under way. */
const RETRIED = new Set(['UNAVAILABLE', 'ABORTED', 'CANCELLED', 'DEADLINE_EXCEEDED']);

/** A slice grows in place: what lies behind it may be another's. Then it stays as large as it is. */
const NO_ROOM = new Set(['OUT_OF_RANGE', 'RESOURCE_EXHAUSTED']);
const TRIES = 200;

const MOUNT = { accessMode: { mode: 1 }, accessType: { case: /** @type {const} */ ('mount'), value: {} } };

/**
 * Sends what the volume wants once. `unanswered` leaves it wanted.
 * @param {import('./server.mjs').CsiClient} csi
 * @param {import('./volume-model.mjs').ModelVolume} volume
 * @returns {Promise<'answered' | 'unanswered'>}
 */
export async function send(csi, volume) {
  const request = volume.wanted;
  if (!request) return 'answered';
  const result = await call(csi, volume, request);
  if (result.kind === 'ok') {
    accept(volume, request, 'volume' in result.value ? result.value.volume?.volumeId : volume.id);
    return 'answered';
  }
  if (RETRIED.has(result.status)) return 'unanswered';
  if (request.call === 'expand' && NO_ROOM.has(result.status)) {
    volume.wanted = undefined;
    return 'answered';
  }
  throw new Error(`${request.call} of ${volume.kind.name} ${volume.name}: ${result.status} ${result.message}`);
}

/**
 * Repeats what was not answered until it is.
 * @param {import('./server.mjs').CsiClient} csi
 * @param {import('./volume-model.mjs').ModelVolume} volume
 */
export async function settle(csi, volume) {
  for (let tried = 0; tried < TRIES; tried++) {
    if ((await send(csi, volume)) === 'answered') return;
    await pause(10);
  }
  throw new Error(`${volume.wanted?.call ?? ''} of ${volume.name} was not answered in ${String(TRIES)} tries`);
}

/**
 * @param {import('./server.mjs').CsiClient} csi
 * @param {import('./volume-model.mjs').ModelVolume} volume
 * @param {import('./volume-model.mjs').Request} request
 */
function call({ controller }, { name, kind, sizeGiB, id = '', node = '' }, request) {
  switch (request.call) {
    case 'create':
      return controller.createVolume({
        name,
        capacityRange: { requiredBytes: BigInt(sizeGiB) * GIB },
        volumeCapabilities: [MOUNT],
        parameters: { ...kind.parameters },
      });
    case 'delete':
      return controller.deleteVolume({ volumeId: id });
    case 'expand':
      return controller.controllerExpandVolume({
        volumeId: id,
        capacityRange: { requiredBytes: BigInt(request.sizeGiB) * GIB },
      });
    case 'publish':
      return controller.controllerPublishVolume({ volumeId: id, nodeId: request.node, volumeCapability: MOUNT });
    case 'unpublish':
      return controller.controllerUnpublishVolume({ volumeId: id, nodeId: node });
  }
}
