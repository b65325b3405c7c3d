import type { FastifyInstance } from 'fastify';
import { authenticator } from './tokens.ts';
import type { Role } from './state-files.ts';
import type { Tokens } from './tokens.ts';
import { sendError } from './send.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use a route. Left out: whoever has a token. `change` asks for the admin token. */
    readonly access?: 'public' | 'change';
  }

  interface FastifyRequest {
    /** Whose token it bears; where none was looked for, anyone's. */
    caller: Role | 'anyone';
  }
}

/** Nobody is answered who is not known, not even that a route does not exist; changing needs more than reading. */
export function guard(app: FastifyInstance, tokens: Tokens, isStopping: () => boolean): void {
  const roleOf = authenticator(tokens);
  app.decorateRequest('caller', 'anyone');
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (access === 'public') return undefined;
    const role = roleOf(request.headers.authorization);
    if (role === undefined) {
      void reply.header('www-authenticate', 'Bearer realm="stowage"');
      return sendError(reply, { code: 'unauthenticated', message: NO_TOKEN });
    }
    if (access === 'change' && role !== 'admin') return sendError(reply, { code: 'forbidden', message: READ_ONLY });
    if (isStopping()) return sendError(reply, { code: 'unavailable', message: STOPPING });
    request.caller = role;
    return undefined;
  });
}

const NO_TOKEN = 'send "Authorization: Bearer TOKEN" with a token of this server: api/reader.token in its state folder';
const STOPPING = 'the server stops: ask again when it is back';
const READ_ONLY = 'this token is for reading: changing something takes api/admin.token in the state folder';
