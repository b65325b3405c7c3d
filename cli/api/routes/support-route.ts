import type { FastifyInstance } from 'fastify';
import type { ApiPort } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { listOf, record, text } from '../schemas/parts.ts';

const FILE = record({ name: text(), about: text('What it tells.'), text: text() });

/** What `stowage support-bundle` packs. */
export function addSupportRoute(app: FastifyInstance, port: ApiPort): void {
  app.get(
    '/api/v1/support',
    {
      schema: {
        operationId: 'support',
        summary: 'Tells what a support bundle holds: versions, journal, findings, metrics and log, without secrets.',
        tags: ['server'],
        response: {
          200: { description: 'Files.', ...record({ files: listOf(FILE) }) },
          ...errors(401, 500, 503),
        },
      },
    },
    async () => ({ files: await port.support() }),
  );
}
