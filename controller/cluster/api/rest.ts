import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterError } from './cluster-error.ts';
import { errorOfAnswer } from './error-of-answer.ts';

export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
  /** For messages. */
  readonly what: string;
}

/** Requests to one API server, over connections that are kept. */
export interface Rest {
  /** @throws ClusterError */
  json(request: RestRequest): Promise<unknown>;
  /** The answer as it comes. @throws ClusterError */
  stream(request: RestRequest): Promise<IncomingMessage>;
  close(): void;
}

/** A list page of 500 objects of the largest size that etcd takes would be 750 MB; what is read here is not of that kind. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

export interface Patience {
  /** Milliseconds for an answer, or for the beginning of a stream: beyond them the connection is dead. */
  readonly answer: number;
  /** Milliseconds for a whole stream: nobody is told of a connection that died without a word. */
  readonly stream: number;
}

/** What a watch may last by the server's own clock, in seconds. Source: client-go, reflector: five minutes and more. */
export const STREAM_SECONDS = 300;

const PATIENCE: Patience = { answer: 30_000, stream: (STREAM_SECONDS + 30) * 1000 };

/** TLS and connections as a kubeconfig says; credentials are asked for anew at each request, since tokens rotate. */
export function openRest(config: KubeConfig, patience: Patience = PATIENCE): Rest {
  const server = new URL(config.getCurrentCluster()?.server ?? 'http://localhost:8080');
  const connections = keptConnections(server);
  const send = async (request: RestRequest): Promise<IncomingMessage> => {
    const { credentials, agent } = connections.for(await credentialsOf(config));
    return answerOf(server, request, { ...credentials, agent });
  };
  return {
    json: async (request) => {
      const timeout = AbortSignal.timeout(patience.answer);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      const answer = await send({ ...request, signal });
      const text = await textOf(answer, request);
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) throw failure(answer, text, request);
      return parsed(text, request);
    },
    stream: async (request) => {
      const whole = AbortSignal.timeout(patience.stream);
      const beginning = new AbortController();
      const late = setTimeout(() => {
        beginning.abort(new DOMException('no answer came', 'TimeoutError'));
      }, patience.answer);
      const signal = AbortSignal.any([whole, beginning.signal, ...(request.signal ? [request.signal] : [])]);
      const answer = await send({ ...request, signal }).finally(() => {
        clearTimeout(late);
      });
      if (answer.statusCode === 200) return answer;
      throw failure(answer, await textOf(answer, request), request);
    },
    close: () => {
      connections.close();
    },
  };
}

const failure = ({ statusCode = 0, headers }: IncomingMessage, text: string, { what }: RestRequest): ClusterError =>
  errorOfAnswer({ status: statusCode, text, retryAfter: headers['retry-after'] }, what);

async function credentialsOf(config: KubeConfig): Promise<RequestOptions> {
  const options: Parameters<KubeConfig['applyToHTTPSOptions']>[0] = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    throw new ClusterError('unauthorized', `the credentials of the cluster cannot be read: ${reasonOf(cause)}`, {
      cause,
    });
  }
  return options as RequestOptions;
}

interface KeptConnections {
  for(credentials: RequestOptions): { credentials: RequestOptions; agent: HttpAgent };
  close(): void;
}

/** The library makes an agent for each request, and with it a TLS handshake; one serves as long as its material stays. */
function keptConnections(server: URL): KeptConnections {
  let agent: HttpAgent | undefined;
  let material = '';
  return {
    for: (credentials) => {
      const { ca, cert, key, rejectUnauthorized, servername } = credentials as TlsMaterial;
      const now = [ca, cert, key, rejectUnauthorized, servername].map(String).join('\0');
      if (agent === undefined || now !== material) {
        agent?.destroy();
        material = now;
        const secured = { keepAlive: true, ca, cert, key, rejectUnauthorized, servername };
        agent = server.protocol === 'https:' ? new HttpsAgent(secured) : new HttpAgent({ keepAlive: true });
      }
      return { credentials, agent };
    },
    close: () => agent?.destroy(),
  };
}

interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly rejectUnauthorized?: boolean;
  readonly servername?: string;
}

function answerOf(server: URL, request: RestRequest, options: RequestOptions): Promise<IncomingMessage> {
  const { method, path, query = {}, body, contentType = 'application/json', signal, what } = request;
  const url = new URL(server.pathname.replace(/\/$/, '') + path, server);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(options.headers as Record<string, string>),
    accept: 'application/json',
    'user-agent': 'stowage',
    ...(text !== undefined && { 'content-type': contentType, 'content-length': String(Buffer.byteLength(text)) }),
  };
  const begin = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = begin(url, { ...options, method, headers, ...(signal && { signal }) }, resolve);
    sent.on('error', (cause) => {
      reject(signal?.aborted === true && !isTimeout(signal) ? cause : unreachable(what, cause));
    });
    sent.end(text);
  });
}

async function textOf(answer: IncomingMessage, { what }: RestRequest): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > MAX_ANSWER_BYTES) {
        answer.destroy();
        throw new ClusterError('too-large', `${what}: the answer is over ${String(MAX_ANSWER_BYTES)} bytes`);
      }
      parts.push(part);
    }
  } catch (cause) {
    throw cause instanceof ClusterError ? cause : unreachable(what, cause);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string, { what }: RestRequest): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ClusterError('failed', `${what}: the API server answered with something that is not JSON`, { cause });
  }
}

const isTimeout = (signal: AbortSignal): boolean =>
  signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';

export const unreachable = (what: string, cause: unknown): ClusterError =>
  new ClusterError('unreachable', `${what}: the API server cannot be reached: ${reasonOf(cause)}`, { cause });

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
