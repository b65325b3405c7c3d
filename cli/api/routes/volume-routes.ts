import type { FastifyInstance } from 'fastify';
import type { LegId, NodeName } from '../../../core/model/ids.ts';
import { mapOk } from '../../../csi/outcome.ts';
import type { ApiPort } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { record, ref } from '../schemas/parts.ts';
import type { JsonSchema } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';
import { volumeViewer } from '../views/volume-view.ts';
import {
  createVolume,
  deleteVolume,
  dropLeg,
  expandVolume,
  findVolume,
  modifyVolume,
  unpublishVolume,
} from '../volume-operations.ts';
import type { NewVolume } from '../volume-operations.ts';

interface ByName {
  readonly name: string;
}

const NAME: JsonSchema = { type: 'string', minLength: 1, maxLength: 128, description: 'The CSI name of the volume.' };
const PARAMS = record({ name: NAME });
const LEG_PARAMS = record({
  name: NAME,
  leg: { type: 'string', minLength: 1, maxLength: 64, description: 'Id of the leg.' },
});

const NODE_PARAMS = record({
  name: NAME,
  node: { type: 'string', minLength: 1, maxLength: 253, description: 'Name of the node.' },
});

const aVolume = (description: string): JsonSchema => ({ description, ...ref('Volume') });

/** One volume: shown, created, changed, grown, deleted, freed of a leg, taken away from a node. */
export function addVolumeRoutes(app: FastifyInstance, port: ApiPort): void {
  app.get<{ Params: ByName }>(
    '/api/v1/volumes/:name',
    {
      schema: {
        operationId: 'getVolume',
        summary: 'Shows a volume.',
        tags: ['volumes'],
        params: PARAMS,
        response: { 200: aVolume('The volume.'), ...errors(400, 401, 404, 500, 503) },
      },
    },
    async ({ params }, reply) => {
      const snapshot = port.snapshot();
      return sendOutcome(reply, 200, mapOk(findVolume(snapshot, params.name), volumeViewer(snapshot)));
    },
  );
  app.post<{ Body: NewVolume }>(
    '/api/v1/volumes',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'createVolume',
        summary: 'Creates a volume. The same request again finds the same volume.',
        tags: ['volumes'],
        body: ref('NewVolume'),
        response: {
          201: aVolume('The volume, as it was created.'),
          ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503, 507),
        },
      },
    },
    async ({ body }, reply) => sendOutcome(reply, 201, await createVolume(port, body)),
  );
  addChangeRoutes(app, port);
  addModify(app, port);
  addDropLeg(app, port);
  addUnpublish(app, port);
}

function addChangeRoutes(app: FastifyInstance, port: ApiPort): void {
  app.delete<{ Params: ByName }>(
    '/api/v1/volumes/:name',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'deleteVolume',
        summary: 'Deletes a volume with its data. Refused while it is published.',
        tags: ['volumes'],
        params: PARAMS,
        response: {
          204: { type: 'null', description: 'It is deleted.' },
          ...errors(400, 401, 403, 404, 409, 500, 503),
        },
      },
    },
    async ({ params }, reply) => sendOutcome(reply, 204, await deleteVolume(port, params.name)),
  );
  app.post<{ Params: ByName; Body: { readonly size: string } }>(
    '/api/v1/volumes/:name/expand',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'expandVolume',
        summary: 'Grows a volume. One that is large enough stays as it is.',
        tags: ['volumes'],
        params: PARAMS,
        body: ref('Expansion'),
        response: {
          200: aVolume('The volume, grown.'),
          ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503, 507),
        },
      },
    },
    async ({ params, body }, reply) => sendOutcome(reply, 200, await expandVolume(port, params.name, body.size)),
  );
}

function addModify(app: FastifyInstance, port: ApiPort): void {
  app.post<{ Params: ByName; Body: { readonly attributesClass: string } }>(
    '/api/v1/volumes/:name/modify',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'modifyVolume',
        summary:
          'Gives a volume what a VolumeAttributesClass says, and leaves the rest. Answers once the node that has the volume keeps to it; until then the request may be repeated.',
        tags: ['volumes'],
        params: PARAMS,
        body: ref('Modification'),
        response: {
          200: aVolume('The volume, changed.'),
          ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503, 507),
        },
      },
    },
    async ({ params, body }, reply) =>
      sendOutcome(reply, 200, await modifyVolume(port, params.name, body.attributesClass)),
  );
}

function addDropLeg(app: FastifyInstance, port: ApiPort): void {
  app.post<{ Params: ByName & { readonly leg: LegId } }>(
    '/api/v1/volumes/:name/legs/:leg/drop',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'dropLeg',
        summary:
          'Lets a volume start without a leg that cannot be had. Writes that no other leg holds are lost: the leg is only ever rebuilt from the others. Refused while the volume is published to a node.',
        tags: ['volumes'],
        params: LEG_PARAMS,
        response: {
          200: aVolume('The volume, with the leg dropped.'),
          ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503),
        },
      },
    },
    async ({ params, caller }, reply) => sendOutcome(reply, 200, await dropLeg(port, { ...params, by: caller })),
  );
}

function addUnpublish(app: FastifyInstance, port: ApiPort): void {
  app.post<{ Params: ByName & { readonly node: NodeName } }>(
    '/api/v1/volumes/:name/nodes/:node/unpublish',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'unpublishVolume',
        summary:
          'Takes a volume away from a node, whatever uses it there: its exports are destroyed and read back. For a node that is gone for good; for others, Kubernetes asks by itself.',
        tags: ['volumes'],
        params: NODE_PARAMS,
        response: {
          200: aVolume('The volume, no longer published there.'),
          ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503),
        },
      },
    },
    async ({ params }, reply) => sendOutcome(reply, 200, await unpublishVolume(port, params)),
  );
}
