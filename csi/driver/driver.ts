import type { Accounts } from '../../core/accounts/accounts.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import type { EnclosureReports } from '../../core/model/drive-report.ts';
import type { BackendName, DomainId, EnclosureName, VolumeId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { RegisteredNode } from '../registered-node.ts';
import type { Store } from '../../store/store.ts';
import type { PublicationDirectory } from '../host/publication-directory.ts';
import type { ControllerDriver, UnpublishVolume } from '../services/driver-port.ts';
import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { considerProposal, resumeActive } from './activate.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import { capacityOf, getVolume, listVolumes, validateVolume } from './answer-queries.ts';
import { clusterView } from './cluster-view.ts';
import type { DriverContext, DriverOutside } from './context.ts';
import { createVolume } from './create-volume.ts';
import { adoptDrive, wipeDrive } from './decide-about-drive.ts';
import { dropLeg, listDecisions } from './decide.ts';
import type { Decision, DriveChoice, DropLeg } from './decisions.ts';
import { deleteSnapshot, deleteVolume } from './delete-volume.ts';
import { domainOf } from './domain.ts';
import type { EnclosureInventory, ObserveEnclosure } from './drive-hosts.ts';
import { awaitReport } from './driver-state.ts';
import type { Verdict } from './driver-state.ts';
import { expandVolume } from './expand-volume.ts';
import type { ExtentBook } from './extent-book.ts';
import { createGate } from './gate.ts';
import { putNode, takeLead } from './journal.ts';
import { loadState } from './load-state.ts';
import { lockedCalls } from './locked-calls.ts';
import { createLocks } from './locks.ts';
import { modifyVolume } from './modify-volume.ts';
import { observer, takeInventory } from './observe-drives.ts';
import { publicationDirectory } from './publication-lookup.ts';
import { publishVolume, unpublishVolume } from './publish-volume.ts';
import { createAttempts } from './operations/attempts.ts';
import { abandonOperation, retryOperation } from './operations/decide.ts';
import type { OperationChoice } from './operations/decide.ts';
import { examineOperations } from './operations/examine.ts';
import type { ExaminedOperation } from './operations/examine.ts';
import { listOperations } from './operations/list-operations.ts';
import type { Operation, OperationId } from './operations/operation.ts';
import { hastenFor, resumeAll } from './operations/resume.ts';
import { createSnapshot, getSnapshot, listSnapshots } from './snapshots.ts';
import type { VolumeBackend } from './volume-backend.ts';

/** The driver's leader: the one that places volumes, on one store. */
export interface Driver extends ControllerDriver, Lead {
  /** The store, for as long as this driver leads: every transaction compares who does. */
  readonly store: Store;
  readonly directory: PublicationDirectory;
  /** What one Kubernetes cluster sees and changes: its own volumes. `undefined` is the one without a name. */
  forCluster(cluster: string | undefined): ControllerDriver;
  /** What runs and what there is, as of now. */
  snapshot(): DriverSnapshot;
  /** What is counted of the volumes beside their records; always as a count anew would have it. */
  books(): DriverBooks;
  /** Looks at the newest proposed configuration; `undefined` where there is nothing new. */
  consider(): Promise<Verdict | undefined>;
  /**
   * Goes on with operations that were cut off or whose backend did not answer: with all, or with those that are `due`
   * again. Returns how many of the volumes are still unfinished.
   * @throws CsiError `deposed`, `outcome-unknown`: this driver must stop
   */
  resume(which?: 'all' | 'due'): Promise<number>;
  /** What is in flight or stuck, the longest first. */
  operations(): readonly Operation[];
  /** One of them, and how far it is by what hosts find now; none where there is no such operation. */
  examineOperations(operation: OperationId): Promise<readonly ExaminedOperation[]>;
  /** Tries an operation now. Errors: not-found, busy, and what it fails with. */
  retryOperation(operation: OperationId): Promise<DriverOutcome<undefined>>;
  /** Gives an operation up, and has taken back what was made for it. Errors: not-found, unsupported, busy. */
  abandonOperation(choice: OperationChoice): Promise<DriverOutcome<undefined>>;
  /**
   * Gives up a leg that the driver cannot prove to be behind. Errors: not-found, unsupported (nothing would be left),
   * busy.
   */
  dropLeg(choice: DropLeg): Promise<DriverOutcome<undefined>>;
  /** Takes a drive of another domain over. Errors: not-found, in-use, unsupported (unknown data), unavailable. */
  adoptDrive(choice: DriveChoice): Promise<DriverOutcome<undefined>>;
  /** Destroys what a drive holds. Errors: not-found, in-use (also by a volume), unsupported, unavailable. */
  wipeDrive(choice: DriveChoice): Promise<DriverOutcome<undefined>>;
  /** What people decided in the three ways above, and what came of it, oldest first. */
  decisions(): Promise<readonly Decision[]>;
  /** Enclosures whose hosts answer now, declared or not, in order. */
  answering(): readonly EnclosureName[];
  /** What every enclosure that is attached or declared tells of itself; placement goes by it as well. */
  inventory(): Promise<readonly EnclosureInventory[]>;
  /**
   * The host of an enclosure has just attached: from here on placement goes by what it finds, and nothing new is placed
   * there until it has been observed.
   */
  awaitReport(enclosure: EnclosureName): void;
  /**
   * A secret that these backends refer to is there, or another than it was: what of their volumes waits is due again.
   * Nothing else is to be done, as secrets are read each time that something derives from them.
   */
  secretChanged(backends: readonly BackendName[]): void;
  /** What the host of an enclosure finds now; of one that has attached, placement goes by it. */
  readonly observe: ObserveEnclosure;
  /** Makes a node known that runs the node plug-in. */
  registerNode(node: RegisteredNode): Promise<void>;
  /** Waits for what goes on behind answers. */
  settled(): Promise<void>;
}

export interface DriverSnapshot {
  readonly active: ActiveConfiguration | undefined;
  readonly volumes: readonly Volume[];
  readonly publications: readonly Publication[];
  /** What hosts last told of their drives. */
  readonly reports: EnclosureReports;
  /** The one that volumes are placed by: whoever tries something out tries it on a fork. */
  readonly index: InventoryIndex | undefined;
}

export interface DriverBooks {
  readonly index: InventoryIndex | undefined;
  readonly accounts: Accounts | undefined;
  readonly extents: ExtentBook;
}

/** In whose name hosts of drives are spoken to. */
export interface Lead {
  readonly domain: DomainId;
  /** Rises with each start of a driver on the store. */
  readonly epoch: number;
}

export interface DriverDependencies {
  readonly store: Store;
  /** Made with a way to ask which configuration runs. */
  readonly backend: (active: () => ActiveConfiguration | undefined, lead: Lead) => VolumeBackend;
  readonly outside: DriverOutside;
  /** Whether nobody else can have taken the lead since; left out where there is nobody else. */
  readonly held?: () => boolean;
}

/**
 * Takes the lead over the store and takes up what ran before. Does not wait for any backend.
 * @throws StoreError, CsiError `deposed`
 */
export async function startDriver({ store, backend, outside, held }: DriverDependencies): Promise<Driver> {
  const journal = await takeLead(store, held);
  const lead: Lead = { domain: await domainOf(journal, outside.newId), epoch: journal.epoch };
  const state = await loadState(store);
  const storage = backend(() => state.active, lead);
  const context: DriverContext = {
    state,
    journal,
    backend: storage,
    observe: observer(state, storage),
    locks: createLocks(),
    gate: createGate(),
    attempts: createAttempts(outside.now),
    activations: createGate(),
    outside,
  };
  await resumeActive(store, context);
  return driverOn(context, lead);
}

function driverOn(context: DriverContext, lead: Lead): Driver {
  const { state, journal } = context;
  const behind = new Set<Promise<unknown>>();
  const goOn = (work: () => Promise<unknown>): void => {
    // What fails stays journaled, and resume() tries it again.
    const running = work()
      .then(noop, noop)
      .finally(() => behind.delete(running));
    behind.add(running);
  };
  const driver: Driver = {
    ...lead,
    store: journal.store,
    forCluster: (cluster) => clusterView(context, driver, cluster),
    ready: () => state.active !== undefined,
    ...changesOn(context),
    deleteVolume: (volume) => deleteVolume(context, volume, goOn),
    validate: (request) => Promise.resolve(validateVolume(context, request)),
    get: (volume) => Promise.resolve(getVolume(context, volume)),
    list: (request) => Promise.resolve(listVolumes(context, request)),
    capacity: (query) => capacityOf(context, query),
    deleteSnapshot: (snapshot) => deleteSnapshot(context, snapshot, goOn),
    listSnapshots: (request) => Promise.resolve(listSnapshots(context, request)),
    getSnapshot: (snapshot) => Promise.resolve(getSnapshot(context, snapshot)),
    directory: publicationDirectory(context),
    snapshot: () => ({
      active: state.active,
      volumes: [...state.volumes.values()],
      publications: [...state.publications.values()].flatMap((byNode) => [...byNode.values()]),
      reports: state.reports,
      index: state.index,
    }),
    books: () => ({ index: state.index, accounts: state.accounts, extents: state.extents }),
    consider: () => considerProposal(context),
    resume: (which = 'all') => resumeAll(context, which),
    operations: () => listOperations(context),
    examineOperations: (operation) => examineOperations(context, operation),
    retryOperation: (operation) => retryOperation(context, operation),
    abandonOperation: (choice) => abandonOperation(context, choice, goOn),
    decisions: () => listDecisions(context),
    answering: () => context.backend.drives.answering(),
    inventory: () => takeInventory(context),
    awaitReport: (enclosure) => {
      awaitReport(state, enclosure);
      hastenFor(context, ({ legs }) => legs.some((leg) => leg.enclosure === enclosure));
    },
    secretChanged: (backends) => {
      hastenFor(context, ({ backend }) => backends.includes(backend));
    },
    observe: context.observe,
    registerNode: async (node) => {
      await journal.commit(putNode(node));
      state.nodes.set(node.name, node);
    },
    settled: async () => {
      while (behind.size > 0) await Promise.all(behind);
    },
  };
  return driver;
}

function changesOn(context: DriverContext) {
  const { state } = context;
  const changes = lockedCalls(
    {
      createVolume: (request) => createVolume(context, request),
      publish: (request) => publishVolume(context, request),
      unpublish: (request) => unpublishVolume(context, request),
      expand: (request) => expandVolume(context, request),
      modify: (request) => modifyVolume(context, request),
      createSnapshot: (request) => createSnapshot(context, request),
      dropLeg: (choice) => dropLeg(context, choice),
      adoptDrive: (choice) => adoptDrive(context, choice),
      wipeDrive: (choice) => wipeDrive(context, choice),
    },
    context.locks,
  );
  // What is gone is published nowhere, also while its legs are being wiped under its lock.
  const isGone = (id: VolumeId): boolean => state.volumes.get(id)?.phase.kind === 'releasing';
  const unpublish = (request: UnpublishVolume) =>
    isGone(request.volume) ? Promise.resolve(ok(undefined)) : changes.unpublish(request);
  return { ...changes, unpublish };
}

const noop = (): undefined => undefined;
