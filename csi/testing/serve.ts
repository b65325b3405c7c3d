import path from 'node:path';
import { onTestFinished } from 'vitest';
import { connectCsi } from '../client/csi-client.ts';
import type { CsiClient } from '../client/csi-client.ts';
import { startCsiServer } from '../services/server.ts';
import type { CsiServer, CsiServerOptions } from '../services/server.ts';
import { scriptedController, scriptedNode } from './scripted-drivers.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Served {
  readonly endpoint: string;
  readonly server: CsiServer;
  readonly client: CsiClient;
}

/** A server on a socket of the test's own, and a client connected to it. Both go when the test ends. */
export async function serve(options: Partial<CsiServerOptions> = {}): Promise<Served> {
  const endpoint = options.endpoint ?? `unix://${path.join(await temporaryFolder(), 'csi.sock')}`;
  const server = await startCsiServer({
    vendorVersion: '1.2.3',
    controller: scriptedController({}),
    node: scriptedNode({}),
    reportBug: (method, error) => {
      throw new Error(`bug in ${method}`, { cause: error });
    },
    stopMilliseconds: 1000,
    ...options,
    endpoint,
  });
  onTestFinished(() => server.stop());
  return { endpoint, server, client: connect(endpoint) };
}

export function connect(endpoint: string): CsiClient {
  const client = connectCsi(endpoint);
  onTestFinished(() => {
    client.close();
  });
  return client;
}
