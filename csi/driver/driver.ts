import type { NodeName, VolumeId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { Store } from '../../store/store.ts';
import type { PublicationDirectory } from '../host/publication-directory.ts';
import type { ControllerDriver } from '../services/driver-port.ts';
import { considerProposal, resumeActive } from './activate.ts';
import { capacityOf, listVolumes, validateVolume } from './answer-queries.ts';
import type { DriverContext, DriverOutside } from './context.ts';
import { createVolume } from './create-volume.ts';
import { deleteVolume } from './delete-volume.ts';
import type { ActiveConfiguration, Verdict } from './driver-state.ts';
import { expandVolume } from './expand-volume.ts';
import { createGate } from './gate.ts';
import { putNode, takeLead } from './journal.ts';
import { loadState } from './load-state.ts';
import { createLocks } from './locks.ts';
import { publicationDirectory } from './publication-lookup.ts';
import { publishVolume, unpublishVolume } from './publish-volume.ts';
import { resume, unfinishedVolumes } from './recover.ts';
import type { VolumeBackend } from './volume-backend.ts';

/** The driver's leader: the one that places volumes, on one store. */
export interface Driver extends ControllerDriver {
  readonly directory: PublicationDirectory;
  /** What runs and what there is, as of now. */
  snapshot(): DriverSnapshot;
  /** Looks at the newest proposed configuration; `undefined` where there is nothing new. */
  consider(): Promise<Verdict | undefined>;
  /**
   * Goes on with operations that were cut off or whose backend did not answer. Returns how many are still unfinished.
   * @throws CsiError `deposed`, `outcome-unknown`: this driver must stop
   */
  resume(): Promise<number>;
  /** Makes a node known that runs the node plug-in. */
  registerNode(node: NodeName): Promise<void>;
  /** Waits for what goes on behind answers. */
  settled(): Promise<void>;
}

export interface DriverSnapshot {
  readonly active: ActiveConfiguration | undefined;
  readonly volumes: readonly Volume[];
  readonly publications: readonly Publication[];
}

export interface DriverDependencies {
  readonly store: Store;
  /** Made with a way to ask which configuration runs. */
  readonly backend: (active: () => ActiveConfiguration | undefined) => VolumeBackend;
  readonly outside: DriverOutside;
}

/**
 * Takes the lead over the store and takes up what ran before. Does not wait for any backend.
 * @throws StoreError, CsiError `deposed`
 */
export async function startDriver({ store, backend, outside }: DriverDependencies): Promise<Driver> {
  const journal = await takeLead(store);
  const state = await loadState(store);
  const context: DriverContext = {
    state,
    journal,
    backend: backend(() => state.active),
    locks: createLocks(),
    gate: createGate(),
    outside,
  };
  await resumeActive(store, context);
  return driverOn(context);
}

function driverOn(context: DriverContext): Driver {
  const { state, journal } = context;
  const behind = new Set<Promise<unknown>>();
  const goOn = (work: () => Promise<unknown>): void => {
    // What fails stays journaled, and resume() tries it again.
    const running = work()
      .then(noop, noop)
      .finally(() => behind.delete(running));
    behind.add(running);
  };
  return {
    ready: () => state.active !== undefined,
    createVolume: (request) => createVolume(context, request),
    deleteVolume: (volume) => deleteVolume(context, volume, goOn),
    publish: (request) => publishVolume(context, request),
    unpublish: (request) => unpublishVolume(context, request),
    validate: (request) => Promise.resolve(validateVolume(context, request)),
    list: (request) => Promise.resolve(listVolumes(context, request)),
    capacity: (query) => Promise.resolve(capacityOf(context, query)),
    expand: (request) => expandVolume(context, request),
    directory: publicationDirectory(context),
    snapshot: () => ({
      active: state.active,
      volumes: [...state.volumes.values()],
      publications: [...state.publications.values()].flatMap((byNode) => [...byNode.values()]),
    }),
    consider: () => considerProposal(context),
    resume: () => resumeAll(context),
    registerNode: async (node) => {
      await journal.commit(putNode(node));
      state.nodes.add(node);
    },
    settled: async () => {
      while (behind.size > 0) await Promise.all(behind);
    },
  };
}

const noop = (): undefined => undefined;

async function resumeAll(context: DriverContext): Promise<number> {
  await context.journal.confirm();
  const outcomes = await Promise.all(unfinishedVolumes(context).map((id: VolumeId) => resume(context, id)));
  return outcomes.filter((outcome) => outcome.kind === 'error').length;
}
