import type { FastifyInstance } from 'fastify';
import type { ApiPort } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { record, ref } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';
import { createSnapshot, deleteSnapshot } from '../snapshot-operations.ts';
import type { NewSnapshot } from '../snapshot-operations.ts';

const PARAMS = record({
  name: { type: 'string', minLength: 1, maxLength: 128, description: 'The CSI name of the snapshot.' },
});

/** Snapshots: taken and deleted. */
export function addSnapshotRoutes(app: FastifyInstance, port: ApiPort): void {
  app.post<{ Body: NewSnapshot }>(
    '/api/v1/snapshots',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'createSnapshot',
        summary:
          'Takes a snapshot of a volume that is published to no node. The same request again finds the same snapshot.',
        tags: ['snapshots'],
        body: ref('NewSnapshot'),
        response: {
          201: { description: 'The snapshot, perhaps not ready yet.', ...ref('Snapshot') },
          ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503, 507),
        },
      },
    },
    async ({ body }, reply) => sendOutcome(reply, 201, await createSnapshot(port, body)),
  );
  app.delete<{ Params: { readonly name: string } }>(
    '/api/v1/snapshots/:name',
    {
      config: { access: 'change' },
      schema: {
        operationId: 'deleteSnapshot',
        summary: 'Deletes a snapshot with its data. Volumes that were made of it stay.',
        tags: ['snapshots'],
        params: PARAMS,
        response: {
          204: { type: 'null', description: 'It is deleted.' },
          ...errors(400, 401, 403, 404, 409, 500, 503),
        },
      },
    },
    async ({ params }, reply) => sendOutcome(reply, 204, await deleteSnapshot(port, params.name)),
  );
}
