import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What goes over the wire in place of the answer. `cut` closes the connection in the middle of the body. */
export type Fault = (
  request: IncomingMessage,
  answer: HttpAnswer,
) => HttpAnswer | { readonly kind: 'cut'; readonly after: number } | { readonly kind: 'silence' };

export interface GitHttpServer {
  readonly url: string;
  /** `METHOD path` of each request so far. */
  readonly requests: readonly string[];
  /** Spoils answers from now on; `undefined` leaves them alone. */
  spoil(fault: Fault | undefined): void;
  close(): Promise<void>;
}

/** Serves the repositories of a folder through Git's own CGI program, git-http-backend(1). */
export async function serveGit(folder: string): Promise<GitHttpServer> {
  const requests: string[] = [];
  let fault: Fault | undefined;
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    void runBackend(folder, request).then((answer) => {
      send(response, answer, fault ? fault(request, answer) : answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    spoil: (next) => {
      fault = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function runBackend(folder: string, request: IncomingMessage): Promise<HttpAnswer> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  request.pipe(backend.stdin);
  const parts: Buffer[] = [];
  for await (const part of backend.stdout) parts.push(part as Buffer);
  return parseCgi(Buffer.concat(parts));
}

function parseCgi(output: Buffer): HttpAnswer {
  const end = output.indexOf('\r\n\r\n');
  const lines = output.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line): [string, string] => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(headers['status']?.slice(0, 3) ?? 200), headers, body: output.subarray(end + 4) };
}

function send(response: ServerResponse, answer: HttpAnswer, sent: ReturnType<Fault>): void {
  if (!('kind' in sent)) {
    response.writeHead(sent.status, sent.headers).end(sent.body);
    return;
  }
  if (sent.kind === 'silence') return;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
  response.write(answer.body.subarray(0, sent.after), () => {
    response.destroy();
  });
}
