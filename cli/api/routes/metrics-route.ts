import type { FastifyInstance } from 'fastify';
import type { ApiPort } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { text } from '../schemas/parts.ts';

/** Prometheus' text format. What it shows of the state takes a token, as the rest does. */
export function addMetricsRoute(app: FastifyInstance, port: ApiPort): void {
  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'metrics',
        summary: "Tells metrics in Prometheus' text format.",
        tags: ['server'],
        response: {
          200: {
            description: 'Metrics.',
            content: { 'text/plain': { schema: text('Text format 0.0.4 of Prometheus.') } },
          },
          ...errors(401, 500, 503),
        },
      },
    },
    async (_request, reply) => {
      const metrics = await port.metrics();
      return reply.type(metrics.type).send(metrics.text);
    },
  );
}
