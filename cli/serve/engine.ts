import path from 'node:path';
import type { Driver } from '../../csi/driver/driver.ts';
import { openLmdbStore } from '../../store/lmdb/lmdb-store.ts';
import type { Store } from '../../store/store.ts';
import type { ServeOptions } from '../commands/options.ts';
import { observedStore } from '../observe/observe-store.ts';
import type { Observation } from '../observe/observation.ts';
import { createClosers } from './closers.ts';
import type { Closers } from './closers.ts';
import type { ConnectedHardware } from './hardware.ts';
import { makeStateFolder } from './host-process.ts';
import { chooseHardware } from './open-hardware.ts';
import { lazyReconciler } from './open-reconciler.ts';
import { checkerInThisThread } from './revision-checker.ts';
import type { RevisionChecker } from './revision-checker.ts';
import { startLeader } from './start-leader.ts';
import { openSync } from './sync.ts';
import type { SyncResult } from './sync.ts';
import { checkerInThread } from './thread-checker.ts';

/** Controller and driver on one state folder, not reached from outside. */
export interface Engine {
  /** Absolute. */
  readonly stateFolder: string;
  readonly store: Store;
  readonly driver: Driver;
  /** Opens the way to enclosures and nodes; it is closed with the engine. @throws CsiError `listen-failed` */
  readonly connectHardware: () => Promise<ConnectedHardware>;
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

export interface EngineContext extends Observation {
  readonly cwd: string;
  /** What checks revisions in a thread of its own. Left out: they are checked in this one. */
  readonly checkWorker?: URL | undefined;
  /** Ends a check under way, before the engine itself is stopped. */
  readonly stopSignal?: AbortSignal;
}

/**
 * Opens the state and takes up what ran before. Does not wait for the repository.
 * @throws StoreError, CsiError, CliError `usage`, `file`, `bad-certificate`
 */
export async function openEngine(options: ServeOptions, context: EngineContext): Promise<Engine> {
  const { cwd } = context;
  const hardwareOn = await chooseHardware(options, context);
  const stateFolder = path.resolve(cwd, options.state);
  const closers = createClosers();
  try {
    await makeStateFolder(stateFolder, options.state);
    const store = observedStore(await openLmdbStore({ folder: stateFolder }), context);
    closers.add(() => store.close());
    const hardware = hardwareOn(store);
    const driver = await startLeader({ store, stateFolder, hardware, observation: context });
    closers.add(() => driver.settled());
    const checker = openChecker(options, context);
    closers.add(() => checker.stop());
    const reconciler = lazyReconciler(options, { cwd, stateFolder, store, checker });
    return {
      stateFolder,
      store,
      driver,
      connectHardware: async () => {
        const connected = await hardware.connect(driver);
        closers.add(() => connected.stop());
        return connected;
      },
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

function openChecker({ limit }: ServeOptions, { checkWorker, stopSignal, log }: EngineContext): RevisionChecker {
  if (!checkWorker) return checkerInThisThread(limit);
  const reportBug = (error: unknown): void => {
    log.bug('checking a revision', error);
  };
  const checker = checkerInThread({ worker: checkWorker, limits: limit, reportBug });
  stopSignal?.addEventListener('abort', () => void checker.stop(), { once: true });
  return checker;
}
