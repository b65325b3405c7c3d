import type { FastifyReply } from 'fastify';
import { HTTP_STATUS } from './api-outcome.ts';
import type { ApiErrorBody, ApiOutcome } from './api-outcome.ts';

/** Answers with why not. */
export const sendError = (reply: FastifyReply, { code, message }: ApiErrorBody): FastifyReply =>
  reply.code(HTTP_STATUS[code]).type('application/json').send({ code, message });

/** Answers with the value under the status, or with why there is none. */
export const sendOutcome = (reply: FastifyReply, status: number, outcome: ApiOutcome<unknown>): FastifyReply =>
  outcome.kind === 'ok' ? reply.code(status).send(outcome.value) : sendError(reply, outcome);
