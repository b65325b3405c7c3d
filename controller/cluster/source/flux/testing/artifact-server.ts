import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is answered at a path. */
export type Answer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'status'; readonly status: number; readonly location?: string; readonly text?: string }
  /** Begins, and goes on no more. */
  | { readonly kind: 'stalls'; readonly bytes: Uint8Array }
  /** A byte now and then, so that it is never silent for long. */
  | { readonly kind: 'trickles' }
  /** Ends in the middle of what was announced. */
  | { readonly kind: 'breaks-off'; readonly bytes: Uint8Array };

export interface ArtifactServer {
  readonly url: string;
  readonly answers: Map<string, Answer>;
  readonly asked: string[];
  close(): Promise<void>;
}

/** The part of source-controller that serves artifacts, on loopback. */
export async function serveArtifacts(): Promise<ArtifactServer> {
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(answers.get(request.url ?? ''), request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    answers,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function answer(given: Answer | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (given === undefined) {
    response.writeHead(404).end();
    return;
  }
  switch (given.kind) {
    case 'bytes':
      response.end(given.bytes);
      return;
    case 'status':
      response
        .writeHead(given.status, given.location === undefined ? {} : { location: given.location })
        .end(given.text);
      return;
    case 'stalls':
      response.write(given.bytes);
      return;
    case 'trickles': {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => {
        clearInterval(timer);
      });
      return;
    }
    case 'breaks-off':
      response.writeHead(200, { 'content-length': given.bytes.length + 1 });
      response.write(given.bytes, () => request.socket.destroy());
  }
}
