import type { DriverSnapshot } from '../../csi/driver/driver.ts';
import type { HeldLease } from '../../store/leadership.ts';
import type { ServeOptions } from '../commands/options.ts';
import { createHealth } from '../observe/health.ts';
import type { Readiness } from '../observe/health.ts';
import { addFleetMetrics } from '../observe/metrics/fleet-metrics.ts';
import { openEngine } from './engine.ts';
import type { Engine, EngineContext } from './engine.ts';
import { fleetSource } from './fleet-source.ts';
import { openFront } from './front.ts';
import { openCluster } from './open-cluster.ts';
import { chooseHardware } from './open-hardware.ts';
import { candidate, openState } from './open-state.ts';
import type { State } from './open-state.ts';
import { createSeat, sitting } from './seat.ts';
import type { Seat } from './seat.ts';
import type { SyncResult } from './sync.ts';

/** An engine that is reached from outside: through CSI and through the HTTP API. */
export interface Server {
  readonly csiEndpoint: string;
  /** Where a process of this machine reaches the HTTP API. */
  readonly apiUrl: string;
  /** What the HTTP API is bound to, as a URL. */
  readonly apiBound: string;
  /** Where metrics and health are answered without a token. */
  readonly metricsUrl?: string;
  /** For people: what is simulated, and where what is not is reached. */
  readonly hardware: string;
  /** Aborts when another process may lead: this one must end. */
  readonly deposed: AbortSignal;
  /** @throws CliError `usage` where the repository is of a kind that is not read */
  repository(): Promise<string>;
  snapshot(): DriverSnapshot;
  /** Looks at the repository now, and waits until the driver has said what becomes of the newest commit. */
  sync(): Promise<SyncResult>;
  /**
   * Takes no new calls and tells so, and waits for those under way; what takes too long is cut. Reading goes on until
   * `stop`. May be called again.
   */
  drain(): Promise<void>;
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
  const hardware = await chooseHardware(options, context);
  const cluster = await openCluster(options, context);
  const state = await openState(options, context.cwd, context);
  const { closers } = state;
  try {
    const seat = createSeat();
    const health = createHealth(() => readinessOf(seat));
    const front = await openFront(options, {
      seat,
      state,
      servesNode: hardware.servesNode,
      health,
      observation: context,
    });
    closers.add(() => front.stop());
    const lease = await lead(state, seat, context);
    closers.add(() => lease.resign());
    const engine = await openEngine(options, { ...context, state, hardware, cluster, held: lease.held });
    addFleetMetrics(context.metrics.registry, fleetSource(engine.driver, state));
    const connected = await engine.connectHardware();
    // Requests end before what they are answered from.
    closers.add(() => front.stop());
    seat.vacancy = 'another replica leads by now';
    seat.occupant = { driver: engine.driver, node: connected.node, held: lease.held, cluster: cluster?.knowledge };
    return {
      ...(front.metricsUrl !== undefined && { metricsUrl: front.metricsUrl }),
      csiEndpoint: front.csi.endpoint,
      apiUrl: front.api.url,
      apiBound: front.api.bound,
      hardware: connected.description,
      deposed: lease.lost,
      repository: engine.repository,
      snapshot: () => engine.driver.snapshot(),
      sync: () => observedSync(engine, context),
      resume: () => engine.driver.resume('due'),
      drain: async () => {
        health.stopping();
        await front.drain();
      },
      stop: async () => {
        health.stopping();
        await closers.closeAll();
      },
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

function readinessOf(seat: Seat): Readiness {
  const occupant = sitting(seat);
  if (!occupant) return { kind: 'not-ready', why: seat.vacancy };
  return occupant.driver.ready() ? { kind: 'ready' } : { kind: 'not-ready', why: 'no configuration is active yet' };
}

async function observedSync({ sync }: Engine, { metrics, tracing }: EngineContext): Promise<SyncResult> {
  const began = performance.now();
  const told = (outcome: SyncResult['kind'] | 'failed'): void => {
    metrics.synced(outcome, (performance.now() - began) / 1000, new Date());
  };
  try {
    const result = await tracing.span({ name: 'sync', failure: ({ kind }) => failedSync(kind) }, sync);
    told(result.kind);
    return result;
  } catch (error) {
    told('failed');
    throw error;
  }
}

const failedSync = (kind: SyncResult['kind']): string | undefined => (kind === 'refused' ? kind : undefined);
