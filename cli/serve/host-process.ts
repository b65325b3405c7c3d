import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PeerIdentity } from '../../csi/channel/peer-identity.ts';
import { openLmdbStore } from '../../store/lmdb/lmdb-store.ts';
import type { Store } from '../../store/store.ts';
import { endsSoon, loadTls } from '../certificates/load-tls.ts';
import type { LoadedTls } from '../certificates/load-tls.ts';
import { CliError } from '../cli-error.ts';
import type { ObserveOptions } from '../commands/options.ts';
import type { CliIo } from '../io.ts';
import { createObservation } from '../observe/observation.ts';
import type { Observation } from '../observe/observation.ts';
import { requireRoot } from './require-root.ts';

/** What every process of a host stands on: a certificate, a state folder, a log. */
export interface HostProcess extends Observation {
  readonly tls: LoadedTls;
  /** To be closed by whoever opened it. */
  readonly store: Store;
  /** Absolute. */
  readonly stateFolder: string;
}

interface HostProcessOptions extends ObserveOptions {
  readonly tls: string;
  readonly state: string;
}

/** @throws CliError `file`, `bad-certificate`, `usage` where it is not root; StoreError */
export async function openHostProcess(
  identity: PeerIdentity,
  options: HostProcessOptions,
  io: CliIo,
): Promise<HostProcess> {
  const { tls: tlsFolder, state } = options;
  const observation = createObservation(options, io);
  const tls = await loadTls(path.resolve(io.cwd, tlsFolder), identity, new Date());
  requireRoot(identity.kind);
  const warning = endsSoon(tls, new Date());
  if (warning !== undefined) observation.log.warn(warning);
  const stateFolder = path.resolve(io.cwd, state);
  await makeStateFolder(stateFolder, state);
  return { ...observation, tls, store: await openLmdbStore({ folder: stateFolder }), stateFolder };
}

/** @throws CliError `file` */
export async function makeStateFolder(folder: string, named: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new CliError('file', `the state folder ${named} cannot be made: ${String(cause)}`, { cause });
  });
}
