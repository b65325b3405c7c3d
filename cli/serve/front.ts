import path from 'node:path';
import { startCsiServer } from '../../csi/services/server.ts';
import type { CsiServer } from '../../csi/services/server.ts';
import { startApi } from '../api/start-api.ts';
import type { ApiServer } from '../api/start-api.ts';
import type { ServeOptions } from '../commands/options.ts';
import { packageVersion } from '../package-version.ts';
import type { Health } from '../observe/health.ts';
import { startMetricsServer } from '../observe/metrics-server.ts';
import type { MetricsServer } from '../observe/metrics-server.ts';
import type { Observation } from '../observe/observation.ts';
import { apiPort } from './api-port.ts';
import { createClosers } from './closers.ts';
import type { State } from './open-state.ts';
import { seatedController, seatedNode } from './seat.ts';
import type { Seat } from './seat.ts';

/** CSI and the HTTP API, before whoever sits on the seat. */
export interface Front {
  readonly csi: Pick<CsiServer, 'endpoint'>;
  readonly api: Pick<ApiServer, 'url' | 'bound'>;
  /** Where metrics and health are answered without a token. */
  readonly metricsUrl: string | undefined;
  /** Takes no new calls of CSI, and lets those under way end. May be called again. */
  drain(): Promise<void>;
  /** Takes no new requests, lets those under way end. May be called again. */
  stop(): Promise<void>;
}

export interface FrontParts {
  readonly seat: Seat;
  readonly state: State;
  /** Whether this process is the plug-in of a node as well. */
  readonly servesNode: boolean;
  readonly health: Health;
  readonly observation: Observation;
}

/** @throws CsiError `bad-endpoint`, `socket-in-use`, `listen-failed`, CliError `listen-failed` */
export async function openFront(options: ServeOptions, parts: FrontParts): Promise<Front> {
  const closers = createClosers();
  try {
    const metrics = await startMetrics(options, parts);
    closers.add(async () => metrics?.stop());
    const api = await startHttpApi(options, parts);
    closers.add(() => api.stop());
    // Whoever sees CSI answer finds the API as well.
    const csi = await startCsi(parts, {
      endpoint: options.csiEndpoint ?? `unix://${path.join(parts.state.folder, 'csi.sock')}`,
      cluster: options.clusterName,
    });
    const sockets = [csi];
    closers.add(() => csi.stop());
    for (const further of options.clusterEndpoint ?? []) {
      const server = await startCsi(parts, further);
      sockets.push(server);
      closers.add(() => server.stop());
    }
    return {
      csi,
      api,
      metricsUrl: metrics?.url,
      drain: async () => {
        await Promise.all(sockets.map((socket) => socket.stop()));
      },
      stop: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

interface ClusterSocket {
  readonly endpoint: string;
  readonly cluster: string | undefined;
}

const startCsi = (
  { seat, servesNode, observation }: FrontParts,
  { endpoint, cluster }: ClusterSocket,
): Promise<CsiServer> =>
  startCsiServer({
    endpoint,
    vendorVersion: packageVersion(),
    controller: seatedController(seat, cluster),
    ...(servesNode && { node: seatedNode(seat) }),
    reportBug: observation.log.bug,
    around: observation.around,
  });

const startHttpApi = (options: ServeOptions, parts: FrontParts): Promise<ApiServer> =>
  startApi({
    port: apiPort({ ...parts, cluster: options.clusterName }),
    listen: options.listen,
    stateFolder: parts.state.folder,
    version: packageVersion(),
    secrets: parts.observation.secrets,
    reportBug: (error) => {
      parts.observation.log.bug('a request of the HTTP API', error);
    },
  });

/** Told to stop last of all, so that whoever asks sees the others stop. */
async function startMetrics(
  { metricsAddress: listen }: ServeOptions,
  { health, observation }: FrontParts,
): Promise<MetricsServer | undefined> {
  if (!listen) return undefined;
  return startMetricsServer({ listen, registry: observation.metrics.registry, health, log: observation.log });
}
