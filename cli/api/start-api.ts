import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { CliError } from '../cli-error.ts';
import type { ListenAddress } from '../commands/options.ts';
import type { KnownSecrets } from '../observe/known-secrets.ts';
import type { ApiPort } from './api-port.ts';
import { buildApi } from './build-api.ts';
import { addressFile, apiFolder } from './state-files.ts';
import type { ApiAddress } from './state-files.ts';
import { ensureTokens } from './tokens.ts';

export interface ApiServerOptions {
  readonly port: ApiPort;
  readonly listen: ListenAddress;
  readonly stateFolder: string;
  readonly version: string;
  /** Hear of the tokens. */
  readonly secrets: Pick<KnownSecrets, 'learn'>;
  readonly reportBug: (error: unknown) => void;
}

export interface ApiServer {
  /** Where a process of this machine reaches it. */
  readonly url: string;
  /** What it is bound to, as a URL: every address of the machine stays `0.0.0.0` or `[::]`. */
  readonly bound: string;
  stop(): Promise<void>;
}

/** Changes go through the driver, which has been told to end before: hardly one is under way. */
const STOP_MILLISECONDS = 1000;

/**
 * Serves the HTTP API and says in the state folder where.
 * @throws CliError `listen-failed`, `file`
 */
export async function startApi(options: ApiServerOptions): Promise<ApiServer> {
  const { port, listen, stateFolder, version, secrets, reportBug } = options;
  const tokens = await ensureTokens(stateFolder);
  for (const token of Object.values(tokens)) secrets.learn(token);
  const app = await buildApi({ port, tokens, version, reportBug });
  await app.listen(listen).catch((error: unknown) => {
    throw cannotListen(listen, error);
  });
  const { url, bound } = urlsOf(app);
  await writeAddress(stateFolder, { url, pid: process.pid });
  return {
    url,
    bound,
    stop: async () => {
      await rm(addressFile(stateFolder), { force: true });
      const cut = setTimeout(() => {
        app.server.closeAllConnections();
      }, STOP_MILLISECONDS);
      await app.close();
      clearTimeout(cut);
    },
  };
}

function urlsOf(app: FastifyInstance): Pick<ApiServer, 'url' | 'bound'> {
  const { address, port, family } = app.server.address() as AddressInfo;
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  const urlOf = (host: string): string => `http://${family === 'IPv6' ? `[${host}]` : host}:${String(port)}`;
  return { url: urlOf(reachable), bound: urlOf(address) };
}

/** Whole or not at all: a reader never sees half of it. */
async function writeAddress(stateFolder: string, address: ApiAddress): Promise<void> {
  await mkdir(apiFolder(stateFolder), { recursive: true });
  const draft = `${addressFile(stateFolder)}.new`;
  await writeFile(draft, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  await rename(draft, addressFile(stateFolder));
}

function cannotListen({ host, port }: ListenAddress, error: unknown): CliError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason =
    code === 'EADDRINUSE' ? 'another process listens there' : error instanceof Error ? error.message : String(error);
  return new CliError(
    'listen-failed',
    `the HTTP API cannot listen on ${host}:${String(port)}: ${reason}; choose another address with --listen`,
    { cause: error },
  );
}
