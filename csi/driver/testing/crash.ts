import type { EnclosureHosts } from '../../backends/composable/enclosure-host.ts';
import type { Store } from '../../../store/store.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { wrappedHosts } from './wrapped-hosts.ts';

/** Stops a driver dead around its nth step: a commit to the store, or a command to the host of an enclosure. */
export interface CrashPoint {
  /** Steps count from 1, from the start of the driver. */
  readonly step: number;
  readonly moment: 'before' | 'after';
  /** Told of every step, so that a test can count them. */
  readonly onStep?: (name: string) => void;
}

class Crash extends Error {}

interface Crashing {
  store(store: Store): Store;
  hosts(hosts: EnclosureHosts): EnclosureHosts;
}

/** Once the point is reached, nothing that the driver does takes effect any more. */
export function crashing({ step: at, moment, onStep }: CrashPoint): Crashing {
  let steps = 0;
  let dead = false;
  const around = async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    if (dead) throw new Crash();
    steps += 1;
    onStep?.(name);
    if (steps !== at) return work();
    dead = true;
    if (moment === 'after') await work();
    throw new Crash();
  };
  return {
    store: (store) => ({ ...store, commit: (transaction) => around('commit', () => store.commit(transaction)) }),
    hosts: (hosts) => wrappedHosts(hosts, (_, command, work) => around(command, work)),
  };
}

/** What an operation came to in a driver that may crash under it. */
export async function attempt<Value>(
  work: () => Promise<DriverOutcome<Value>>,
): Promise<DriverOutcome<Value> | 'crashed'> {
  try {
    return await work();
  } catch (error) {
    if (isCrash(error)) return 'crashed';
    throw error;
  }
}

const isCrash = (error: unknown): boolean => error instanceof Crash || (error instanceof Error && isCrash(error.cause));
