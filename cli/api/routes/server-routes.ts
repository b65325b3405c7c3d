import type { FastifyInstance } from 'fastify';
import { failed, ok } from '../../../csi/outcome.ts';
import type { ApiPort } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { listOf, oneOf, record, ref } from '../schemas/parts.ts';
import type { JsonSchema } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';

const status = (description: string): JsonSchema => ({ description, ...record({ status: oneOf(['ok']) }) });

const DECLARED: JsonSchema = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata'],
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { type: 'object', additionalProperties: true },
  },
  additionalProperties: true,
  description: 'An object as it stands in the repository.',
};

const CONFIGURATION: JsonSchema = {
  description: 'The active revision and all that it declares.',
  ...record({ revision: ref('ActiveRevision'), objects: listOf(DECLARED) }),
};

/** The server itself: whether it lives, whether it is ready, what it runs, what it can be asked. */
export function addServerRoutes(app: FastifyInstance, port: ApiPort): void {
  app.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'healthz',
        summary: 'Whether the server runs.',
        tags: ['server'],
        security: [],
        response: { 200: status('It runs.') },
      },
    },
    () => Promise.resolve({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readyz',
        summary: 'Whether a configuration is active and the server does not stop, so that volumes can be asked for.',
        tags: ['server'],
        security: [],
        response: { 200: status('It is ready.'), ...errors(503) },
      },
    },
    async (_request, reply) => {
      const readiness = port.readiness();
      return sendOutcome(
        reply,
        200,
        readiness.kind === 'ready' ? ok({ status: 'ok' }) : failed('not-ready', readiness.why),
      );
    },
  );
  app.get(
    '/api/v1/configuration',
    {
      schema: {
        operationId: 'getConfiguration',
        summary: 'Shows what the active revision declares.',
        tags: ['revisions'],
        response: { 200: CONFIGURATION, ...errors(401, 500, 503) },
      },
    },
    async (_request, reply) => {
      const { active } = port.snapshot();
      if (!active) return sendOutcome(reply, 200, failed('not-ready', 'no configuration is active yet'));
      const { revision, objects } = active;
      return sendOutcome(reply, 200, ok({ revision, objects }));
    },
  );
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () =>
    Promise.resolve(app.swagger()),
  );
}
