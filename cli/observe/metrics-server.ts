import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { CliError } from '../cli-error.ts';
import type { ListenAddress } from '../commands/options.ts';
import type { Log } from '../serve/log.ts';
import type { Health } from './health.ts';

export interface MetricsServerOptions {
  readonly listen: ListenAddress;
  readonly registry: Registry;
  readonly health: Pick<Health, 'readiness'>;
  readonly log: Pick<Log, 'bug'>;
}

export interface MetricsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** No request of ours has a body, and no header that is long. */
const LIMITS = { maxHeaderSize: 8192, requestTimeout: 10_000, headersTimeout: 5000 } as const;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const textOf = (status: number, text: string): Answer => ({ status, type: 'text/plain; charset=utf-8', text });

/**
 * Answers metrics and health to whoever reaches the address, without a token: sums and states, no name of a volume, a
 * drive or a claim. It listens where somebody said so, and nowhere else.
 * @throws CliError `listen-failed`
 */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { listen, log } = options;
  const server = createServer(LIMITS, (request, response) => {
    const answered = answer(options, request).catch((error: unknown) => {
      log.bug('answering metrics', error);
      return textOf(500, 'this is a bug; the log says more\n');
    });
    void answered.then((each) => {
      send(response, each);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'another process listens there' : cause.message;
      const where = `${listen.host}:${String(listen.port)}`;
      const what = `metrics cannot be answered on ${where}: ${reason}; choose another address with --metrics-address`;
      reject(new CliError('listen-failed', what, { cause }));
    });
    server.listen(listen.port, listen.host, resolve);
  });
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${String(port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer({ registry, health }: MetricsServerOptions, { method, url }: IncomingMessage): Promise<Answer> {
  if (method !== 'GET') return textOf(405, 'GET alone\n');
  switch (url?.split('?')[0]) {
    case '/metrics':
      return { status: 200, type: registry.contentType, text: await registry.metrics() };
    case '/healthz':
      return textOf(200, 'ok\n');
    case '/readyz': {
      const readiness = health.readiness();
      return readiness.kind === 'ready' ? textOf(200, 'ok\n') : textOf(503, `${readiness.why}\n`);
    }
    case undefined:
    default:
      return textOf(404, '/metrics, /healthz or /readyz\n');
  }
}

function send(response: ServerResponse, { status, type, text }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}
