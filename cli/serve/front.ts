import path from 'node:path';
import type { SimulationGround } from '../../core/simulate/ground.ts';
import type { Driver, DriverSnapshot } from '../../csi/driver/driver.ts';
import { startCsiServer } from '../../csi/services/server.ts';
import type { CsiServer } from '../../csi/services/server.ts';
import { listRevisions } from '../../store/revisions.ts';
import type { ApiPort, ApiSnapshot } from '../api/api-port.ts';
import { startApi } from '../api/start-api.ts';
import type { ApiServer } from '../api/start-api.ts';
import { CliError } from '../cli-error.ts';
import type { ServeOptions } from '../commands/options.ts';
import { packageVersion } from '../package-version.ts';
import { liveGround } from '../simulate/live-ground.ts';
import { createClosers } from './closers.ts';
import type { Log } from './log.ts';
import type { State } from './open-state.ts';
import { seatedController, seatedNode, sitting } from './seat.ts';
import type { Seat } from './seat.ts';

/** CSI and the HTTP API, before whoever sits on the seat. */
export interface Front {
  readonly csi: Pick<CsiServer, 'endpoint'>;
  readonly api: Pick<ApiServer, 'url' | 'bound'>;
  /** Takes no new requests, lets those under way end. May be called again. */
  stop(): Promise<void>;
}

export interface FrontParts {
  readonly seat: Seat;
  readonly state: State;
  /** Whether this process is the plug-in of a node as well. */
  readonly servesNode: boolean;
  readonly log: Log;
}

/** @throws CsiError `bad-endpoint`, `socket-in-use`, `listen-failed`, CliError `listen-failed` */
export async function openFront(options: ServeOptions, parts: FrontParts): Promise<Front> {
  const closers = createClosers();
  try {
    const api = await startHttpApi(options, parts);
    closers.add(() => api.stop());
    // Whoever sees CSI answer finds the API as well.
    const csi = await startCsi(parts, {
      endpoint: options.csiEndpoint ?? `unix://${path.join(parts.state.folder, 'csi.sock')}`,
      cluster: options.clusterName,
    });
    closers.add(() => csi.stop());
    for (const further of options.clusterEndpoint ?? []) {
      const server = await startCsi(parts, further);
      closers.add(() => server.stop());
    }
    return { csi, api, stop: () => closers.closeAll() };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

interface ClusterSocket {
  readonly endpoint: string;
  readonly cluster: string | undefined;
}

const startCsi = ({ seat, servesNode, log }: FrontParts, { endpoint, cluster }: ClusterSocket): Promise<CsiServer> =>
  startCsiServer({
    endpoint,
    vendorVersion: packageVersion(),
    controller: seatedController(seat, cluster),
    ...(servesNode && { node: seatedNode(seat) }),
    reportBug: log.bug,
  });

const startHttpApi = (options: ServeOptions, { seat, state, log }: FrontParts): Promise<ApiServer> =>
  startApi({
    port: apiPort(seat, state, options.clusterName),
    listen: options.listen,
    stateFolder: state.folder,
    version: packageVersion(),
    reportBug: (error) => {
      log.bug('a request of the HTTP API', error);
    },
  });

const NOTHING: ApiSnapshot = { active: undefined, volumes: [], publications: [], reports: new Map() };

const groundOf = ({ active, volumes, reports, index }: DriverSnapshot): SimulationGround | undefined =>
  active && index && liveGround({ active, volumes, reports, index }, new Date());

/** Whoever runs the server sees the volumes of every cluster, and makes volumes for the first. */
function apiPort(seat: Seat, { store }: State, cluster: string | undefined): ApiPort {
  /** Whoever stands by is asked nothing: see ApiPort.standsBy. */
  const driver = (): Driver => {
    const occupant = sitting(seat);
    if (occupant) return occupant.driver;
    throw new CliError('not-running', seat.vacancy);
  };
  return {
    standsBy: () => (sitting(seat) ? undefined : seat.vacancy),
    snapshot: () => sitting(seat)?.driver.snapshot() ?? NOTHING,
    ground: () => groundOf(driver().snapshot()),
    revisions: () => listRevisions(store),
    createVolume: (request) => driver().forCluster(cluster).createVolume(request),
    deleteVolume: (volume) => driver().deleteVolume(volume),
    expand: (request) => driver().expand(request),
    inventory: () => driver().inventory(),
    adoptDrive: (request) => driver().adoptDrive(request),
    wipeDrive: (request) => driver().wipeDrive(request),
    dropLeg: (request) => driver().dropLeg(request),
    decisions: () => driver().decisions(),
    operations: () => driver().operations(),
    examineOperations: (operation) => driver().examineOperations(operation),
    retryOperation: (operation) => driver().retryOperation(operation),
    abandonOperation: (choice) => driver().abandonOperation(choice),
  };
}
