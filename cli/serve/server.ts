import path from 'node:path';
import type { DriverSnapshot } from '../../csi/driver/driver.ts';
import { startCsiServer } from '../../csi/services/server.ts';
import { startApi } from '../api/start-api.ts';
import type { ServeOptions } from '../commands/options.ts';
import { packageVersion } from '../package-version.ts';
import { createHealth } from '../observe/health.ts';
import type { Health } from '../observe/health.ts';
import { addFleetMetrics } from '../observe/metrics/fleet-metrics.ts';
import { startMetricsServer } from '../observe/metrics-server.ts';
import { apiPort } from './api-port.ts';
import { openEngine } from './engine.ts';
import type { Engine, EngineContext } from './engine.ts';
import { fleetSource } from './fleet-source.ts';
import type { ConnectedHardware } from './hardware.ts';
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
  /** Goes on with what was cut off. */
  resume(): Promise<number>;
  stop(): Promise<void>;
}

/** @throws StoreError, CsiError, CliError `listen-failed`, `usage`, `file`, `bad-certificate` */
export async function startServer(options: ServeOptions, context: EngineContext): Promise<Server> {
  const engine = await openEngine(options, context);
  const health = createHealth(() =>
    engine.driver.ready() ? { kind: 'ready' } : { kind: 'not-ready', why: 'no configuration is active yet' },
  );
  addFleetMetrics(context.metrics.registry, fleetSource(engine));
  try {
    const metricsUrl = await serveMetrics(engine, health, options, context);
    const hardware = await engine.connectHardware();
    // Whoever sees CSI answer finds the API as well.
    const api = await startHttpApi(engine, health, options, context);
    engine.closers.add(() => api.stop());
    const csi = await startCsi(engine, hardware, options, context);
    engine.closers.add(() => csi.stop());
    return {
      ...(metricsUrl !== undefined && { metricsUrl }),
      csiEndpoint: csi.endpoint,
      apiUrl: api.url,
      apiBound: api.bound,
      hardware: hardware.description,
      repository: engine.repository,
      snapshot: () => engine.driver.snapshot(),
      sync: () => observedSync(engine, context),
      resume: () => engine.driver.resume(),
      drain: async () => {
        health.stopping();
        await csi.stop();
      },
      stop: async () => {
        health.stopping();
        await engine.stop();
      },
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
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

/** Told to stop last of all, so that whoever asks sees the others stop. */
async function serveMetrics(
  { closers }: Engine,
  health: Health,
  { metricsAddress: listen }: ServeOptions,
  { metrics, log }: EngineContext,
): Promise<string | undefined> {
  if (!listen) return undefined;
  const server = await startMetricsServer({ listen, registry: metrics.registry, health, log });
  closers.add(() => server.stop());
  return server.url;
}

const startCsi = (
  engine: Engine,
  { node }: ConnectedHardware,
  { csiEndpoint }: ServeOptions,
  { log, around }: EngineContext,
) =>
  startCsiServer({
    endpoint: csiEndpoint ?? `unix://${path.join(engine.stateFolder, 'csi.sock')}`,
    vendorVersion: packageVersion(),
    controller: engine.driver,
    ...(node && { node }),
    reportBug: log.bug,
    around,
  });

const startHttpApi = (engine: Engine, health: Health, { listen }: ServeOptions, context: EngineContext) =>
  startApi({
    port: apiPort(engine, health, context),
    listen,
    stateFolder: engine.stateFolder,
    version: packageVersion(),
    secrets: context.secrets,
    reportBug: (error) => {
      context.log.bug('a request of the HTTP API', error);
    },
  });
