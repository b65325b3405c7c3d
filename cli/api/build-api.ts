import swagger from '@fastify/swagger';
import { Ajv } from 'ajv';
import fastify from 'fastify';
import type { FastifyError, FastifyInstance } from 'fastify';
import { guard } from './access.ts';
import type { ApiErrorBody, ApiErrorCode } from './api-outcome.ts';
import type { ApiPort } from './api-port.ts';
import { addDriveRoutes } from './routes/drive-routes.ts';
import { addFoundRoutes } from './routes/found-routes.ts';
import { addListRoutes } from './routes/list-routes.ts';
import { addOperationRoutes } from './routes/operation-routes.ts';
import { addMetricsRoute } from './routes/metrics-route.ts';
import { addServerRoutes } from './routes/server-routes.ts';
import { addSimulationRoutes } from './routes/simulation-routes.ts';
import { addSupportRoute } from './routes/support-route.ts';
import { addSnapshotRoutes } from './routes/snapshot-routes.ts';
import { addVolumeRoutes } from './routes/volume-routes.ts';
import { ERROR_SCHEMA } from './schemas/error-schema.ts';
import { FOUND_SCHEMAS } from './schemas/found-schemas.ts';
import { OBJECT_SCHEMAS } from './schemas/object-schemas.ts';
import { OPERATION_SCHEMAS } from './schemas/operation-schemas.ts';
import { SIMULATION_SCHEMAS } from './schemas/simulation-schemas.ts';
import { VOLUME_SCHEMAS } from './schemas/volume-schemas.ts';
import { sendError } from './send.ts';
import type { Tokens } from './tokens.ts';

export interface ApiOptions {
  readonly port: ApiPort;
  readonly tokens: Tokens;
  readonly version: string;
  /** Told of what this code had ruled out; the client only learns that it happened. */
  readonly reportBug: (error: unknown) => void;
}

/** The largest request is far below: a name, a class, a size. */
const BODY_LIMIT_BYTES = 64 * 2 ** 10;
const REQUEST_TIMEOUT_MILLISECONDS = 30_000;

/** A volume name of 128 bytes, each of them percent-encoded. */
const MAX_PARAM_LENGTH = 3 * 128;

const SCHEMAS = [...OBJECT_SCHEMAS, ...VOLUME_SCHEMAS, ...FOUND_SCHEMAS, ...OPERATION_SCHEMAS, ...SIMULATION_SCHEMAS];

/** The HTTP API, ready for requests, not yet listening. */
export async function buildApi({ port, tokens, version, reportBug }: ApiOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, _request, reply) => {
      void sendError(reply, errorBody(error, reportBug));
    },
  });
  app.removeContentTypeParser('text/plain');
  guard(app, tokens, () => port.isStopping());
  refuseWhileStandingBy(app, port);
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    port.answered({
      method,
      route: routeOptions.url ?? '',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
  app.setErrorHandler<FastifyError>((error, _request, reply) => sendError(reply, errorBody(error, reportBug)));
  app.setNotFoundHandler((request, reply) =>
    sendError(reply, {
      code: 'no-such-route',
      message: `there is no ${request.method} ${request.url}; see /openapi.json`,
    }),
  );
  validateStrictly(app);
  // The schemas of answers document and are tested; compiling a serializer from each would only slow down the start.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await app.register(swagger, describe(version));
  for (const schema of [ERROR_SCHEMA, ...SCHEMAS]) app.addSchema(schema);
  addServerRoutes(app, port);
  addMetricsRoute(app, port);
  addSupportRoute(app, port);
  addListRoutes(app, port);
  addDriveRoutes(app, port);
  addVolumeRoutes(app, port);
  addSnapshotRoutes(app, port);
  addFoundRoutes(app, port);
  addOperationRoutes(app, port);
  addSimulationRoutes(app, port);
  await app.ready();
  return app;
}

/** Whoever does not lead knows nothing of volumes, and must not change them. */
function refuseWhileStandingBy(app: FastifyInstance, port: ApiPort): void {
  app.addHook('onRequest', async (request, reply) => {
    const message = port.standsBy();
    if (message === undefined || request.routeOptions.config.access === 'public') return undefined;
    return sendError(reply, { code: 'not-ready', message });
  });
}

/** Bodies are taken as they are. Query and path are text: there, "500" is a number. Nothing unknown is dropped silently. */
function validateStrictly(app: FastifyInstance): void {
  // The schemas are this code's own and tested: checking them against their meta-schema would only slow down the start.
  const trusting = { meta: false, validateSchema: false, useDefaults: true, schemas: SCHEMAS };
  const strict = new Ajv(trusting);
  const coercing = new Ajv({ ...trusting, coerceTypes: true });
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : coercing).compile(schema as object),
  );
}

function errorBody(error: FastifyError, reportBug: ApiOptions['reportBug']): ApiErrorBody {
  const code = codeOf(error);
  if (code !== 'internal') return { code, message: messageOf(error) };
  reportBug(error);
  return { code, message: 'this is a bug of the server; its log says more' };
}

function codeOf({ statusCode, validation }: FastifyError): ApiErrorCode {
  if (validation) return 'invalid-argument';
  if (statusCode === 413) return 'too-large';
  if (statusCode === 415) return 'unsupported-media-type';
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? 'invalid-argument' : 'internal';
}

/** Ajv says that there is a property too many, but not which. */
function messageOf({ message, validation }: FastifyError): string {
  const unknown = validation?.find(({ keyword }) => keyword === 'additionalProperties');
  return unknown ? `${message}: "${String(unknown.params['additionalProperty'])}"` : message;
}

const describe = (version: string): Parameters<typeof swagger>[1] => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Stowage',
      version,
      description:
        'What the server has and what agents found, and volumes and drives by hand. Reading takes either token of the state folder, changing takes api/admin.token.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  },
  refResolver: {
    buildLocalReference: ({ $id }, _base, _fragment, index) => (typeof $id === 'string' ? $id : `def-${String(index)}`),
  },
});
