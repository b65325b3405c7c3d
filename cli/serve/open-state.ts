import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type { EtcdOptions } from '../../store/etcd/etcd-store.ts';
import { SOLE_LEADERSHIP } from '../../store/leadership.ts';
import type { Candidate, HeldLease, Leadership } from '../../store/leadership.ts';
import { openLmdbStore } from '../../store/lmdb/lmdb-store.ts';
import type { Store } from '../../store/store.ts';
import { CliError } from '../cli-error.ts';
import type { ServeOptions, StoreOptions } from '../commands/options.ts';
import { observedStore } from '../observe/observe-store.ts';
import type { Observation } from '../observe/observation.ts';
import { createClosers } from './closers.ts';
import type { Closers } from './closers.ts';
import { makeStateFolder } from './host-process.ts';

/** What this process keeps and what it shares with others, and a way to become the one that leads. */
export interface State {
  /** Absolute. */
  readonly folder: string;
  readonly store: Store;
  readonly leadership: Leadership;
  readonly closers: Closers;
}

/** Another takes over so long after the last sign of life of whoever led; with the start of a driver, under 10 seconds. */
const LEASE_SECONDS = 5;

/** @throws StoreError, CliError `usage`, `file` */
export async function openState(options: ServeOptions, cwd: string, observation: Observation): Promise<State> {
  const folder = path.resolve(cwd, options.state);
  const shared = await etcdOptions(options, cwd);
  await makeStateFolder(folder, options.state);
  const closers = createClosers();
  const opened = await openStore(shared, folder);
  closers.add(() => opened.store.close());
  return { folder, leadership: opened.leadership, store: observedStore(opened.store, observation), closers };
}

/** The store that the options name: an etcd, or a folder. @throws StoreError, CliError `usage`, `file` */
export async function openNamedStore(options: StoreOptions, cwd: string): Promise<Pick<State, 'store' | 'leadership'>> {
  return openStore(await etcdOptions(options, cwd), path.resolve(cwd, options.state));
}

/** etcd's client is loaded only where it is used. */
async function openStore(etcd: EtcdOptions | undefined, folder: string): Promise<Pick<State, 'store' | 'leadership'>> {
  if (!etcd) return { store: await openLmdbStore({ folder }), leadership: SOLE_LEADERSHIP };
  const { openEtcdStore } = await import('../../store/etcd/etcd-store.ts');
  const store = await openEtcdStore(etcd);
  return { store, leadership: store.leadership };
}

/** `undefined` where the store is a folder. @throws CliError `usage`, `file` */
async function etcdOptions(options: StoreOptions, cwd: string): Promise<EtcdOptions | undefined> {
  const { etcdServers: servers, etcdCafile, etcdCertfile, etcdKeyfile, etcdPrefix = '/stowage' } = options;
  if (!servers) {
    if ([etcdCafile, etcdCertfile, etcdKeyfile, options.etcdPrefix].every((given) => given === undefined)) {
      return undefined;
    }
    throw new CliError(
      'usage',
      '--etcd-cafile, --etcd-certfile, --etcd-keyfile and --etcd-prefix go with --etcd-servers',
    );
  }
  if ((etcdCertfile === undefined) !== (etcdKeyfile === undefined)) {
    throw new CliError('usage', '--etcd-certfile and --etcd-keyfile go together: a certificate and its key');
  }
  const read = async (file: string | undefined): Promise<Buffer | undefined> =>
    file === undefined ? undefined : readPem(path.resolve(cwd, file), file);
  const [ca, certificate, key] = await Promise.all([read(etcdCafile), read(etcdCertfile), read(etcdKeyfile)]);
  return {
    servers,
    prefix: etcdPrefix,
    tls: { ...(ca && { ca }), ...(certificate && { certificate }), ...(key && { key }) },
  };
}

const readPem = (file: string, named: string): Promise<Buffer> =>
  readFile(file).catch((cause: unknown) => {
    throw new CliError('file', `${named} cannot be read: ${String(cause)}`, { cause });
  });

export const candidate = (): Candidate => ({
  name: `${hostname()}, process ${String(process.pid)}`,
  seconds: LEASE_SECONDS,
});

/** The lease at once. @throws CliError `usage` where another process holds it */
export async function leadAtOnce(leadership: Leadership, what: string): Promise<HeldLease> {
  const give = new AbortController();
  let leader = 'another process';
  const lease = await leadership.campaign(candidate(), give.signal, (holder) => {
    leader = holder;
    give.abort();
  });
  if (lease) return lease;
  throw new CliError(
    'usage',
    `${what} needs to lead, and ${leader} does: stop every "stowage serve" on this store first`,
  );
}
