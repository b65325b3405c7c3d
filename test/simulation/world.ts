import { chunksOf } from '../../store/configuration-chunks.ts';
import { proposeConfiguration } from '../../store/configurations.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { createDoors } from './doors.ts';
import type { Door, Doors, Process } from './doors.ts';
import { startDriverProcess } from './driver-process.ts';
import type { DriverProcess } from './driver-process.ts';
import { createHardware } from './hardware.ts';
import type { Hardware } from './hardware.ts';
import { CONFIGURATIONS, NODES } from './inventory.ts';
import { createNode, startPlugin } from './node-process.ts';
import type { SimulatedNode } from './node-process.ts';
import { beginVirtualTime } from './virtual-time.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Everything there is. Processes come and go on what is durable of it. */
export interface World {
  readonly store: Store;
  readonly hardware: Hardware;
  readonly nodes: readonly SimulatedNode[];
  readonly doors: Doors;
  readonly time: VirtualTime;
  /** Drivers that run: more than one where an older one does not know yet that it leads no more. Clients reach the newest alone. */
  readonly drivers: DriverProcess[];
  /** Whether the store's disk is full. */
  isFull: boolean;
  /** Whether enclosures have agents, which attach and tell of their drives, or tell nothing. */
  attached: boolean;
  readonly newId: () => string;
  /** What happened, for people to read. */
  readonly trace: string[];
  /** What must never happen, and did. */
  readonly violations: string[];
  note(what: string): void;
  accuse(what: string): void;
  readonly leader: () => DriverProcess | undefined;
  startDriver(): DriverProcess;
  startPlugin(node: SimulatedNode): void;
  kill(process: Process, keeps?: (door: Door) => boolean): void;
  propose(configuration: number): Promise<void>;
  /** Everything that goes on by itself has gone on: what is left waits at a door. */
  readonly settle: () => Promise<void>;
  end(): void;
}

/** @param opened told of each call that leaves a process */
export async function createWorld(opened: (door: Door) => void = () => undefined): Promise<World> {
  const violations: string[] = [];
  const trace: string[] = [];
  let ids = 0;
  let started = 0;
  let newest: DriverProcess | undefined;
  const accuse = (what: string): void => {
    if (!violations.includes(what)) violations.push(what);
    trace.push(`VIOLATION ${what}`);
  };
  const nodes: SimulatedNode[] = [];
  const world: World = {
    store: openMemoryStore(),
    hardware: createHardware(accuse),
    nodes,
    doors: createDoors(opened),
    time: beginVirtualTime(),
    drivers: [],
    isFull: false,
    attached: false,
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    trace,
    violations,
    note: (what) => {
      trace.push(what);
    },
    accuse,
    leader: () => (newest?.alive ? newest : undefined),
    startDriver: () => {
      const process = startDriverProcess(world, `driver ${String((started += 1))}`);
      world.drivers.push(process);
      newest = process;
      return process;
    },
    startPlugin: (node) => {
      startPlugin(world, node, `plug-in ${String((started += 1))} of ${node.name}`);
    },
    kill: (process, keeps = () => false) => {
      if (!process.alive) return;
      world.doors.kill(process, keeps);
      const at = world.drivers.findIndex((driver) => driver === process);
      if (at >= 0) world.drivers.splice(at, 1);
      for (const node of nodes) if (node.plugin === process) node.plugin = undefined;
    },
    propose: (configuration) => propose(world.store, configuration),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    end: () => {
      world.time.end();
    },
  };
  for (const name of NODES) nodes.push(createNode(world, name));
  await world.propose(0);
  return world;
}

async function propose(store: Store, configuration: number): Promise<void> {
  await proposeConfiguration(store, {
    commit: 'c'.repeat(40) as never,
    ref: 'main',
    subject: 'change',
    chunks: chunksOf(CONFIGURATIONS[configuration] ?? []),
    findings: [],
    at: '1970-01-01T00:00:00.000Z',
  });
}
