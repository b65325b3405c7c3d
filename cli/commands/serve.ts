import { CsiError } from '../../csi/csi-error.ts';
import { socketPathOf } from '../../csi/services/endpoint.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { chooseTracing } from '../observe/choose-tracing.ts';
import { createObservation } from '../observe/observation.ts';
import { printFindings } from '../report/findings.ts';
import { openEngine } from '../serve/engine.ts';
import { follow } from '../serve/follow.ts';
import { chooseHardware } from '../serve/open-hardware.ts';
import { leadAtOnce, openState } from '../serve/open-state.ts';
import { startServer } from '../serve/server.ts';
import type { ServeOptions } from './options.ts';

/**
 * Serves until it is told to stop; with --once, takes over one revision and ends.
 * @throws CsiError `bad-endpoint`, and what startServer and openEngine throw
 */
export async function serve(given: ServeOptions, io: CliIo): Promise<ExitStatus> {
  const csiEndpoint = given.csiEndpoint ?? (io.env['CSI_ENDPOINT'] || undefined);
  // A trial that opens no socket still tells that the one to be served on is wrong.
  if (csiEndpoint !== undefined) socketPathOf(csiEndpoint);
  for (const { endpoint } of given.clusterEndpoint ?? []) socketPathOf(endpoint);
  const options = { ...given, ...(csiEndpoint !== undefined && { csiEndpoint }) };
  return options.once === true ? serveOnce(options, io) : serveOn(options, io);
}

async function serveOn(options: ServeOptions, io: CliIo): Promise<ExitStatus> {
  const stop = io.stopSignal();
  const tracing = await chooseTracing('stowage', io);
  const observation = createObservation(options, io, { tracing });
  const { log } = observation;
  const { cwd, checkWorker } = io;
  const context = { ...observation, cwd, checkWorker, stopSignal: stop };
  if (!isLoopback(options.listen.host)) log.warn(CLEAR_TEXT);
  const server = await startServer(options, context).catch(unlessStopped(stop));
  if (!server) {
    log.info('stopping');
    return EXIT.ok;
  }
  try {
    log.info(`following ${await server.repository()}`);
    if (server.metricsUrl !== undefined) log.info(`metrics and health on ${server.metricsUrl}, for whoever reaches it`);
    log.info(`CSI on ${server.csiEndpoint}, HTTP API on ${server.apiBound}; ${server.hardware}`);
    stop.addEventListener('abort', () => void server.drain(), { once: true });
    await follow(server, { log, interval: options.interval, stop: AbortSignal.any([stop, server.deposed]) });
    if (server.deposed.aborted) throw deposed();
    log.info('stopping');
  } finally {
    await server.stop();
    await tracing.stop();
  }
  return EXIT.ok;
}

/** A replica that is told to stop while it stands by never served. */
const unlessStopped =
  (stop: AbortSignal) =>
  (error: unknown): undefined => {
    if (!stop.aborted || error !== stop.reason) throw error;
  };

const deposed = (): CsiError =>
  new CsiError('deposed', 'the lease over the store has run out, and another replica may lead; this one ends');

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);

const CLEAR_TEXT = 'the HTTP API listens beyond this machine, and without TLS: put a proxy with TLS before it';

async function serveOnce(options: ServeOptions, io: CliIo): Promise<ExitStatus> {
  const observation = createObservation({ ...options, logLevel: options.logLevel === 'error' ? 'error' : 'warn' }, io);
  const context = { ...observation, cwd: io.cwd };
  const hardware = await chooseHardware(options, context);
  const state = await openState(options, io.cwd, observation);
  try {
    const lease = await leadAtOnce(state.leadership, '--once');
    state.closers.add(() => lease.resign());
    const engine = await openEngine(options, { ...context, state, hardware, held: lease.held });
    const result = await engine.sync();
    printFindings(result.findings, io.stdout, { env: io.env });
    const { active } = engine.driver.snapshot();
    const runs = active && `revision ${String(active.revision.number)} (${active.revision.commit})`;
    const goesOn = runs === undefined ? 'nothing runs' : `${runs} goes on`;
    io.stdout.write(result.kind === 'active' ? `active: ${runs ?? ''}\n` : `refused: ${goesOn}\n`);
    return result.kind === 'active' ? EXIT.ok : EXIT.problems;
  } finally {
    await state.closers.closeAll();
  }
}
