import type { DeclaredObject } from '../../../core/model/configuration.ts';
import type { RevisionNumber } from '../../../core/model/ids.ts';
import type { InTurns } from '../../../core/model/turns.ts';
import { activeRevision, readConfiguration } from '../../../store/configurations.ts';
import type { Store } from '../../../store/store.ts';
import type { ClusterApi } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import type { Resource } from '../api/resource.ts';
import { CSI_DRIVER_OBJECT } from './csi-driver-object.ts';
import type { ClassUse } from './decide.ts';
import { followKinds } from './live-kinds.ts';
import { showDeclared } from './show.ts';
import type { Known, Outcome } from './show.ts';
import { SHOWN_KINDS } from './shown-kinds.ts';

/** Who names a class now. */
export interface UseOfClasses {
  /** `undefined` before it is known: then no class is taken for unused. */
  of(resource: Resource, name: string): ClassUse | undefined;
  /** Grows with each change. */
  changes(): number;
}

export interface TargetOptions {
  readonly api: ClusterApi;
  readonly store: Store;
  readonly use: UseOfClasses;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly breathe: () => Promise<void>;
  /** Takes the steps of reading a large configuration. */
  readonly take: <Answer>(steps: InTurns<Answer>) => Answer | Promise<Answer>;
  /** What a pass came to, each time there was one. */
  readonly told: (outcomes: readonly Outcome[]) => void;
  /** What went wrong otherwise, such as a store that did not answer; it is tried again. */
  readonly bug: (error: unknown) => void;
  /** Trouble with the API server, each time; it is tried again. */
  readonly failed: (error: ClusterError) => void;
}

/** How soon a change is shown, of the configuration as of the cluster. */
const LOOK_MILLISECONDS = 1000;
/** How long what is held or failed waits to be looked at again, where nothing changes. */
const AGAIN_PASSES = 30;

/**
 * Keeps a cluster showing what the driver runs, until the signal aborts. Level-based: each pass goes by what is there.
 * Nothing is shown, and nothing taken away, before a configuration is active.
 */
export async function runTarget(options: TargetOptions): Promise<void> {
  const { api, store, use, signal, pause, failed, told, bug } = options;
  const live = followKinds(api, { kinds: SHOWN_KINDS, signal, failed, pause });
  const known: Known = new Map();
  const configuration = latest(options);
  let shown = '';
  let idle = 0;
  const look = async (): Promise<void> => {
    const number = await activeRevision(store);
    const now = [number, live.changes(), use.changes()].join(' ');
    if (number !== undefined && (now !== shown || idle >= AGAIN_PASSES)) {
      const declared = await configuration(number);
      const outcomes = await passOver({ ...options, live, known }, declared);
      shown = outcomes ? now : '';
      idle = 0;
      if (outcomes) told(outcomes);
    }
    idle += 1;
  };
  while (!signal.aborted) {
    await look().catch(bug);
    await pause(LOOK_MILLISECONDS, signal);
  }
  await live.ended;
}

/** The last one read is kept: a thousand enclosures are not read anew for each change of the cluster. */
function latest({ store, take }: TargetOptions): (number: RevisionNumber) => Promise<readonly DeclaredObject[]> {
  let last: { readonly number: RevisionNumber; readonly objects: readonly DeclaredObject[] } | undefined;
  return async (number) => {
    if (last?.number !== number) {
      const { objects } = await readConfiguration(store, number, take);
      last = { number, objects: [...objects, CSI_DRIVER_OBJECT] };
    }
    return last.objects;
  };
}

interface Pass extends TargetOptions {
  readonly live: ReturnType<typeof followKinds>;
  readonly known: Known;
}

/** A class of which nobody knows who names it counts as named. */
const NOBODY_KNOWS: ClassUse = { claims: 1, volumes: 0 };

async function passOver(
  { api, live, use, now, breathe, known, signal, failed }: Pass,
  declared: readonly DeclaredObject[],
): Promise<readonly Outcome[] | undefined> {
  const cluster = {
    objects: live.objects,
    use: (resource: Resource, name: string) => use.of(resource, name) ?? NOBODY_KNOWS,
  };
  try {
    return await showDeclared({ api, live: cluster, now, breathe, known, signal }, declared);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    failed(error);
    return undefined;
  }
}
