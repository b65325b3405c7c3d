import type { Store } from '../../../store/store.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { VolumeBackend } from '../volume-backend.ts';

/** Stops a driver dead around its nth step: a commit to the store, or a call of the backend. */
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
  backend(backend: VolumeBackend): VolumeBackend;
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
    backend: (backend) => ({
      chooseTransports: (volume) => backend.chooseTransports(volume),
      create: (...args) => around('create', () => backend.create(...args)),
      grow: (...args) => around('grow', () => backend.grow(...args)),
      release: (...args) => around('release', () => backend.release(...args)),
      publish: (...args) => around('publish', () => backend.publish(...args)),
      unpublish: (...args) => around('unpublish', () => backend.unpublish(...args)),
    }),
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
