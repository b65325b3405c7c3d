import type { FastifyInstance } from 'fastify';
import { failed, mapOk, ok } from '../../../csi/outcome.ts';
import type { ApiOutcome } from '../api-outcome.ts';
import type { ApiPort, ApiSnapshot } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { record, ref } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';
import { driveDetailView } from '../views/drive-view.ts';
import type { PlacedDrive } from '../views/drive-view.ts';

interface ById {
  readonly id: string;
}

const PARAMS = record({ id: { type: 'string', minLength: 1, maxLength: 128, description: 'Id of the drive.' } });

/** One drive, and who uses what of it. */
export function addDriveRoutes(app: FastifyInstance, port: ApiPort): void {
  app.get<{ Params: ById }>(
    '/api/v1/drives/:id',
    {
      schema: {
        operationId: 'getDrive',
        summary: 'Shows a drive, and who uses what of it.',
        tags: ['drives'],
        params: PARAMS,
        response: {
          200: { description: 'The drive.', ...ref('DriveDetail') },
          ...errors(400, 401, 404, 500, 503),
        },
      },
    },
    async ({ params }, reply) => {
      const snapshot = port.snapshot();
      return sendOutcome(
        reply,
        200,
        mapOk(findDrive(snapshot, params.id), (drive) => driveDetailView(snapshot, drive)),
      );
    },
  );
}

/** Errors: not-ready, not-found. */
function findDrive({ active }: ApiSnapshot, id: string): ApiOutcome<PlacedDrive> {
  if (!active) return failed('not-ready', 'no configuration is active yet: push a revision that is valid');
  for (const enclosure of active.configuration.enclosures) {
    const drive = enclosure.drives.find((each) => each.id === id);
    if (drive) return ok({ enclosure, drive });
  }
  return failed('not-found', `there is no drive "${id}"`);
}
