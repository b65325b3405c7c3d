import path from 'node:path';
import type { SimulationGround } from '../../core/simulate/ground.ts';
import type { DriverSnapshot } from '../../csi/driver/driver.ts';
import { startCsiServer } from '../../csi/services/server.ts';
import { listRevisions } from '../../store/revisions.ts';
import type { ApiPort } from '../api/api-port.ts';
import { startApi } from '../api/start-api.ts';
import type { ServeOptions } from '../commands/options.ts';
import { packageVersion } from '../package-version.ts';
import { liveGround } from '../simulate/live-ground.ts';
import { openEngine } from './engine.ts';
import type { Engine, EngineContext } from './engine.ts';
import type { ConnectedHardware } from './hardware.ts';
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
  /** @throws CliError `usage` where the repository is of a kind that is not read */
  repository(): Promise<string>;
  snapshot(): DriverSnapshot;
  /** Looks at the repository now, and waits until the driver has said what becomes of the newest commit. */
  sync(): Promise<SyncResult>;
  /** Goes on with what was cut off, and is due to be tried again. */
  resume(): Promise<number>;
  stop(): Promise<void>;
}

/** @throws StoreError, CsiError, CliError `listen-failed`, `usage`, `file`, `bad-certificate` */
export async function startServer(options: ServeOptions, context: EngineContext): Promise<Server> {
  const engine = await openEngine(options, context);
  try {
    const hardware = await engine.connectHardware();
    // Whoever sees CSI answer finds the API as well.
    const api = await startHttpApi(engine, options, context);
    engine.closers.add(() => api.stop());
    const csi = await startCsi(engine, hardware, options, context);
    engine.closers.add(() => csi.stop());
    return {
      csiEndpoint: csi.endpoint,
      apiUrl: api.url,
      apiBound: api.bound,
      hardware: hardware.description,
      repository: engine.repository,
      snapshot: () => engine.driver.snapshot(),
      sync: engine.sync,
      resume: () => engine.driver.resume('due'),
      stop: engine.stop,
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

const startCsi = (engine: Engine, { node }: ConnectedHardware, { csiEndpoint }: ServeOptions, { log }: EngineContext) =>
  startCsiServer({
    endpoint: csiEndpoint ?? `unix://${path.join(engine.stateFolder, 'csi.sock')}`,
    vendorVersion: packageVersion(),
    controller: engine.driver,
    ...(node && { node }),
    reportBug: log.bug,
  });

const startHttpApi = (engine: Engine, { listen }: ServeOptions, { log }: EngineContext) =>
  startApi({
    port: apiPort(engine),
    listen,
    stateFolder: engine.stateFolder,
    version: packageVersion(),
    reportBug: (error) => {
      log.bug('a request of the HTTP API', error);
    },
  });

const groundOf = ({ active, volumes, reports, index }: DriverSnapshot): SimulationGround | undefined =>
  active && index && liveGround({ active, volumes, reports, index }, new Date());

const apiPort = ({ driver, store }: Engine): ApiPort => ({
  snapshot: () => driver.snapshot(),
  ground: () => groundOf(driver.snapshot()),
  revisions: () => listRevisions(store),
  createVolume: (request) => driver.createVolume(request),
  createSnapshot: (request) => driver.createSnapshot(request),
  deleteSnapshot: (snapshot) => driver.deleteSnapshot(snapshot),
  deleteVolume: (volume) => driver.deleteVolume(volume),
  expand: (request) => driver.expand(request),
  inventory: () => driver.inventory(),
  adoptDrive: (request) => driver.adoptDrive(request),
  wipeDrive: (request) => driver.wipeDrive(request),
  dropLeg: (request) => driver.dropLeg(request),
  decisions: () => driver.decisions(),
  operations: () => driver.operations(),
  examineOperations: (operation) => driver.examineOperations(operation),
  retryOperation: (operation) => driver.retryOperation(operation),
  abandonOperation: (choice) => driver.abandonOperation(choice),
});
