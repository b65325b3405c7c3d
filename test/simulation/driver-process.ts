import { drain } from '../../core/model/turns.ts';
import type { InTurns } from '../../core/model/turns.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import { createComposableBackend } from '../../csi/backends/composable/composable-backend.ts';
import type { EnclosureHosts } from '../../csi/backends/composable/enclosure-host.ts';
import { CsiError } from '../../csi/csi-error.ts';
import type { ClaimFacts } from '../../csi/driver/claims.ts';
import { wrappedHosts } from '../../csi/driver/testing/wrapped-hosts.ts';
import { startDriver } from '../../csi/driver/driver.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import { failed } from '../../csi/services/outcome.ts';
import type { DriverOutcome } from '../../csi/services/outcome.ts';
import { StoreError } from '../../store/store.ts';
import type { Store } from '../../store/store.ts';
import type { Process } from './doors.ts';
import { ENCLOSURES, NODES } from './inventory.ts';
import type { World } from './world.ts';

/** A driver from its start to its end. */
export interface DriverProcess extends Process {
  /** Once it serves. */
  driver: Driver | undefined;
  resuming: boolean;
  /** A commit failed: memory and store may differ, and it stops as soon as it is to write again. */
  isUnsure: boolean;
}

/** Starts a driver on the world's store. It serves once it has looked at what is proposed. */
export function startDriverProcess(world: World, name: string): DriverProcess {
  const process: DriverProcess = { name, alive: true, driver: undefined, resuming: false, isUnsure: false };
  const { hardware, store, doors } = world;
  const hosts = hostsFor(world, process);
  const outside = {
    now: () => new Date(world.time.now()),
    newId: world.newId,
    randomHex: (bytes: number) => 'ab'.repeat(bytes),
    secrets: {
      read: () =>
        doors.pass<Uint8Array | undefined>({
          kind: 'secret',
          name: 'read a secret',
          owner: process,
          work: () => Promise.resolve(new Uint8Array(32).fill(7)),
          unanswered: () => undefined,
        }),
    },
    // Each wait of the driver is at a door: there the world decides, and not between two steps.
    takeTurns: <Answer>(steps: InTurns<Answer>): Promise<Answer> => Promise.resolve(drain(steps)),
    claims: {
      lookUp: () =>
        doors.pass<ClaimFacts | undefined>({
          kind: 'claims',
          name: 'look a claim up',
          owner: process,
          work: () => Promise.resolve({ labels: new Map() }),
          unanswered: () => undefined,
        }),
    },
  };
  const start = async (): Promise<void> => {
    const driver = await startDriver({
      store: storeFor(world, process, store, () => (process.isUnsure = true)),
      backend: (active, lead) => {
        hardware.domain = lead.domain;
        return createComposableBackend(hosts, () => active()?.enclosures ?? new Map());
      },
      outside,
    });
    await driver.consider();
    for (const name of NODES) await driver.registerNode({ name, maximumVolumes: undefined });
    process.driver = driver;
    if (world.attached) for (const enclosure of ENCLOSURES.keys()) attach(world, process, enclosure);
  };
  start().catch((error: unknown) => {
    endAfter(world, process, 'the start', error);
    world.kill(process);
  });
  return process;
}

/** An agent attaches: the driver looks at its drives before it places anything on them. */
export function attach(world: World, process: DriverProcess, enclosure: EnclosureName): void {
  const { driver } = process;
  if (!driver || !process.alive || !world.hardware.answers(enclosure)) return;
  driver.awaitReport(enclosure);
  driver.observe(enclosure).catch((error: unknown) => {
    endAfter(world, process, 'observing', error);
  });
}

/** What a call comes to over gRPC. A driver that must stop does. */
export async function asked<Value>(
  world: World,
  process: DriverProcess,
  what: string,
  call: () => Promise<DriverOutcome<Value>>,
): Promise<DriverOutcome<Value>> {
  try {
    return await call();
  } catch (error) {
    endAfter(world, process, what, error);
    return failed('unavailable', String(error));
  }
}

/** Going on with what was cut off, which is done every few seconds. */
export function resume(world: World, process: DriverProcess): void {
  const { driver } = process;
  if (!driver || process.resuming) return;
  process.resuming = true;
  driver
    .resume('due')
    .catch((error: unknown) => {
      endAfter(world, process, 'going on', error);
    })
    .finally(() => {
      process.resuming = false;
    });
}

/** @throws nothing: what no driver may throw is a violation */
function endAfter(world: World, process: DriverProcess, what: string, error: unknown): void {
  if (error instanceof CsiError && (error.code === 'deposed' || error.code === 'outcome-unknown')) world.kill(process);
  else if (!(error instanceof StoreError)) world.accuse(`${what} in ${process.name} threw ${String(error)}`);
}

/** @param doubted told of a commit of which the owner does not know whether it was written */
export const storeFor = (world: World, owner: Process, store: Store, doubted: () => void = () => undefined): Store => ({
  ...store,
  get: (key) => world.doors.pass({ kind: 'read', name: `get ${key}`, owner, work: () => store.get(key) }),
  list: (prefix, options) =>
    world.doors.pass({ kind: 'read', name: `list ${prefix}`, owner, work: () => store.list(prefix, options) }),
  commit: (transaction) =>
    world.doors.pass({
      kind: 'commit',
      name: `commit ${transaction.writes.map(({ key }) => key).join(' ')}`,
      owner,
      work: () => {
        if (!world.isFull) return store.commit(transaction);
        doubted();
        return Promise.reject(new StoreError('full', 'the disk is full'));
      },
      unanswered: () => {
        doubted();
        throw new StoreError('io', 'the store did not answer');
      },
    }),
});

function hostsFor(world: World, owner: Process): EnclosureHosts {
  const { hardware, doors } = world;
  const names = [...ENCLOSURES.keys()].sort();
  const hosts: EnclosureHosts = {
    names: () => names.filter(hardware.answers),
    answers: hardware.answers,
    of: (name) => {
      const host = hardware.host(name);
      return {
        ...host,
        observe: () =>
          doors.pass({
            kind: 'host',
            name: `${name} observe`,
            owner,
            work: () => host.observe(),
            unanswered: () => failed('unavailable', `enclosure ${name} does not answer`),
          }),
      };
    },
  };
  return wrappedHosts(hosts, (enclosure, command, work) =>
    doors.pass({
      kind: 'host',
      name: `${enclosure} ${command}`,
      owner,
      work,
      unanswered: () => failed('unavailable', `enclosure ${enclosure} does not answer ${command}`),
    }),
  );
}
