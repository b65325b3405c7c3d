import type { DriverSnapshot } from '../../csi/driver/driver.ts';
import type { HeldLease } from '../../store/leadership.ts';
import type { ServeOptions } from '../commands/options.ts';
import { openEngine } from './engine.ts';
import type { EngineContext } from './engine.ts';
import { openFront } from './front.ts';
import { chooseHardware } from './open-hardware.ts';
import { candidate, openState } from './open-state.ts';
import type { State } from './open-state.ts';
import { createSeat } from './seat.ts';
import type { Seat } from './seat.ts';
import type { SyncResult } from './sync.ts';

/** An engine that is reached from outside: through CSI and through the HTTP API. */
export interface Server {
  readonly csiEndpoint: string;
  /** Where a process of this machine reaches the HTTP API. */
  readonly apiUrl: string;
  /** What the HTTP API is bound to, as a URL. */
  readonly apiBound: string;
  /** For people: what is simulated, and where what is not is reached. */
  readonly hardware: string;
  /** Aborts when another process may lead: this one must end. */
  readonly deposed: AbortSignal;
  /** @throws CliError `usage` where the repository is of a kind that is not read */
  repository(): Promise<string>;
  snapshot(): DriverSnapshot;
  /** Looks at the repository now, and waits until the driver has said what becomes of the newest commit. */
  sync(): Promise<SyncResult>;
  /** Goes on with what was cut off, and is due to be tried again. */
  resume(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Answers on its sockets at once, and is there when it leads: until then everybody is told to come again, and the store
 * is read, nothing written.
 * @throws StoreError, CsiError, CliError `listen-failed`, `usage`, `file`, `bad-certificate`; the signal's reason where it
 *   is told to stop before it leads
 */
export async function startServer(options: ServeOptions, context: EngineContext): Promise<Server> {
  const { cwd, log } = context;
  const hardware = await chooseHardware(options, { cwd, log });
  const state = await openState(options, cwd);
  const { closers } = state;
  try {
    const seat = createSeat();
    const front = await openFront(options, { seat, state, servesNode: hardware.servesNode, log });
    closers.add(() => front.stop());
    const lease = await lead(state, seat, context);
    closers.add(() => lease.resign());
    const engine = await openEngine(options, { ...context, state, hardware, held: lease.held });
    const connected = await engine.connectHardware();
    // Requests end before what they are answered from.
    closers.add(() => front.stop());
    seat.vacancy = 'another replica leads by now';
    seat.occupant = { driver: engine.driver, node: connected.node, held: lease.held };
    return {
      csiEndpoint: front.csi.endpoint,
      apiUrl: front.api.url,
      apiBound: front.api.bound,
      hardware: connected.description,
      deposed: lease.lost,
      repository: engine.repository,
      snapshot: () => engine.driver.snapshot(),
      sync: engine.sync,
      resume: () => engine.driver.resume('due'),
      stop: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function lead({ leadership }: State, seat: Seat, { log, stopSignal }: EngineContext): Promise<HeldLease> {
  const stop = stopSignal ?? new AbortController().signal;
  const lease = await leadership.campaign(candidate(), stop, (leader) => {
    seat.vacancy = `this replica stands by: ${leader} leads`;
    log.info(`standing by: ${leader} leads`);
  });
  if (lease) return lease;
  stop.throwIfAborted();
  throw new Error('a campaign ended without a lease, and without being told to');
}
