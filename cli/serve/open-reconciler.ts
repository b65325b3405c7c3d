import { createReconciler } from '../../controller/reconcile/reconcile.ts';
import type { Reconciler } from '../../controller/reconcile/reconcile.ts';
import type { Source } from '../../controller/source/source.ts';
import type { Store } from '../../store/store.ts';
import type { ServeOptions } from '../commands/options.ts';
import type { Closers } from './closers.ts';
import type { RevisionChecker } from './revision-checker.ts';

export interface ReconcilerContext {
  readonly cwd: string;
  readonly stateFolder: string;
  readonly store: Store;
  readonly checker: RevisionChecker;
  /** The objects of the cluster that is asked, where they are what --repo names. */
  readonly inCluster: Source | undefined;
  /** Closes what the repository is asked through. */
  readonly closers: Closers;
}

/** The controller's side, opened at the first look: volumes are served before anything of Git is loaded. */
export interface LazyReconciler extends Reconciler {
  /**
   * Where the configuration comes from, in words; never a credential.
   * @throws CliError `usage` where the repository is of a kind that is not read
   */
  describe(): Promise<string>;
}

export function lazyReconciler(options: ServeOptions, context: ReconcilerContext): LazyReconciler {
  let opening: ReturnType<typeof openReconciler> | undefined;
  const opened = (): ReturnType<typeof openReconciler> => (opening ??= openReconciler(options, context));
  return {
    describe: async () => (await opened()).repository,
    reconcile: async () => (await opened()).reconciler.reconcile(),
  };
}

async function openReconciler(
  options: ServeOptions,
  { store, checker, ...context }: ReconcilerContext,
): Promise<{ readonly repository: string; readonly reconciler: Reconciler }> {
  const { openRepository } = await import('./open-repository.ts');
  const source = await openRepository(options, context);
  const reconciler = createReconciler({ source, store, check: checker.check, now: () => new Date() });
  return { repository: source.describe(), reconciler };
}
