import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { failed, ok } from '../../../csi/outcome.ts';
import type { Operation, OperationId } from '../../../csi/driver/operations/operation.ts';
import type { ApiPort } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { record, ref } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';
import { examinedView, operationViewer } from '../views/operation-view.ts';
import type { OperationView } from '../views/operation-view.ts';
import { addList, joinKey } from './add-list.ts';

interface ById {
  readonly kind: string;
  readonly subject: string;
}

const PARAMS = record({
  kind: { type: 'string', minLength: 1, maxLength: 64, description: 'The first half of its id.' },
  subject: { type: 'string', minLength: 1, maxLength: 128, description: 'The second half of its id.' },
});

const idOf = ({ kind, subject }: ById): OperationId => `${kind}/${subject}` as OperationId;

/** What the driver has under way: listed, looked at, tried again, given up. */
export function addOperationRoutes(app: FastifyInstance, port: ApiPort): void {
  addList<Operation, OperationView>(
    app,
    { path: 'operations', schema: 'Operation', about: 'operations in flight or stuck, the longest first' },
    () =>
      ok({
        things: port.operations(),
        nameOf: ({ volumeName }) => volumeName,
        keyOf,
        view: operationViewer(port.snapshot()),
      }),
  );
  app.get<{ Params: ById }>(
    '/api/v1/operations/:kind/:subject',
    {
      schema: {
        operationId: 'getOperation',
        summary: 'Shows an operation, and asks hosts how far it is.',
        tags: ['operations'],
        params: PARAMS,
        response: { 200: { description: 'The operation.', ...ref('Operation') }, ...errors(400, 401, 404, 500) },
      },
    },
    async ({ params }, reply) => {
      const [examined] = await port.examineOperations(idOf(params));
      const notFound = failed('not-found', `no operation ${idOf(params)} is under way`);
      return sendOutcome(reply, 200, examined ? ok(examinedView(port.snapshot(), examined)) : notFound);
    },
  );
  app.post<{ Params: ById }>(
    '/api/v1/operations/:kind/:subject/retry',
    decision('retryOperation', 'Tries an operation now.', 'It has reached its target.'),
    async ({ params }, reply) => sendOutcome(reply, 204, await port.retryOperation(idOf(params))),
  );
  app.post<{ Params: ById }>(
    '/api/v1/operations/:kind/:subject/abandon',
    decision(
      'abandonOperation',
      'Gives an operation up, and has taken back what was made for it. Refused where that would do harm.',
      'It is given up; the decision is recorded.',
    ),
    async ({ params, caller }, reply) =>
      sendOutcome(reply, 204, await port.abandonOperation({ operation: idOf(params), by: caller })),
  );
}

/** Where it is not known since when, an operation is older than all others. */
const keyOf = ({ since, id }: Operation): string => joinKey(since ?? '', id);

const decision = (operationId: string, summary: string, done: string): RouteShorthandOptions => ({
  config: { access: 'change' },
  schema: {
    operationId,
    summary,
    tags: ['operations'],
    params: PARAMS,
    response: {
      204: { type: 'null', description: done },
      ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503),
    },
  },
});
