import type { NodeName } from '../../core/model/ids.ts';
import { CsiError } from '../../csi/csi-error.ts';
import { createNodeDriver } from '../../csi/host/node-driver.ts';
import type { NodePlugin } from '../../csi/host/node-driver.ts';
import type { NodeHost } from '../../csi/host/node-host.ts';
import type { PublicationDirectory } from '../../csi/host/publication-directory.ts';
import { createSimulatedNodeHost, simulatedPartsOf } from '../../csi/host/simulated-node-host.ts';
import type { SimulatedParts } from '../../csi/host/simulated-parts.ts';
import { failed } from '../../csi/services/outcome.ts';
import type { SimulatedPaths } from '../../csi/simulation/paths.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import { StoreError } from '../../store/store.ts';
import type { Store } from '../../store/store.ts';
import type { Process } from './doors.ts';
import { asked, storeFor } from './driver-process.ts';
import type { World } from './world.ts';

/** A host with pods, which outlives its plug-in. */
export interface SimulatedNode {
  readonly name: NodeName;
  /** The plug-in's own record. */
  readonly records: Store;
  readonly prefix: string;
  readonly host: NodeHost;
  readonly parts: SimulatedParts;
  readonly paths: ReadonlySet<string>;
  /** Without power nothing runs, and a boot has to come first. */
  isUp: boolean;
  /** Neither kubelet nor the plug-in reaches the cluster; the way to the drives is another one. */
  isCutOff: boolean;
  plugin: PluginProcess | undefined;
}

export interface PluginProcess extends Process {
  /** Once it serves. */
  plugin: NodePlugin | undefined;
  busy: boolean;
  leftHalfDone: number;
}

export function createNode({ hardware }: World, name: NodeName): SimulatedNode {
  const paths = pathsInMemory();
  const prefix = `simulated/node/${name}/`;
  const options = { node: name, store: hardware.store, fabric: hardware.fabric, prefix, paths: paths.port };
  return {
    name,
    records: openMemoryStore(),
    prefix,
    host: createSimulatedNodeHost(options),
    parts: simulatedPartsOf(options),
    paths: paths.made,
    isUp: true,
    isCutOff: false,
    plugin: undefined,
  };
}

/** Starts the plug-in of a node; it serves once what was left half done is looked at. */
export function startPlugin(world: World, node: SimulatedNode, name: string): void {
  const process: PluginProcess = { name, alive: true, plugin: undefined, busy: true, leftHalfDone: 0 };
  node.plugin = process;
  const plugin = createNodeDriver({
    host: hostFor(world, process, node.host),
    publications: directoryFor(world, process, node),
    store: recordsFor(world, process, node),
    info: () => ({ node: node.name, maximumVolumes: undefined, segment: {} }),
    pause: () => world.doors.pass({ kind: 'pause', name: 'pause', owner: process, work: () => Promise.resolve() }),
    log: {
      info: () => undefined,
      warn: () => undefined,
      bug: (what, error) => {
        accuse(world, process, what, error);
      },
    },
  });
  plugin
    .recover()
    .then((left) => {
      Object.assign(process, { plugin, leftHalfDone: left });
    })
    .catch((error: unknown) => {
      accuse(world, process, 'recovering', error);
      world.kill(process);
    })
    .finally(() => {
      process.busy = false;
    });
}

/** What a plug-in does every few seconds. */
export function lookAfter(world: World, process: PluginProcess): void {
  const { plugin } = process;
  if (!plugin || process.busy) return;
  process.busy = true;
  const round = async (): Promise<void> => {
    if (process.leftHalfDone > 0) process.leftHalfDone = await plugin.recover();
    await plugin.watch();
  };
  round()
    .catch((error: unknown) => {
      accuse(world, process, 'looking after volumes', error);
    })
    .finally(() => {
      process.busy = false;
    });
}

/** What the store throws is answered for with `unavailable`. */
export function accuse(world: World, process: Process, what: string, error: unknown): void {
  if (!(error instanceof StoreError)) world.accuse(`${what} in ${process.name} threw ${String(error)}`);
}

const hostFor = (world: World, owner: Process, host: NodeHost): NodeHost =>
  new Proxy(host, {
    get: (target, name: keyof NodeHost) => {
      if (name === 'bootId') return () => target.bootId();
      return (argument: never) =>
        world.doors.pass({
          kind: 'step',
          name,
          owner,
          work: () => target[name](argument) as Promise<unknown>,
          unanswered: () => failed('unavailable', `${name} did not answer`),
        });
    },
  });

function directoryFor(world: World, owner: Process, node: SimulatedNode): PublicationDirectory {
  const leader = () => (node.isCutOff ? undefined : world.leader());
  const noAnswer = (): never => {
    throw new CsiError('no-answer', 'the driver does not answer');
  };
  return {
    lookup: (publication) =>
      world.doors.pass({
        kind: 'directory',
        name: `lookup ${publication}`,
        owner,
        server: leader,
        work: async () => {
          const driver = leader()?.driver;
          return driver ? driver.directory.lookup(publication) : noAnswer();
        },
        unanswered: noAnswer,
      }),
    limits: (kept) =>
      world.doors.pass({
        kind: 'directory',
        name: 'limits',
        owner,
        server: leader,
        work: async () => {
          const driver = leader()?.driver;
          return driver ? driver.directory.limits(kept) : noAnswer();
        },
        unanswered: noAnswer,
      }),
    report: (publication, event) =>
      world.doors.pass({
        kind: 'directory',
        name: `report ${event.kind}${'legs' in event ? ` ${event.legs.join(' ')}` : ''}${'inSync' in event ? ` ${event.inSync.join(' ')}` : ''}`,
        owner,
        server: leader,
        work: async () => {
          const process = leader();
          const driver = process?.driver;
          if (!driver) return failed('unavailable', 'the driver does not answer');
          return asked(world, process, 'a report', () => driver.directory.report(publication, event));
        },
        unanswered: () => failed('unavailable', 'the driver does not answer'),
      }),
  };
}

function recordsFor(world: World, owner: Process, { records }: SimulatedNode): Store {
  const written = storeFor(world, owner, records);
  return { ...records, commit: (transaction) => written.commit(transaction) };
}

function pathsInMemory(): { readonly port: SimulatedPaths; readonly made: ReadonlySet<string> } {
  const kinds = new Map<string, 'folder' | 'file'>();
  const made = new Set<string>();
  const make = (path: string, kind: 'folder' | 'file'): Promise<void> => {
    kinds.set(path, kind);
    made.add(path);
    return Promise.resolve();
  };
  const remove = (path: string): void => {
    kinds.delete(path);
    made.delete(path);
  };
  return {
    made,
    port: {
      kindOf: (path) => Promise.resolve(kinds.get(path)),
      makeFolders: (path) => make(path, 'folder'),
      makeFolder: (path) => make(path, 'folder'),
      makeFile: (path) => make(path, 'file'),
      removeEmptyFolder: (path) => {
        remove(path);
        return Promise.resolve(true);
      },
      removeFile: (path) => {
        remove(path);
        return Promise.resolve();
      },
    },
  };
}
