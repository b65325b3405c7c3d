import type { FastifyInstance, InjectOptions } from 'fastify';
import { buildApi } from '../build-api.ts';
import type { FakePort } from './fake-port.ts';

export const TOKENS = { reader: 'a'.repeat(64), admin: 'b'.repeat(64) };

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface TestApi {
  readonly app: FastifyInstance;
  readonly bugs: unknown[];
  as(token: string | undefined, request: InjectOptions): Promise<Answer>;
  read(url: string): Promise<Answer>;
  change(method: 'POST' | 'DELETE', url: string, body?: object): Promise<Answer>;
}

/** The API over a port, asked without a socket. */
export async function testApi(port: FakePort): Promise<TestApi> {
  const bugs: unknown[] = [];
  const app = await buildApi({ port, tokens: TOKENS, version: '0.0.0', reportBug: (error) => bugs.push(error) });
  const as: TestApi['as'] = async (token, request) => {
    const headers = { ...request.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const answer = await app.inject({ ...request, headers });
    const isJson = String(answer.headers['content-type']).startsWith('application/json');
    const { statusCode, body } = answer;
    return { status: statusCode, body: body === '' ? undefined : isJson ? (JSON.parse(body) as unknown) : body };
  };
  return {
    app,
    bugs,
    as,
    read: (url) => as(TOKENS.reader, { method: 'GET', url }),
    change: (method, url, body) => as(TOKENS.admin, { method, url, ...(body ? { payload: body } : {}) }),
  };
}
