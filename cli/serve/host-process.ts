import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PeerIdentity } from '../../csi/channel/peer-identity.ts';
import { openLmdbStore } from '../../store/lmdb/lmdb-store.ts';
import type { Store } from '../../store/store.ts';
import { endsSoon, loadTls } from '../certificates/load-tls.ts';
import type { LoadedTls } from '../certificates/load-tls.ts';
import { CliError } from '../cli-error.ts';
import type { CliIo } from '../io.ts';
import { createLog } from './log.ts';
import type { Log } from './log.ts';
import { requireRoot } from './require-root.ts';

/** What every process of a host stands on: a certificate, a state folder, a log. */
export interface HostProcess {
  readonly tls: LoadedTls;
  /** To be closed by whoever opened it. */
  readonly store: Store;
  /** Absolute. */
  readonly stateFolder: string;
  readonly log: Log;
}

interface HostProcessOptions {
  readonly tls: string;
  readonly state: string;
}

/** @throws CliError `file`, `bad-certificate`, `usage` where it is not root; StoreError */
export async function openHostProcess(
  identity: PeerIdentity,
  { tls: tlsFolder, state }: HostProcessOptions,
  io: CliIo,
): Promise<HostProcess> {
  const log = createLog(io, () => new Date());
  const tls = await loadTls(path.resolve(io.cwd, tlsFolder), identity, new Date());
  requireRoot(identity.kind);
  const warning = endsSoon(tls, new Date());
  if (warning !== undefined) log.warn(warning);
  const stateFolder = path.resolve(io.cwd, state);
  await makeStateFolder(stateFolder, state);
  return { tls, store: await openLmdbStore({ folder: stateFolder }), stateFolder, log };
}

/** @throws CliError `file` */
export async function makeStateFolder(folder: string, named: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new CliError('file', `the state folder ${named} cannot be made: ${String(cause)}`, { cause });
  });
}
