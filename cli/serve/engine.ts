import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type { NodeName } from '../../core/model/ids.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import type { NodeDriver } from '../../csi/services/node-port.ts';
import { openLmdbStore } from '../../store/lmdb/lmdb-store.ts';
import type { Store } from '../../store/store.ts';
import { CliError } from '../cli-error.ts';
import type { ServeOptions } from '../commands/options.ts';
import { createClosers } from './closers.ts';
import type { Closers } from './closers.ts';
import type { Log } from './log.ts';
import { lazyReconciler } from './open-reconciler.ts';
import { startDriverParts } from './start-driver.ts';
import { openSync } from './sync.ts';
import type { SyncResult } from './sync.ts';

/** Controller and driver on one state folder, not reached from outside. */
export interface Engine {
  /** Absolute. */
  readonly stateFolder: string;
  readonly store: Store;
  readonly driver: Driver;
  readonly node: NodeDriver;
  /**
   * Where the configuration comes from, in words; never a credential.
   * @throws CliError `usage` where the repository is of a kind that is not read
   */
  readonly repository: () => Promise<string>;
  /** Looks at the repository now, and waits until the driver has said what becomes of the newest commit. */
  readonly sync: () => Promise<SyncResult>;
  /** What is closed with the engine, before it. */
  readonly closers: Closers;
  readonly stop: () => Promise<void>;
}

export interface EngineContext {
  readonly cwd: string;
  readonly log: Log;
}

/**
 * Opens the state and takes up what ran before. Does not wait for the repository.
 * @throws StoreError, CsiError, CliError `file`
 */
export async function openEngine(options: ServeOptions, { cwd, log }: EngineContext): Promise<Engine> {
  const stateFolder = path.resolve(cwd, options.state);
  const closers = createClosers();
  try {
    await mkdir(stateFolder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
      throw new CliError('file', `the state folder ${options.state} cannot be made: ${String(cause)}`, { cause });
    });
    const store = await openLmdbStore({ folder: stateFolder });
    closers.add(() => store.close());
    const { driver, node } = await startDriverParts({ store, stateFolder, node: nodeName(options), log });
    closers.add(() => driver.settled());
    const reconciler = lazyReconciler(options, { cwd, stateFolder, store });
    return {
      stateFolder,
      store,
      driver,
      node,
      repository: () => reconciler.describe(),
      sync: openSync({ reconciler, driver }),
      closers,
      stop: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

/** Kubernetes calls a node by its host's name, unless told otherwise. */
const nodeName = ({ nodeId }: ServeOptions): NodeName => (nodeId ?? hostname().toLowerCase()) as NodeName;
