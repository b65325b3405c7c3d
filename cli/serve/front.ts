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
export async function openFront(options: ServeOptions, { seat, state, servesNode, log }: FrontParts): Promise<Front> {
  const api = await startApi({
    port: apiPort(seat, state),
    listen: options.listen,
    stateFolder: state.folder,
    version: packageVersion(),
    reportBug: (error) => {
      log.bug('a request of the HTTP API', error);
    },
  });
  // Whoever sees CSI answer finds the API as well.
  const csi = await startCsiServer({
    endpoint: options.csiEndpoint ?? `unix://${path.join(state.folder, 'csi.sock')}`,
    vendorVersion: packageVersion(),
    controller: seatedController(seat),
    ...(servesNode && { node: seatedNode(seat) }),
    reportBug: log.bug,
  }).catch(async (error: unknown) => {
    await api.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await csi.stop();
    await api.stop();
  };
  let stopped: Promise<void> | undefined;
  return { csi, api, stop: () => (stopped ??= stop()) };
}

const NOTHING: ApiSnapshot = { active: undefined, volumes: [], publications: [], reports: new Map() };

const groundOf = ({ active, volumes, reports, index }: DriverSnapshot): SimulationGround | undefined =>
  active && index && liveGround({ active, volumes, reports, index }, new Date());

function apiPort(seat: Seat, { store }: State): ApiPort {
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
    createVolume: (request) => driver().createVolume(request),
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
