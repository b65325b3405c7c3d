import type { Store } from '../../../store/store.ts';
import type { NodeHost } from '../node-host.ts';
import type { PublicationDirectory } from '../publication-directory.ts';

/** At which step a plug-in is killed, and whether the step has happened by then. */
export interface Kill {
  /** Counted from 0 over the steps of the host, the writes of the record and the reports to the driver. */
  readonly step: number;
  readonly when: 'before' | 'after';
}

class Killed extends Error {}

/** What a plug-in works with, until it is killed: from then on, nothing that it does happens. */
export interface KilledNode {
  host(host: NodeHost): NodeHost;
  store(store: Store): Store;
  publications(directory: PublicationDirectory): PublicationDirectory;
  /** Steps so far. */
  steps(): number;
}

export function killedNode({ step: at, when }: Kill): KilledNode {
  let steps = 0;
  let dead = false;
  const around = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (dead) throw new Killed();
    if (steps++ !== at) return work();
    dead = true;
    if (when === 'after') await work();
    throw new Killed();
  };
  return {
    host: (host) =>
      new Proxy(host, {
        get: (target, name: keyof NodeHost) => {
          if (name === 'bootId') return () => target.bootId();
          return (argument: never) => around<unknown>(() => target[name](argument));
        },
      }),
    store: (store) => ({ ...store, commit: (transaction) => around(() => store.commit(transaction)) }),
    publications: (directory) => ({
      lookup: (publication) => directory.lookup(publication),
      limits: (kept) => around(() => directory.limits(kept)),
      report: (publication, event) => around(() => directory.report(publication, event)),
    }),
    steps: () => steps,
  };
}

/** The value, or that the plug-in was killed meanwhile. */
export async function untilKilled<Value>(work: () => Promise<Value>): Promise<Value | 'killed'> {
  try {
    return await work();
  } catch (error) {
    if (isKilled(error)) return 'killed';
    throw error;
  }
}

const isKilled = (error: unknown): boolean =>
  error instanceof Killed || (error instanceof Error && error.cause !== undefined && isKilled(error.cause));
