import type { SimulationGround } from '../../core/simulate/ground.ts';
import type { Driver, DriverSnapshot } from '../../csi/driver/driver.ts';
import { listRevisions } from '../../store/revisions.ts';
import type { ApiPort, ApiSnapshot } from '../api/api-port.ts';
import { CliError } from '../cli-error.ts';
import type { Health } from '../observe/health.ts';
import type { Observation } from '../observe/observation.ts';
import { liveGround } from '../simulate/live-ground.ts';
import { supportFiles } from '../support/support-files.ts';
import type { State } from './open-state.ts';
import { sitting } from './seat.ts';
import type { Seat } from './seat.ts';

const NOTHING: ApiSnapshot = { active: undefined, volumes: [], publications: [], reports: new Map() };

const groundOf = ({ active, volumes, reports, index }: DriverSnapshot): SimulationGround | undefined =>
  active && index && liveGround({ active, volumes, reports, index }, new Date());

export interface ApiPortParts {
  readonly seat: Seat;
  readonly state: Pick<State, 'store'>;
  /** Whose volumes are made. */
  readonly cluster: string | undefined;
  readonly health: Health;
  readonly observation: Observation;
}

/**
 * What the HTTP API asks of a server. Whoever runs it sees the volumes of every cluster, and makes volumes for the first.
 */
export function apiPort({ seat, state, cluster, health, observation }: ApiPortParts): ApiPort {
  const { metrics } = observation;
  /** Whoever stands by is asked nothing: see ApiPort.standsBy. */
  const driver = (): Driver => {
    const occupant = sitting(seat);
    if (occupant) return occupant.driver;
    throw new CliError('not-running', seat.vacancy);
  };
  return {
    standsBy: () => (sitting(seat) ? undefined : seat.vacancy),
    snapshot: () => {
      const occupant = sitting(seat);
      return occupant ? { ...occupant.driver.snapshot(), cluster: occupant.cluster } : NOTHING;
    },
    ground: () => groundOf(driver().snapshot()),
    revisions: () => listRevisions(state.store),
    createVolume: (request) => driver().forCluster(cluster).createVolume(request),
    createSnapshot: (request) => driver().forCluster(cluster).createSnapshot(request),
    deleteSnapshot: (snapshot) => driver().deleteSnapshot(snapshot),
    deleteVolume: (volume) => driver().deleteVolume(volume),
    expand: (request) => driver().expand(request),
    modify: (request) => driver().modify(request),
    unpublish: (request) => driver().unpublish(request),
    inventory: () => driver().inventory(),
    adoptDrive: (request) => driver().adoptDrive(request),
    wipeDrive: (request) => driver().wipeDrive(request),
    dropLeg: (request) => driver().dropLeg(request),
    decisions: () => driver().decisions(),
    operations: () => driver().operations(),
    examineOperations: (operation) => driver().examineOperations(operation),
    retryOperation: (operation) => driver().retryOperation(operation),
    abandonOperation: (choice) => driver().abandonOperation(choice),
    readiness: () => health.readiness(),
    isStopping: () => health.isStopping(),
    metrics: async () => ({ type: metrics.registry.contentType, text: await metrics.registry.metrics() }),
    answered: ({ method, route, status, seconds }) => {
      metrics.requested(method, route, status, seconds);
    },
    support: async () => supportOf(driver(), state, observation),
  };
}

const supportOf = async (driver: Driver, { store }: ApiPortParts['state'], observation: Observation) =>
  supportFiles({
    snapshot: driver.snapshot(),
    revisions: await listRevisions(store),
    answering: driver.answering(),
    domain: driver.domain,
    epoch: driver.epoch,
    metrics: await observation.metrics.registry.metrics(),
    recent: observation.recent,
    secrets: observation.secrets,
  });
