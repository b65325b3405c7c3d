import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createKnownSecrets } from '../observe/known-secrets.ts';
import { startApi } from '../api/start-api.ts';
import type { ApiServer } from '../api/start-api.ts';
import { fakePort } from '../api/testing/fake-port.ts';
import type { FakePort } from '../api/testing/fake-port.ts';
import type { Volume } from '../../core/model/volume.ts';
import type { EnclosureInventory } from '../../csi/driver/drive-hosts.ts';
import { temporaryFolder } from './run.ts';

export interface RunningApi {
  readonly server: ApiServer;
  readonly port: FakePort;
  /** The folder that holds the state folder `.stowage`. */
  readonly cwd: string;
  readonly state: string;
}

/** The API over a server in memory, listening on a port of its own, until the test ends. */
export async function runningApi(volumes: readonly Volume[] = []): Promise<RunningApi> {
  const cwd = await temporaryFolder();
  const state = path.join(cwd, '.stowage');
  const port = fakePort(volumes);
  const listen = { host: '127.0.0.1', port: 0 };
  const reportBug = (error: unknown): never => {
    throw error;
  };
  const server = await startApi({
    port,
    listen,
    stateFolder: state,
    version: '0.0.0',
    secrets: createKnownSecrets(),
    reportBug,
  });
  onTestFinished(() => server.stop());
  return { server, port, cwd, state };
}

/** The same, with agents that found something. */
export async function apiThatFound(...found: readonly EnclosureInventory[]): Promise<RunningApi> {
  const api = await runningApi();
  api.port.found.push(...found);
  return api;
}
