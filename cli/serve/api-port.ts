import type { SimulationGround } from '../../core/simulate/ground.ts';
import type { DriverSnapshot } from '../../csi/driver/driver.ts';
import { listRevisions } from '../../store/revisions.ts';
import type { ApiPort } from '../api/api-port.ts';
import type { Health } from '../observe/health.ts';
import type { Observation } from '../observe/observation.ts';
import { liveGround } from '../simulate/live-ground.ts';
import { supportFiles } from '../support/support-files.ts';
import type { Engine } from './engine.ts';

const groundOf = ({ active, volumes, reports, index }: DriverSnapshot): SimulationGround | undefined =>
  active && index && liveGround({ active, volumes, reports, index }, new Date());

/** What the HTTP API asks of a server. */
export const apiPort = ({ driver, store }: Engine, health: Health, observation: Observation): ApiPort => ({
  snapshot: () => driver.snapshot(),
  ground: () => groundOf(driver.snapshot()),
  revisions: () => listRevisions(store),
  createVolume: (request) => driver.createVolume(request),
  deleteVolume: (volume) => driver.deleteVolume(volume),
  expand: (request) => driver.expand(request),
  inventory: () => driver.inventory(),
  adoptDrive: (request) => driver.adoptDrive(request),
  wipeDrive: (request) => driver.wipeDrive(request),
  dropLeg: (request) => driver.dropLeg(request),
  decisions: () => driver.decisions(),
  readiness: () => health.readiness(),
  isStopping: () => health.isStopping(),
  metrics: async () => ({
    type: observation.metrics.registry.contentType,
    text: await observation.metrics.registry.metrics(),
  }),
  answered: ({ method, route, status, seconds }) => {
    observation.metrics.requested(method, route, status, seconds);
  },
  support: async () =>
    supportFiles({
      snapshot: driver.snapshot(),
      revisions: await listRevisions(store),
      answering: driver.answering(),
      domain: driver.domain,
      epoch: driver.epoch,
      metrics: await observation.metrics.registry.metrics(),
      recent: observation.recent,
      secrets: observation.secrets,
    }),
});
