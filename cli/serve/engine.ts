import type { Driver } from '../../csi/driver/driver.ts';
import { assertRestored } from '../../store/backup.ts';
import type { ServeOptions } from '../commands/options.ts';
import type { Observation } from '../observe/observation.ts';
import type { Cluster } from './cluster.ts';
import type { ConnectedHardware } from './hardware.ts';
import type { ChosenHardware } from './open-hardware.ts';
import { lazyReconciler } from './open-reconciler.ts';
import type { State } from './open-state.ts';
import { checkerInThisThread } from './revision-checker.ts';
import type { RevisionChecker } from './revision-checker.ts';
import { startLeader } from './start-leader.ts';
import { openSync } from './sync.ts';
import type { SyncResult } from './sync.ts';
import { checkerInThread } from './thread-checker.ts';

/** Controller and driver of the process that leads, not reached from outside. Closed with the state it is opened on. */
export interface Engine {
  readonly driver: Driver;
  /** Opens the way to enclosures and nodes; it is closed with the state. @throws CsiError `listen-failed` */
  readonly connectHardware: () => Promise<ConnectedHardware>;
  /**
   * Where the configuration comes from, in words; never a credential.
   * @throws CliError `usage` where the repository is of a kind that is not read
   */
  readonly repository: () => Promise<string>;
  /** Looks at the repository now, and waits until the driver has said what becomes of the newest commit. */
  readonly sync: () => Promise<SyncResult>;
}

export interface EngineContext extends Observation {
  readonly cwd: string;
  /** What checks revisions in a thread of its own. Left out: they are checked in this one. */
  readonly checkWorker?: URL | undefined;
  /** Ends a check under way, before the engine itself is stopped. */
  readonly stopSignal?: AbortSignal;
}

export interface EngineParts extends EngineContext {
  readonly state: State;
  readonly hardware: ChosenHardware;
  /** Left out: Kubernetes is not asked. */
  readonly cluster?: Cluster | undefined;
  /** Whether nobody else can lead. */
  readonly held: () => boolean;
}

/**
 * Takes the lead and takes up what ran before. Does not wait for the repository.
 * @throws StoreError, CsiError
 */
export async function openEngine(options: ServeOptions, parts: EngineParts): Promise<Engine> {
  const { cwd, state, cluster } = parts;
  const { folder: stateFolder, store, closers } = state;
  await assertRestored(store);
  const hardware = parts.hardware.on(store);
  // What goes on behind answers of the driver may need a secret of it.
  if (cluster) closers.add(() => cluster.stop());
  const driver = await startLeader({ store, stateFolder, hardware, observation: parts, cluster, held: parts.held });
  closers.add(() => driver.settled());
  cluster?.start(driver);
  const checker = openChecker(options, parts);
  closers.add(() => checker.stop());
  const reconciler = lazyReconciler(options, {
    ...{ cwd, stateFolder, store: driver.store, checker, closers },
    inCluster: cluster?.source,
  });
  return {
    driver,
    connectHardware: async () => {
      const connected = await hardware.connect(driver);
      closers.add(() => connected.stop());
      return connected;
    },
    repository: () => reconciler.describe(),
    sync: openSync({ reconciler, driver }),
  };
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
