import { createReconciler } from '../../controller/reconcile/reconcile.ts';
import type { Reconciler } from '../../controller/reconcile/reconcile.ts';
import type { Store } from '../../store/store.ts';
import { checkFiles } from '../check/check-files.ts';
import type { ServeOptions } from '../commands/options.ts';
import type { Log } from './log.ts';

export interface ReconcilerContext {
  readonly cwd: string;
  readonly stateFolder: string;
  readonly store: Store;
  readonly log: Log;
}

/**
 * The controller's side, opened at the first look: volumes are served before anything of Git is loaded. Looking throws
 * CliError `usage` where the repository is of a kind that is not read.
 */
export function lazyReconciler(options: ServeOptions, context: ReconcilerContext): Reconciler {
  let opened: Promise<Reconciler> | undefined;
  return {
    reconcile: async () => {
      opened ??= openReconciler(options, context);
      return (await opened).reconcile();
    },
  };
}

async function openReconciler(
  options: ServeOptions,
  { cwd, stateFolder, store, log }: ReconcilerContext,
): Promise<Reconciler> {
  const { openRepository } = await import('./open-repository.ts');
  const source = openRepository(options, cwd, stateFolder);
  log.info(`following ${source.describe()}`);
  return createReconciler({ source, store, check: checkFiles, now: () => new Date() });
}
